"""Whose view of a story is shown: the staff see everything, the resident what was said to and by them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qiaomen.desk.matters.story import Line, told

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

View = tuple["StrOrPromise", Callable[[list[Line]], list[Line]]]

VIEWS: Mapping[str, View] = MappingProxyType(
    {"": (_("Everything"), list), "resident": (_("What the resident reads"), told)}
)


@dataclass(frozen=True, slots=True)
class Reader:
    """One view, as a link."""

    label: "StrOrPromise"
    url: str
    current: bool


def readers(chosen: str) -> list[Reader]:
    return [
        Reader(label, f"?view={name}#story" if name else "?#story", name == chosen)
        for name, (label, _lines) in VIEWS.items()
    ]


def seen_by(chosen: str, lines: list[Line]) -> list[Line]:
    _label, view = VIEWS[chosen]
    return view(lines)
