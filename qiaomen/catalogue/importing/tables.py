"""Items from a TOML file with one [[item]] table for each."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from qiaomen.catalogue.checks import UnfitTerm
from qiaomen.catalogue.importing.wishes import Wish
from qiaomen.catalogue.terms import Duty, Question, Reply, Terms
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.report import ImportReport

_SPOT = re.compile(r"at line (?P<line>\d+), column (?P<character>\d+)")

Reader = Callable[[str, Any], Any]

KEYS = ("code", "parent", *(field.name for field in fields(Terms)))


def read_tables(path: Path, report: ImportReport) -> list[Wish]:
    """The items of the file in its order; a row is the number of its [[item]], counted from 1."""
    wishes: dict[str, Wish] = {}
    for row, table in enumerate(_tables(path), start=1):
        try:
            _keep(_wish(row, table), wishes)
        except UnfitTerm as unfit:
            report.reject(row, unfit.field, unfit.sentence)
    return list(wishes.values())


def _keep(wish: Wish, wishes: dict[str, Wish]) -> None:
    first = wishes.setdefault(wish.code, wish)
    if first is not wish:
        raise UnfitTerm("code", _("Item %d has this code already. Keep one of the two.") % first.row)


def _tables(path: Path) -> list[Any]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("item")
    except OSError as error:
        raise Refusal(_("%(file)s cannot be read. Choose another file.") % {"file": path.name}) from error
    except UnicodeDecodeError as error:
        raise Refusal(_("%(file)s is not in UTF-8. Save it again as UTF-8.") % {"file": path.name}) from error
    except tomllib.TOMLDecodeError as error:
        raise Refusal(
            _("%(file)s is not valid TOML: correct it %(spot)s.") % {"file": path.name, "spot": _spot(error)}
        ) from error
    if not isinstance(tables, list):
        raise Refusal(_("%(file)s has no items. Write [[item]] before each.") % {"file": path.name})
    return tables


def _spot(error: tomllib.TOMLDecodeError) -> StrOrPromise:
    """Where the text stops being TOML; what the library says beyond that is English."""
    if found := _SPOT.search(str(error)):
        return _("in line %(line)s at character %(character)s") % found.groupdict()
    return _("at its end, where something is not closed")


def _wish(row: int, table: Any) -> Wish:
    if not isinstance(table, dict):
        raise UnfitTerm("", _("This is no table. Write [[item]] before each."))
    for key in table:
        if key not in KEYS:
            raise UnfitTerm(
                str(key), _("There is no such key. Choose from %(keys)s.") % {"keys": ", ".join(KEYS)}
            )
    for key in ("code", "name"):
        if key not in table:
            raise UnfitTerm(key, _("This key is missing. Write it."))
    said = {key: _read(key, value) for key, value in table.items()}
    return Wish(row, said.pop("code").strip(), said.pop("parent", "").strip(), said)


def _read(key: str, value: Any) -> Any:
    reader: Reader = _READERS.get(key, _text)
    return reader(key, value)


def _text(key: str, value: Any) -> str:
    _require(isinstance(value, str), key, _("Write text in quotes."))
    return str(value)


def _words(key: str, value: Any) -> tuple[str, ...]:
    _require(_is_list_of(str, value), key, _("Write a list of words in quotes."))
    return tuple(value)


def _switch(key: str, value: Any) -> bool:
    _require(isinstance(value, bool), key, _("Write true or false, without quotes."))
    return bool(value)


def _days(key: str, value: Any) -> int:
    _require(isinstance(value, int) and not isinstance(value, bool), key, _("Write a number of days."))
    return int(value)


def _replies(key: str, value: Any) -> tuple[Reply, ...]:
    sentence = _("Write a list of replies, each { name = “…”, text = “…” }.")
    return tuple(Reply(**reply) for reply in _records(key, value, {"name": str, "text": str}, {}, sentence))


def _duties(key: str, value: Any) -> tuple[Duty, ...]:
    sentence = _("Write a list of duties, each { unit = “…”, part = “…” }, one of them with lead = true.")
    needed, further = {"unit": str, "part": str}, {"lead": bool}
    return tuple(Duty(**duty) for duty in _records(key, value, needed, further, sentence))


def _questions(key: str, value: Any) -> tuple[Question, ...]:
    sentence = _(
        "Write a list of questions, each { label = “…”, kind = “…” }, with options = [“…”] for a choice and "
        "required_by = “…” where a rule needs the answer."
    )
    further = {"kind": str, "options": list, "required_by": str}
    asked = _records(key, value, {"label": str}, further, sentence)
    for question in asked:
        _require(_is_list_of(str, question.get("options", [])), key, sentence)
    return tuple(Question.stored({"options": (), **question}) for question in asked)


def _records(
    key: str, value: Any, needed: Mapping[str, type], further: Mapping[str, type], sentence: StrOrPromise
) -> list[dict[str, Any]]:
    """A list of tables, each with all of the needed keys and some of the further ones."""
    _require(_is_list_of(dict, value), key, sentence)
    kinds = {**needed, **further}
    for record in value:
        _require(needed.keys() <= record.keys() <= kinds.keys(), key, sentence)
        _require(all(isinstance(said, kinds[name]) for name, said in record.items()), key, sentence)
    return list(value)


_READERS: Mapping[str, Reader] = {
    "keywords": _words,
    "pausable": _switch,
    "retention_days": _days,
    "replies": _replies,
    "duties": _duties,
    "basis": _words,
    "questions": _questions,
}


def _is_list_of(kind: type, value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, kind) for each in value)


def _require(right: bool, key: str, sentence: StrOrPromise) -> None:  # noqa: FBT001 - a condition, no flag
    if not right:
        raise UnfitTerm(key, sentence)
