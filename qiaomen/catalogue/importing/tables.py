"""Items from a TOML file with one [[item]] table for each."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from qiaomen.catalogue.importing.toml import (
    days,
    document,
    is_list_of,
    require,
    require_keys,
    sound_ones,
    switch,
    text,
    words,
)
from qiaomen.catalogue.importing.wishes import Wish
from qiaomen.catalogue.terms import Duty, Question, Reply, Terms
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.report import ImportReport

Reader = Callable[[str, Any], Any]

KEYS = ("code", "parent", *(field.name for field in fields(Terms)))


def read_tables(path: Path, report: ImportReport) -> list[Wish]:
    """The items of the file in its order; a row is the number of its [[item]], counted from 1."""
    return sound_ones(_tables(path), _wish, report)


def _tables(path: Path) -> list[Any]:
    tables = document(path).get("item")
    if not isinstance(tables, list):
        raise Refusal(_("%(file)s has no items. Write [[item]] before each.") % {"file": path.name})
    return tables


def _wish(row: int, table: Any) -> Wish:
    require("", _("This is no table. Write [[item]] before each."), right=isinstance(table, dict))
    require_keys(table, KEYS, ("code", "name"))
    said = {key: _read(key, value) for key, value in table.items()}
    return Wish(row, said.pop("code").strip(), said.pop("parent", "").strip(), said)


def _read(key: str, value: Any) -> Any:
    reader: Reader = _READERS.get(key, text)
    return reader(key, value)


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
        require(key, sentence, right=is_list_of(str, question.get("options", [])))
    return tuple(Question.stored({"options": (), **question}) for question in asked)


def _records(
    key: str, value: Any, needed: Mapping[str, type], further: Mapping[str, type], sentence: StrOrPromise
) -> list[dict[str, Any]]:
    """A list of tables, each with all of the needed keys and some of the further ones."""
    require(key, sentence, right=is_list_of(dict, value))
    kinds = {**needed, **further}
    for record in value:
        require(key, sentence, right=needed.keys() <= record.keys() <= kinds.keys())
        fits = all(isinstance(said, kinds[name]) for name, said in record.items())
        require(key, sentence, right=fits)
    return list(value)


_READERS: Mapping[str, Reader] = {
    "keywords": words,
    "pausable": switch,
    "retention_days": days,
    "replies": _replies,
    "duties": _duties,
    "basis": words,
    "questions": _questions,
}
