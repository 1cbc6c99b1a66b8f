"""Single letters on the keyboard: what each does.

WCAG 2.2, 2.1.4: whoever speaks to the computer, or types with a shaking hand, can switch them off.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qiaomen.desk.verbs.table import BY_NOUN

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EVERYWHERE: Mapping[str, "StrOrPromise"] = MappingProxyType({"/": _("search"), "?": _("show these keys")})
IN_A_LIST: Mapping[str, "StrOrPromise"] = MappingProxyType(
    {
        "j": _("to the next line"),
        "k": _("to the line before"),
        "Enter": _("open the matter of this line"),
        "x": _("tick this line, or take the tick away"),
    }
)
OF_A_MATTER: Mapping[str, str] = MappingProxyType(
    {
        "a": "acceptance",
        "r": "answer",
        "q": "question",
        "g": "assignment",
        "t": "entrustment",
        "h": "assist",
        "s": "sorting",
        "c": "classification",
        "l": "location",
        "p": "priority",
        "m": "merger",
        "n": "note",
        "i": "message",
        "b": "call-back",
        "e": "closure",
        "d": "redo",
        "u": "reminder",
        "o": "supervision",
        "v": "extension-request",
        "z": "return-request",
    }
)
"""On a matter's page: the noun of the verb's form, if it is offered there."""


OF_A_CALL: Mapping[str, tuple[str, "StrOrPromise"]] = MappingProxyType(
    {
        "f": ("unreached", _("Nobody there")),
        "w": ("postponement", _("Call later")),
        "y": ("skip", _("Skip")),
    }
)
"""On the page of a call-back: the last part of the form's address, and what it does."""


def starters() -> str:
    """Each letter with the last part of the address that it starts, for the page's script."""
    nouns = {**OF_A_MATTER, **{key: noun for key, (noun, _what) in OF_A_CALL.items()}}
    return " ".join(f"{key}:{noun}" for key, noun in nouns.items())


def of_a_call() -> dict[str, "StrOrPromise"]:
    return {key: what for key, (_noun, what) in OF_A_CALL.items()}


def of_a_matter() -> dict[str, "StrOrPromise"]:
    return {key: BY_NOUN[noun].title for key, noun in OF_A_MATTER.items()}


def here() -> dict[str, "StrOrPromise"]:
    """Whatever may do something on a page; the page's script leaves out what does nothing there."""
    return {**EVERYWHERE, **IN_A_LIST, **of_a_matter(), **of_a_call()}
