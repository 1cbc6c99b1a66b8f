"""TOML files of the catalogue: how they are opened, and how one value is read."""

import re
import tomllib
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from qiaomen.catalogue.checks import UnfitTerm
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.report import ImportReport

_SPOT = re.compile(r"at line (?P<line>\d+), column (?P<character>\d+)")


def document(path: Path) -> dict[str, Any]:
    """What the file says; a Refusal with the spot where it stops being TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Refusal(_("%(file)s cannot be read. Choose another file.") % {"file": path.name}) from error
    except UnicodeDecodeError as error:
        raise Refusal(_("%(file)s is not in UTF-8. Save it again as UTF-8.") % {"file": path.name}) from error
    except tomllib.TOMLDecodeError as error:
        raise Refusal(
            _("%(file)s is not valid TOML: correct it %(spot)s.") % {"file": path.name, "spot": _spot(error)}
        ) from error


def _spot(error: tomllib.TOMLDecodeError) -> StrOrPromise:
    """Where the text stops being TOML; what the library says beyond that is English."""
    if found := _SPOT.search(str(error)):
        return _("in line %(line)s at character %(character)s") % found.groupdict()
    return _("at its end, where something is not closed")


class Wanted(Protocol):
    """What one table of a file wants; `row` counts from 1."""

    @property
    def row(self) -> int: ...
    @property
    def code(self) -> str: ...


W = TypeVar("W", bound=Wanted)


def sound_ones(tables: Iterable[Any], read: Callable[[int, Any], W], report: ImportReport) -> list[W]:
    """What the tables want, each code once; those that cannot be read stand in the report."""
    wanted: dict[str, W] = {}
    for row, table in enumerate(tables, start=1):
        try:
            wish = read(row, table)
            _require_first(wanted.setdefault(wish.code, wish), wish)
        except UnfitTerm as unfit:
            report.reject(row, unfit.field, unfit.sentence)
    return list(wanted.values())


def _require_first(first: Wanted, wish: Wanted) -> None:
    if first is not wish:
        raise UnfitTerm("code", _("Number %d has this code already. Keep one of the two.") % first.row)


def require_keys(table: dict[str, Any], known: Collection[str], needed: Collection[str]) -> None:
    for key in table:
        if key not in known:
            raise UnfitTerm(
                str(key), _("There is no such key. Choose from %(keys)s.") % {"keys": ", ".join(known)}
            )
    for key in needed:
        if key not in table:
            raise UnfitTerm(key, _("This key is missing. Write it."))


def text(key: str, value: Any) -> str:
    require(key, _("Write text in quotes."), right=isinstance(value, str))
    return str(value)


def words(key: str, value: Any) -> tuple[str, ...]:
    require(key, _("Write a list of words in quotes."), right=is_list_of(str, value))
    return tuple(value)


def switch(key: str, value: Any) -> bool:
    require(key, _("Write true or false, without quotes."), right=isinstance(value, bool))
    return bool(value)


def days(key: str, value: Any) -> int:
    require(key, _("Write a number of days."), right=type(value) is int)
    return int(value)


def is_list_of(kind: type, value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, kind) for each in value)


def require(key: str, sentence: StrOrPromise, *, right: bool) -> None:
    if not right:
        raise UnfitTerm(key, sentence)
