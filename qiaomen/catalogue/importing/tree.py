"""Items from a table with a column for each level."""

from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue import checks
from qiaomen.catalogue.importing.wishes import Wish
from qiaomen.catalogue.keywords import parts
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.lines import Line
from qiaomen.kernel.sheets.mapping import Field
from qiaomen.kernel.sheets.report import ImportReport
from qiaomen.kernel.sheets.table import Table

FIELDS = (
    Field("level_1", _("First level"), ("一级分类", "一级事项", "一级标签", "一级"), required=True),
    Field("level_2", _("Second level"), ("二级分类", "二级事项", "二级标签", "二级")),
    Field("level_3", _("Third level"), ("三级分类", "三级事项", "三级标签", "三级")),
)


def read_tree(table: Table, report: ImportReport) -> list[Wish]:
    """The items that the rows name, each once, those above before those below them."""
    wishes: dict[str, Wish] = {}
    for line in report.read(table, FIELDS):
        try:
            line.require_sound()
            path = _path(line)
        except Refusal as refusal:
            report.reject(line.number, getattr(refusal, "column", ""), refusal.sentence)
            continue
        for depth in range(1, len(path) + 1):
            wish = _wish(line.number, path[:depth])
            wishes.setdefault(wish.code, wish)
    return list(wishes.values())


def _path(line: Line) -> tuple[str, ...]:
    """The names from the first level down to the last that is filled in."""
    names = [checks.label(line.text(field.name)) for field in FIELDS]
    filled = [name for name in names if name]
    if not filled or names[: len(filled)] != filled:
        empty = FIELDS[names.index("")].name
        raise line.unfit(empty, _("A level is left out. Fill it in, or clear the ones below it."))
    return tuple(filled)


def _wish(row: int, path: tuple[str, ...]) -> Wish:
    parent = code_of(path[:-1]) if path[1:] else ""
    return Wish(row, code_of(path), parent, at_first={"name": path[-1], "keywords": parts(path[-1])})


def code_of(path: tuple[str, ...]) -> str:
    """A code that follows from the names alone, so that the same file gives the same codes again.

    The same name may stand under several parents. Forty bits of a hash: two of 1,000 items share
    a code once in two million catalogues.
    """
    return sha256("\n".join(path).encode()).hexdigest()[:10]
