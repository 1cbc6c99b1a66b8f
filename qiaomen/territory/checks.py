"""What may be written about a place: each check gives the clean value or refuses with a sentence."""

import re
from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.territory import paths
from qiaomen.territory.models import Place, PlaceKind

_LONGEST_CODE = 40
_CODE = re.compile(rf"[\w.-]{{1,{_LONGEST_CODE}}}")
_LONGEST_NAME = 100


def clean_code(text: str) -> str:
    code = text.strip()
    if not code:
        raise Refusal(
            _("The place has no code. Where the state gave none, write one of your own, like ZONE-1.")
        )
    if not _CODE.fullmatch(code):
        raise Refusal(
            _("“%(code)s” cannot be a place's code: use 1 to 40 letters, digits, dots and hyphens.")
            % {"code": code[:50]}
        )
    return code


def clean_name(text: str) -> str:
    name = " ".join(text.split())
    if not 0 < len(name) <= _LONGEST_NAME:
        raise Refusal(_("A place's name has 1 to %(most)s characters.") % {"most": _LONGEST_NAME})
    return name


def clean_official_code(text: str) -> str:
    """The code that the state gave the place, "" for none: zones have none, and it changes."""
    code = text.strip()
    if len(code) > _LONGEST_CODE:
        raise Refusal(_("An official code has at most %(most)s characters.") % {"most": _LONGEST_CODE})
    return code


def require_free(codes: Collection[str]) -> None:
    """Codes stay taken for ever: an ended place keeps its own."""
    for code, place in Place.objects.in_bulk(codes, field_name="code").items():
        raise Conflict(
            _("The code %(code)s belongs to “%(name)s” already. Choose another.")
            % {"code": code, "name": place.name}
        )


def require_kind(kind: str) -> None:
    if kind == PlaceKind.ROOT or kind not in PlaceKind.values:
        raise Refusal(_("Choose one of the kinds of places; there is only one root."))


def require_not_root(place: Place) -> None:
    if place.kind == PlaceKind.ROOT:
        raise Refusal(_("The root of the places stays what it is; only its name can change."))


def require_current(place: Place) -> None:
    if place.ended_on:
        raise Refusal(_("“%(name)s” has ended. Choose a place that is in use.") % {"name": place.name})


def require_outside(place: Place, target: Place) -> None:
    """`target` must not be `place` or below it, else the tree would close to a circle."""
    if place.holds(target):
        raise Refusal(
            _("“%(target)s” lies in “%(place)s” itself. Choose a place outside it.")
            % {"target": target.name, "place": place.name}
        )


def require_depth(path: str) -> None:
    if len(path) > paths.LENGTH:
        raise Refusal(
            _("Places can lie at most %(depth)s levels deep. Choose a higher place.") % {"depth": paths.DEPTH}
        )
