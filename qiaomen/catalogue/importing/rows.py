"""Items from a table with a row for each: what it says stands in the words of any language."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from qiaomen.catalogue.importing.wishes import Wish
from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.lines import read_duties, read_questions, read_replies, read_words
from qiaomen.catalogue.models import ItemVersion
from qiaomen.catalogue.wording import LABELS
from qiaomen.kernel.limits import MOST, Limit, LimitUnit
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.cells import whole
from qiaomen.kernel.sheets.lines import Line, Unfit
from qiaomen.kernel.sheets.mapping import Field, guess
from qiaomen.kernel.sheets.report import ImportReport
from qiaomen.kernel.sheets.table import Table
from qiaomen.kernel.sheets.words import by_any_name

_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "name": ("事项名称", "名称", "사무명"),
    "description": ("说明", "설명"),
    "keywords": ("关键词", "핵심어"),
    "answer": ("办理时限", "답변 기한"),
}
FIELDS = (
    Field("code", _("Code"), ("事项编码", "编码", "代码", "코드"), required=True),
    Field("parent", _("Stands below"), ("上级", "上级编码", "上级事项", "상위 사무")),
    *(Field(name, label, _SYNONYMS.get(name, ()), required=name == "name") for name, label in LABELS.items()),
)
_SWITCH = (("true", _("yes")), ("false", _("no")))
_AMOUNT = re.compile(r"\d{1,9}")


def says_items(table: Table) -> bool:
    """Whether it has a row for each item, and is no tree of names."""
    return "code" in guess(table.headers, FIELDS).chosen


def read_rows(table: Table, report: ImportReport) -> list[Wish]:
    """The items of the rows. A column that is there says all: an empty cell empties what was said.

    A column that is not there leaves things as they are.
    """
    wishes: dict[str, Wish] = {}
    for line in report.read(table, FIELDS):
        try:
            wish = _wish(line)
            if (first := wishes.setdefault(wish.code, wish)) is not wish:
                sentence = _("Row %d has this code already. Keep one of the two.")
                raise line.unfit("code", sentence % first.row)
        except Unfit as no:
            report.reject(line.number, no.column, no.sentence)
    return list(wishes.values())


def _wish(line: Line) -> Wish:
    line.require_sound()
    chosen, said = line.columns.chosen, {}
    for name in LABELS.keys() & chosen.keys():
        with line.blaming(name):
            said[name] = _READERS[name](line.text(name)) if name in _READERS else line.text(name)
    if not said.get("visibility", "said"):
        del said["visibility"]  # there is no empty one
    return Wish(line.number, line.needed("code"), line.text("parent"), said, headings=chosen)


def _limit(text: str) -> str:
    """As the program spells limits, where it is said in the words of a language; else as it stands."""
    if found := _AMOUNT.search(text):
        amount = int(found[0])
        for code, _name in settings.LANGUAGES:
            with override(code):
                for unit in LimitUnit if 1 <= amount <= MOST else ():
                    if _close(Limit(amount, unit).in_words()) == _close(text):
                        return str(Limit(amount, unit))
    return text


def _close(text: str) -> str:
    return "".join(text.split()).casefold()


def _kind(text: str) -> str:
    return by_any_name(MatterKind.choices).get(text.casefold(), text)


def _visibility(text: str) -> str:
    return by_any_name(ItemVersion.Visibility.choices).get(text.casefold(), text)


def _switch(text: str) -> bool | None:
    if not text:
        return None
    word = by_any_name(_SWITCH).get(text.casefold())
    if word is None:
        raise Refusal(_("Write yes or no, or leave it empty."))
    return word == "true"


_READERS: Mapping[str, Callable[[str], Any]] = {
    "keywords": read_words,
    "kind": _kind,
    "visibility": _visibility,
    "accept": _limit,
    "answer": _limit,
    "call_back": _limit,
    "pausable": _switch,
    "replies": read_replies,
    "duties": read_duties,
    "basis": read_words,
    "questions": read_questions,
    "retention_days": whole,
}
