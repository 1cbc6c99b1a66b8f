"""The columns of a list of matters: which there are, which somebody has chosen, what stands in each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.desk.countdown import day_and_time
from qiaomen.desk.queues.paging import Row
from qiaomen.matters.channels import Channel
from qiaomen.matters.states import State
from qiaomen.territory.naming import chained

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Column:
    label: "StrOrPromise"
    needs: tuple[str, ...]  # columns of the matter
    text: Callable[[Row], str]


class Cell(NamedTuple):
    """`name` is the column's, and a class of the style sheet."""

    name: str
    text: str


def where(row: Row) -> str:
    return chained(filter(None, (row["place__parent__name"], row["place__name"])))


def _holder(row: Row) -> str:
    return " · ".join(filter(None, (row["unit__name"], row["officer__name"])))


COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        "place": Column(_("Place"), ("place__name", "place__parent__name"), where),
        "holder": Column(_("With"), ("unit__name", "officer__name"), _holder),
        "state": Column(_("State"), ("state",), lambda row: str(State(row["state"]).label)),
        "kind": Column(_("Kind"), ("kind",), lambda row: str(MatterKind(row["kind"]).label)),
        "channel": Column(_("Channel"), ("channel",), lambda row: str(Channel(row["channel"]).label)),
        "received": Column(_("Received"), ("received_at",), lambda row: day_and_time(row["received_at"])),
        "changed": Column(_("Last change"), ("ledger_at",), lambda row: day_and_time(row["ledger_at"])),
    }
)
USUAL = ("place", "holder", "state", "received")
"""Time left, number and title stand before these in every list."""


def shown(chosen: Iterable[str]) -> list[str]:
    """Those of the chosen columns that there are, in the order of the table; the usual ones if none is."""
    known = set(chosen)
    return [name for name in COLUMNS if name in known] or list(USUAL)


def heads(names: Iterable[str]) -> list["StrOrPromise"]:
    return [COLUMNS[name].label for name in names]


def choice(names: Sequence[str]) -> list[tuple[str, "StrOrPromise", bool]]:
    """Every column there is, and whether it is shown."""
    return [(name, column.label, name in names) for name, column in COLUMNS.items()]


def filled(row: Row, names: Iterable[str]) -> list[Cell]:
    return [Cell(name, COLUMNS[name].text(row)) for name in names]
