"""TOML files of the catalogue: how they are opened, and how one value is read."""

import re
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from qiaomen.catalogue.checks import UnfitTerm
from qiaomen.kernel.refusal import Refusal

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
    require(isinstance(value, str), key, _("Write text in quotes."))
    return str(value)


def words(key: str, value: Any) -> tuple[str, ...]:
    require(is_list_of(str, value), key, _("Write a list of words in quotes."))
    return tuple(value)


def switch(key: str, value: Any) -> bool:
    require(isinstance(value, bool), key, _("Write true or false, without quotes."))
    return bool(value)


def days(key: str, value: Any) -> int:
    require(isinstance(value, int) and not isinstance(value, bool), key, _("Write a number of days."))
    return int(value)


def is_list_of(kind: type, value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, kind) for each in value)


def require(right: bool, key: str, sentence: StrOrPromise) -> None:  # noqa: FBT001 - a condition, no flag
    if not right:
        raise UnfitTerm(key, sentence)
