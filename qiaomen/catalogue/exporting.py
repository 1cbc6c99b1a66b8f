"""The catalogue as files that an import takes for unchanged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, asdict, fields
from typing import Any

import tomli_w

from qiaomen.catalogue.models import Item, ItemVersion, ProcedureVersion, Rule
from qiaomen.catalogue.terms import Terms
from qiaomen.catalogue.wording import LABELS, said
from qiaomen.kernel import clock
from qiaomen.kernel.sheets.cells import Cell

_DEFAULTS = {field.name: field.default for field in fields(Terms) if field.default is not MISSING}


def items_as_toml() -> str:
    """One [[item]] for each that has not ended, saying what its last version says; parents come first.

    What is as it is by default is left out. A procedure stands without its version where it is the newest.
    """
    return tomli_w.dumps({"item": list(_tables())}, multiline_strings=True)


def rules_table() -> Iterator[Sequence[Cell]]:
    """Item, place, unit, from, to, note of the rules that are not over; by number."""
    rules = Rule.objects.exclude(to_day__lt=clock.today()).order_by("number")
    columns = ("item__code", "place__code", "unit__code", "from_day", "to_day", "note")
    yield from rules.values_list(*columns)


def items_table() -> Iterator[Sequence[Cell]]:
    """A row for each item that has not ended, in the reader's words; parents come first.

    Cells as `importing.rows` reads them, in the order of its fields.
    """
    newest = ProcedureVersion.objects.newest()
    for item, terms in _standing():
        spelled = {**_procedure(terms, newest), "retention_days": terms.retention_days}
        above = item.parent.code if item.parent else ""
        yield (item.code, above, *(spelled.get(name, said(name, terms)) for name in LABELS))


def _tables() -> Iterator[Mapping[str, Any]]:
    newest = ProcedureVersion.objects.newest()
    for item, terms in _standing():
        above = {"parent": item.parent.code} if item.parent else {}
        yield {"code": item.code, **above, **_said(terms), **_procedure(terms, newest)}


def _standing() -> Iterator[tuple[Item, Terms]]:
    """Items that have not ended, parents first, with what their last versions say."""
    last = {version.item_id: version for version in ItemVersion.objects.all()}
    for item in Item.objects.filter(ended_on=None).order_by("level", "code").select_related("parent"):
        yield item, last[item.pk].terms


def _said(terms: Terms) -> dict[str, Any]:
    """Without what is as by default, in lists of tables too."""
    spelled = asdict(terms)
    kept = {name: said for name, said in spelled.items() if getattr(terms, name) != _DEFAULTS.get(name)}
    for name in ("duties", "questions"):
        if name in kept:
            kept[name] = [{key: said for key, said in row.items() if said} for row in kept[name]]
    return kept


def _procedure(terms: Terms, newest: Mapping[str, int]) -> dict[str, str]:
    code, _at, version = terms.procedure.partition("@")
    if not code:
        return {}
    return {"procedure": code if version == str(newest[code]) else terms.procedure}
