"""Sentences for what an office has not set up yet."""

from django.utils.translation import ngettext

from qiaomen.kernel.lists import listed

NAMED = 3  # names that are told of what is missing


def undrawn(number: int) -> str:
    return (
        ngettext("%d community or grid has no boundary.", "%d communities or grids have no boundary.", number)
        % number
    )


def without_post(number: int) -> str:
    return ngettext("%d person has no post.", "%d people have no post.", number) % number


def without_password(number: int) -> str:
    return ngettext("%d person has no password yet.", "%d people have no password yet.", number) % number


def without_duties(number: int) -> str:
    return (
        ngettext(
            "%d listed item does not say who does what.", "%d listed items do not say who does what.", number
        )
        % number
    )


def unanswered(names: tuple[str, ...]) -> str:
    number = len(names)
    sentence = ngettext(
        "No unit answers for %(number)d place: %(names)s.",
        "No unit answers for %(number)d places: %(names)s.",
        number,
    )
    return sentence % {"number": number, "names": _some(names)}


def unstaffed(names: tuple[str, ...]) -> str:
    number = len(names)
    sentence = ngettext(
        "In %(number)d unit that answers nobody has a post: %(names)s.",
        "In %(number)d units that answer nobody has a post: %(names)s.",
        number,
    )
    return sentence % {"number": number, "names": _some(names)}


def _some(names: tuple[str, ...]) -> str:
    return listed(names[:NAMED]) + ("…" if len(names) > NAMED else "")
