"""What may be meant while somebody is still typing: matters by their title, and filters by a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from qiaomen.desk import choices
from qiaomen.desk.fields import Choice
from qiaomen.desk.queues.paging import NEWEST
from qiaomen.desk.searching.cells import marked
from qiaomen.kernel import emails, phones
from qiaomen.kernel.actors import Actor
from qiaomen.matters.index import sought
from qiaomen.matters.models import Matter

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_MATTERS, MOST_NAMES = 6, 3
SHORTEST = 2  # characters of a name, before it is looked for


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`url` is where it leads; `reason` says what it is."""

    url: str
    text: str
    reason: "StrOrPromise"


def suggestions(actor: Actor, typed: str, base: str) -> list[Suggestion]:
    """None for what may be a caller's telephone or address; `base` is the address of the search."""
    typed = typed.strip()
    if not typed or phones.is_meant(typed) or emails.is_meant(typed):
        return []
    return [*_filters(actor, typed, base), *_matters(actor, typed, base)]


def _matters(actor: Actor, typed: str, base: str) -> Iterable[Suggestion]:
    titled = Matter.objects.visible_to(actor).filter(sought(typed).titled).order_by(*NEWEST.columns)
    for number, title, confidential in titled.values_list("number", "title", "confidential")[:MOST_MATTERS]:
        shown = _("(confidential)") if confidential else title
        yield Suggestion(f"{base}{quote(number)}/", marked(shown, typed), number)


def _filters(actor: Actor, typed: str, base: str) -> Iterable[Suggestion]:
    """For the last word as a name; those before it stay words."""
    before, _space, name = typed.rpartition(" ")
    if len(name) < SHORTEST:
        return
    known = {"place": choices.places(actor), "item": choices.items(), "unit": _units()}
    labels = {"place": _("Place"), "item": _("Item"), "unit": _("With")}
    for field, offered in known.items():
        for choice, value in _called(name, offered):
            words = {"q": before.strip()} if before.strip() else {}
            yield Suggestion(f"{base}?{urlencode({**words, field: value})}", choice.label, labels[field])


def _units() -> list[Choice]:
    return choices.unit_choices(choices.current_units())


def _called(name: str, offered: list[Choice]) -> Iterable[tuple[Choice, str]]:
    """The choices whose own name holds this one, the shortest first, and how a filter knows each."""
    wanted = name.casefold()
    found = sorted((one for one in offered if wanted in one.short.casefold()), key=lambda one: len(one.short))
    for one in found[:MOST_NAMES]:
        alone = sum(other.short == one.short for other in offered) == 1
        yield one, one.short if alone else one.code
