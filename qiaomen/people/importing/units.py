"""Units from a table, in any order of rows, as often as one likes."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.lists import coded
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.lines import Line
from qiaomen.kernel.sheets.mapping import Field
from qiaomen.kernel.sheets.report import ImportReport, Outcome
from qiaomen.kernel.sheets.table import Table
from qiaomen.people.actions import add_unit, amend_unit
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place

FIELDS = (
    Field("code", _("Code"), ("单位编码", "单位代码", "编码", "代码", "编号"), required=True),
    Field("parent", _("Parent"), ("上级", "上级编码", "上级单位", "上级代码"), required=True),
    Field("name", pgettext_lazy("of a place or unit", "Name"), ("单位名称", "名称", "单位"), required=True),
    Field("kind", _("Kind"), ("类型", "类别", "单位类型"), required=True),
    Field("place", _("Place"), ("区域", "区域编码", "所在区域", "辖区"), required=True),
    Field("phone", _("Phone"), ("电话", "办公电话", "联系电话")),
)

# as offices write them; the kinds' own words are taken too
KINDS: Mapping[str, Unit.Kind] = {
    **{kind.value: kind for kind in Unit.Kind},
    "受理台": Unit.Kind.DESK,
    "受理中心": Unit.Kind.DESK,
    "部门": Unit.Kind.DEPARTMENT,
    "职能部门": Unit.Kind.DEPARTMENT,
    "街道": Unit.Kind.STREET,
    "街道办": Unit.Kind.STREET,
    "街道办事处": Unit.Kind.STREET,
    "镇": Unit.Kind.STREET,
    "乡": Unit.Kind.STREET,
    "社区": Unit.Kind.COMMUNITY,
    "社区居委会": Unit.Kind.COMMUNITY,
    "村": Unit.Kind.COMMUNITY,
    "企业": Unit.Kind.COMPANY,
    "公司": Unit.Kind.COMPANY,
    "物业": Unit.Kind.COMPANY,
    "队伍": Unit.Kind.TEAM,
    "其他": Unit.Kind.OTHER,
}


def import_units(table: Table, *, by: Actor) -> ImportReport:
    """Bring the units of `table` (code, parent, name, kind, place, phone) in, parents before children.

    An empty parent is the top of the tree; an empty phone leaves the number as it is.
    """
    report = ImportReport()
    for line in parents_first(distinct(report.read(table, FIELDS), report), report):
        report.take(line, lambda line: take(line, by))
    return report.in_order()


def distinct(lines: Iterator[Line], report: ImportReport) -> dict[str, Line]:
    """The lines by code; what has none, or one that a line before it has, is rejected."""
    kept: dict[str, Line] = {}
    for line in lines:
        try:
            line.require_sound()
            code = line.needed("code")
            if code in kept:
                raise line.unfit("code", _("Row %d has this code already. Keep one.") % kept[code].number)
            kept[code] = line
        except Refusal as refusal:
            report.turn_away(line, refusal)
    return kept


def parents_first(lines: dict[str, Line], report: ImportReport) -> Iterator[Line]:
    """The lines so that parents come before their children; those in a circle are rejected."""
    while True:
        tree = TopologicalSorter({code: {line.text("parent")} for code, line in lines.items()})
        try:
            order = list(tree.static_order())
        except CycleError as circle:
            reject_circle(set(circle.args[1]), lines, report)
        else:
            return (lines[code] for code in order if code in lines)


def reject_circle(codes: set[str], lines: dict[str, Line], report: ImportReport) -> None:
    sentence = _("These units lie below each other in a circle: %s. Correct one parent.")
    for code in codes:
        line = lines.pop(code)
        report.turn_away(line, line.unfit("parent", sentence % ", ".join(sorted(codes))))


def take(line: Line, by: Actor) -> Outcome:
    parent = line.known("parent", Unit.objects.all()) if line.text("parent") else None
    place = line.known("place", Place.objects.all())
    unit = Unit.objects.filter(code=line.needed("code")).first()
    if unit is None:
        add_unit(
            code=line.needed("code"),
            name=line.needed("name"),
            kind=kind_of(line),
            place=place,
            parent=parent,
            phone=line.text("phone"),
            by=by,
        )
        return Outcome.ADDED
    return bring_up_to_date(unit, line, parent, place, by)


def bring_up_to_date(unit: Unit, line: Line, parent: Unit | None, place: Place, by: Actor) -> Outcome:
    """Only what differs is written, so that a second run writes nothing."""
    name, kind, phone = line.needed("name"), kind_of(line), line.text("phone") or unit.phone
    changed = amend_unit(unit, name=name, kind=kind, phone=phone, parent=parent, place=place, by=by)
    return Outcome.CHANGED if changed else Outcome.UNCHANGED


def kind_of(line: Line) -> Unit.Kind:
    word = line.needed("kind").lower()
    if word not in KINDS:
        sentence = _("There is no kind of unit called %(word)s. Choose one of: %(known)s.")
        raise line.unfit("kind", sentence % {"word": word, "known": coded(Unit.Kind.choices)})
    return KINDS[word]
