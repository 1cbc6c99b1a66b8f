"""Rotation: a new installation key, under which the data keys of all rows are wrapped again.

A leaked copy of the old key then opens no row of today's database. Fields are not touched, so that rotation
takes seconds for a district and needs no reading of what is sealed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.keys import Keyring
from qiaomen.kernel.models.sealing import KeyHolder
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sealing import unwrap, wrap

BATCH = 500


@dataclass(frozen=True, slots=True)
class RotationReport:
    """Rows `rewrapped` under the key `current`; `unreadable` ones keep the key that they name."""

    current: str
    rewrapped: int
    unreadable: int


def rotate() -> RotationReport:
    """Make a new current key and wrap every data key with it. Stopped in the middle, `rewrap` finishes it.

    The old key stays until `retire_unused`: a transaction that is under way may still have wrapped with it.
    """
    Keyring.load().add()
    return rewrap(key_holders())


def rewrap(holders: Iterable[QuerySet[Any]], *, batch: int = BATCH) -> RotationReport:
    """Wrap the data keys of these rows with the current key, in transactions of `batch`; safe to repeat."""
    current = Keyring.load().current.id
    outcomes = [
        outcome for rows in holders for outcome in _rewrap_rows(rows.exclude(wrapping_key_id=current), batch)
    ]
    return RotationReport(current, outcomes.count(True), outcomes.count(False))


def retire_unused() -> frozenset[str]:
    """Move aside the keys that no row names; run it after `rotate`, when older transactions have ended."""
    keyring = Keyring.load()
    unused = keyring.ids - {keyring.current.id} - _named_keys()
    keyring.retire(unused)
    return unused


def key_holders() -> list[QuerySet[Any]]:
    """The rows of every `KeyHolder`, whatever a default manager hides."""
    return [QuerySet(model) for model in apps.get_models() if issubclass(model, KeyHolder)]


def require_keys() -> None:
    """A Refusal when the folder has not every key that the rows name: nothing may be sealed beside them."""
    keyring = Keyring.load()
    if missing := _named_keys() - keyring.ids:
        raise Refusal(
            _(
                "The keys %(keys)s, with which this database was sealed, are not in %(folder)s. Put them and "
                "the file “installation” back from your copy."
            )
            % {"keys": ", ".join(sorted(missing)), "folder": keyring.folder}
        )


def _named_keys() -> frozenset[str]:
    sealed = (rows.exclude(data_key=None) for rows in key_holders())
    named = (rows.values_list("wrapping_key_id", flat=True).distinct() for rows in sealed)
    return frozenset(key_id for ids in named for key_id in ids)


def _rewrap_rows(rows: QuerySet[Any], batch: int) -> Iterator[bool]:
    """For each row that is not erased, in the order of ids: whether it could be wrapped again."""
    rest = rows.exclude(data_key=None).order_by("pk")
    while keys := list(rest.values_list("pk", flat=True)[:batch]):
        yield from _rewrap_batch(rest.filter(pk__in=keys))
        rest = rest.filter(pk__gt=keys[-1])


def _rewrap_batch(rows: QuerySet[Any]) -> list[bool]:
    with transaction.atomic():
        found = list(rows.select_for_update())
        outcomes = [_take_current_key(row) for row in found]
        changed = [row for row, taken in zip(found, outcomes, strict=True) if taken]
        rows.bulk_update(changed, ["wrapping_key_id", "data_key"])
    return outcomes


def _take_current_key(row: KeyHolder) -> bool:
    """A row whose key is missing or damaged is left as it is: it must not stop the others."""
    try:
        wrap(row, unwrap(row))
    except Refusal:
        return False
    return True
