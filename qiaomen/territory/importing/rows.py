"""From the rows of a table to what they wish the tree to be."""

import re
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from qiaomen.kernel.lists import coded
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.cells import Cell, shown, text
from qiaomen.kernel.sheets.lines import Line
from qiaomen.kernel.sheets.mapping import Field
from qiaomen.kernel.sheets.report import ImportReport
from qiaomen.kernel.sheets.table import Table
from qiaomen.territory import checks
from qiaomen.territory.importing.kinds import kind_of
from qiaomen.territory.models import PlaceKind

FIELDS = (
    Field("code", _("Code"), ("代码", "编码", "区域代码", "区域编码"), required=True),
    Field("parent", _("Parent"), ("上级", "上级代码", "上级编码", "所属代码"), required=True),
    Field("name", pgettext_lazy("of a place or unit", "Name"), ("名称", "区域名称", "地名"), required=True),
    Field("kind", _("Kind"), ("类型", "级别", "层级"), required=True),
    Field("aliases", _("Aliases"), ("别名", "俗称", "又称")),
    Field("official_code", _("Official code"), ("官方代码", "行政区划代码", "统计代码")),
)
_BETWEEN_ALIASES = re.compile(r"[;；\n]")


class Wish(NamedTuple):
    """One row: a place as the file wants it. An empty parent means the root."""

    line: Line
    code: str
    parent: str
    name: str
    kind: PlaceKind
    aliases: tuple[str, ...]
    official_code: str

    def reject(self, field: str, reason: StrOrPromise, report: ImportReport) -> None:
        report.turn_away(self.line, self.line.unfit(field, reason))


def read_wishes(table: Table, report: ImportReport) -> dict[str, Wish]:
    """The rows that can be understood, by code; the others go to the report."""
    wishes: dict[str, Wish] = {}
    for line in report.read(table, FIELDS):
        try:
            _keep(_wish(line), wishes)
        except Refusal as refusal:
            report.turn_away(line, refusal)
    return wishes


def _keep(wish: Wish, wishes: dict[str, Wish]) -> None:
    first = wishes.setdefault(wish.code, wish)
    if first is not wish:
        reason = _("The code %(code)s stands in row %(row)s already. Keep one of the two rows.")
        raise wish.line.unfit("code", reason % {"code": wish.code, "row": first.line.number})


def _wish(line: Line) -> Wish:
    line.require_sound()
    with line.blaming("code"):
        code = checks.clean_code(line.text("code"))
    with line.blaming("name"):
        name = checks.clean_name(line.text("name"))
    with line.blaming("kind"):
        kind = _kind(line.cells["kind"])
    with line.blaming("aliases"):
        aliases = _aliases(line.text("aliases"), name)
    with line.blaming("official_code"):
        official_code = checks.clean_official_code(line.text("official_code"))
    return Wish(line, code, line.text("parent"), name, kind, aliases, official_code)


def _kind(cell: Cell) -> PlaceKind:
    kind = kind_of(text(cell))
    if kind is None:
        raise Refusal(
            _("“%(kind)s” is no kind of place. Write one of: %(kinds)s.")
            % {"kind": shown(cell), "kinds": coded(PlaceKind.choices[1:])}
        )
    return kind


def _aliases(written: str, name: str) -> tuple[str, ...]:
    parts = filter(None, map(str.strip, _BETWEEN_ALIASES.split(written)))
    return tuple(alias for alias in dict.fromkeys(map(checks.clean_name, parts)) if alias != name)
