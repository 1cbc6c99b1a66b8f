"""How people arrange the desk for themselves: columns, keys, lists that they keep. Nobody else's."""

from collections.abc import Sequence
from typing import TypedDict

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.kernel.transitions import move
from qiaomen.people.actions.accounts import oneself
from qiaomen.people.actions.entering import name_said
from qiaomen.people.models import Person

MOST_LISTS = 30
LONGEST_NAME = 40
LONGEST_QUERY = 1000


class Kept(TypedDict):
    """A list that somebody keeps under a name: a queue, and the filters in its address."""

    id: int
    name: str
    queue: str
    query: str


def choose_columns(person: Person, *, columns: Sequence[str]) -> Event:
    """Which columns lists of matters have for this person; none: the usual ones."""
    with move(person, "choose_columns", by=oneself(person)) as change:
        change.set(columns=list(columns))
    return change.event


def choose_shortcuts(person: Person, *, wanted: bool) -> Event:
    """Whether single letters on the keyboard do something."""
    with move(person, "choose_shortcuts", by=oneself(person)) as change:
        change.set(shortcuts=wanted)
    return change.event


def keep_list(person: Person, *, name: str, queue: str, query: str) -> Event:
    """Keep a queue with its filters under a name."""
    with move(person, "keep_list", by=oneself(person)) as change:
        kept: list[Kept] = person.lists
        if len(kept) >= MOST_LISTS:
            raise Refusal(_("You keep %d lists already. Delete one first.") % MOST_LISTS)
        if len(query) > LONGEST_QUERY:
            raise Refusal(_("These filters are too long to be kept. Take some away."))
        number = max((one["id"] for one in kept), default=0) + 1
        one = Kept(id=number, name=_free_name(name, kept), queue=queue, query=query)
        change.set(lists=[*kept, one])
    return change.event


def rename_list(person: Person, *, number: int, name: str) -> Event:
    with move(person, "rename_list", by=oneself(person)) as change:
        one, others = _of(person, number)
        renamed = Kept(id=number, name=_free_name(name, others), queue=one["queue"], query=one["query"])
        change.set(lists=[renamed if each is one else each for each in person.lists])
    return change.event


def drop_list(person: Person, *, number: int) -> Event:
    with move(person, "drop_list", by=oneself(person)) as change:
        _one, others = _of(person, number)
        change.set(lists=others)
    return change.event


def _of(person: Person, number: int) -> tuple[Kept, list[Kept]]:
    kept: list[Kept] = person.lists
    for one in kept:
        if one["id"] == number:
            return one, [each for each in kept if each is not one]
    raise Conflict(_("You do not keep this list any more."))


def _free_name(name: str, others: Sequence[Kept]) -> str:
    said = name_said(name)
    if len(said) > LONGEST_NAME:
        raise Refusal(_("At most %d characters fit in the name of a list.") % LONGEST_NAME)
    if any(one["name"] == said for one in others):
        raise Conflict(_("You already keep a list called “%s”. Choose another name.") % said)
    return said
