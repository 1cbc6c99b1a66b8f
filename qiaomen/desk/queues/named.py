"""What a typed name or code means, as what it leaves of the matters; None where nothing is called so."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from qiaomen.catalogue.models import Item
from qiaomen.desk.searching.finding import tops
from qiaomen.kernel import clock
from qiaomen.people.models import Person, Unit
from qiaomen.territory import paths

Node = tuple[
    int, str, str, int | None, date | None
]  # id, code, name, the one above, the first day without it
MOST_PEOPLE = 50
OF_A_TREE = ("pk", "code", "name", "parent_id", "ended_on")


class Meant(NamedTuple):
    """What is left of the matters, how it is shown, and whether all of it has ended: nothing new comes in."""

    leaves: Q
    shown: str
    ended: bool = False


def of_items(text: str) -> Meant | None:
    """Items that are called so, in use or ended, with all below them."""
    return _of_tree(Item.objects.values_list(*OF_A_TREE), text, "item")


def of_units(text: str) -> Meant | None:
    """Units that are called so, with all below them: who has it now."""
    return _of_tree(Unit.objects.values_list(*OF_A_TREE), text, "unit")


def of_places(text: str) -> Meant | None:
    """Places that are or were called so, with all below them."""
    found = tops(text)
    below = [paths.below(path, "place__path") for path, _name in found]
    return Meant(reduce(or_, below), _said(text, [name for _path, name in found])) if found else None


def of_people(text: str) -> Meant | None:
    """Staff who are called so: whom it is entrusted to now."""
    rows = Person.objects.filter(name__icontains=text).order_by("name", "pk").values_list("pk", "name")
    found = list(rows[:MOST_PEOPLE])
    people = [pk for pk, name in found if name == text] or [pk for pk, _name in found]
    return Meant(Q(officer__in=people), text) if people else None


def _of_tree(rows: Iterable[Node], text: str, column: str) -> Meant | None:
    nodes = list(rows)
    named = called(nodes, text)
    if not named:
        return None
    today = clock.today()
    ended = all(until and until <= today for pk, _code, _name, _above, until in nodes if pk in named)
    names = [name for pk, _code, name, *_rest in nodes if pk in named]
    return Meant(Q(**{f"{column}__in": sorted(with_all_below(nodes, named))}), _said(text, names), ended)


def _said(text: str, names: list[str]) -> str:
    """What was typed; the name instead, where that is a code."""
    return names[0] if len(names) == 1 and text.casefold() not in names[0].casefold() else text


def called(nodes: Iterable[Node], text: str) -> set[int]:
    """The nodes that `text` names: by code or by name, else by a part of the name."""
    nodes = list(nodes)
    exact = {pk for pk, code, name, *_rest in nodes if text in (code, name)}
    return exact or {pk for pk, _code, name, *_rest in nodes if text.casefold() in name.casefold()}


def with_all_below(nodes: Iterable[Node], roots: set[int]) -> set[int]:
    nodes, found = list(nodes), set(roots)
    while more := {pk for pk, _code, _name, above, _until in nodes if above in found} - found:
        found |= more
    return found
