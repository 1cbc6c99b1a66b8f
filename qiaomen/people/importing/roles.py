"""Roles from a table: what each lets people do stands in plain words, one a line."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.sheets.lines import Line
from qiaomen.kernel.sheets.mapping import Field
from qiaomen.kernel.sheets.report import ImportReport, Outcome
from qiaomen.kernel.sheets.table import Table
from qiaomen.kernel.sheets.words import by_any_name
from qiaomen.people.actions.roles import add_role, change_role
from qiaomen.people.models import Role
from qiaomen.people.powers import POWERS

FIELDS = (
    Field("code", _("Code"), ("角色编码", "编码", "代码", "코드"), required=True),
    Field("name", pgettext_lazy("of a role", "Name"), ("角色名称", "名称", "角色", "역할"), required=True),
    Field("reach", _("Reaches"), ("范围", "범위"), required=True),
    Field("permissions", _("What it lets people do"), ("权限", "권한"), required=True),
)


def import_roles(table: Table, *, by: Actor) -> ImportReport:
    """Bring roles in (code, name, reach, permissions); safe to repeat. Nobody changes their own role so."""
    report = ImportReport()
    for line in report.read(table, FIELDS):
        report.take(line, lambda line: _take(line, by))
    return report


def _take(line: Line, by: Actor) -> Outcome:
    line.require_sound()
    code, name = line.needed("code"), line.needed("name")
    reach, permissions = _reach(line), _permissions(line)
    role = Role.objects.filter(code=code).first()
    if role is None:
        add_role(code=code, name=name, permissions=permissions, reach=reach, by=by)
        return Outcome.ADDED
    if (role.name, role.reach, role.granted) == (name, reach, permissions):
        return Outcome.UNCHANGED
    change_role(role, name=name, permissions=permissions, reach=reach, by=by)
    return Outcome.CHANGED


def _reach(line: Line) -> Role.Reach:
    known, word = by_any_name(Role.Reach.choices), line.needed("reach")
    if word.casefold() not in known:
        sentence = _("%(word)s is no reach. Write one of: %(known)s.")
        labels = " / ".join(str(label) for label in Role.Reach.labels)
        raise line.unfit("reach", sentence % {"word": word[:40], "known": labels})
    return Role.Reach(known[word.casefold()])


def _permissions(line: Line) -> frozenset[str]:
    known = by_any_name(POWERS.items())
    words = [word.strip() for word in line.needed("permissions").split("\n")]
    for word in filter(None, words):
        if word.casefold() not in known:
            sentence = _(
                "“%s” is nothing that a role can give. Copy the words from another role, one a line."
            )
            raise line.unfit("permissions", sentence % word[:60])
    return frozenset(known[word.casefold()] for word in words if word)
