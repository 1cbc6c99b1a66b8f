"""Which version of a procedure is meant, and for which matters."""

from datetime import date

from django.utils.translation import gettext as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.models import ItemVersion, ProcedureVersion
from qiaomen.catalogue.procedures.language import Procedure
from qiaomen.kernel.refusal import Refusal
from qiaomen.people.models import Post


def version_named(name: str) -> ProcedureVersion:
    """CODE for the newest, CODE@N for that one."""
    code, at, number = name.strip().partition("@")
    rows = ProcedureVersion.objects.filter(code=code).order_by("version")
    if at:
        rows = rows.filter(version=int(number) if number.isdecimal() else 0)
    if row := rows.last():
        return row
    codes = ", ".join(sorted(ProcedureVersion.objects.newest())) or "–"
    sentence = _("There is no procedure “%(name)s”. Choose from: %(codes)s; @ and a number name a version.")
    raise Refusal(sentence % {"name": name, "codes": codes})


def kinds_of(plan: Procedure, day: date) -> list[MatterKind]:
    """The kinds of matter that items which go by it on that day are for; help where none says so."""
    items = ItemVersion.objects.in_force(day).filter(procedure__startswith=f"{plan.code}@")
    said = set(items.filter(item__ended_on=None).values_list("kind", flat=True))
    return [kind for kind in MatterKind if kind in said] or [MatterKind.HELP]


def held_roles(day: date) -> set[str]:
    """The roles that somebody holds on that day."""
    return set(Post.objects.in_force(day).values_list("role__code", flat=True))
