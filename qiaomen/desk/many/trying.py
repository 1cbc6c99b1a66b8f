"""One verb and many matters: each its own transaction, with its own result; first tried, then done."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from qiaomen.desk.many.forms import Lists, OneOfMany
from qiaomen.desk.situation import within_sight
from qiaomen.desk.verbs.base import VerbForm
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Conflict, Refusal

MOST = 100  # a page of a list


class Chosen(NamedTuple):
    """A matter, and how far its story was when it was chosen."""

    seen: int
    number: str

    def __str__(self) -> str:
        return f"{self.seen} {self.number}"


class End(StrEnum):
    """A class of the style sheet."""

    DONE = "done"
    REFUSED = "refused"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Result:
    chosen: Chosen
    title: str
    end: End
    why: str = ""

    @property
    def url(self) -> str:
        return reverse("desk:matter", args=[self.chosen.number])


Carry = Callable[[VerbForm], None]


def forms_of(
    form: type[VerbForm], actor: Actor, chosen: Iterable[Chosen], filled: Mapping[str, str] | None
) -> Iterator[tuple[Chosen, VerbForm | None]]:
    """The form for each of the chosen matters, in their order; None for what the actor does not see."""
    wanted, lists = list(chosen), Lists(actor)
    found = {
        matter.number: matter
        for matter in within_sight(actor).filter(number__in=[one.number for one in wanted])
    }
    for one in wanted:
        matter = found.get(one.number)
        data = None if filled is None else {**filled, "seen": str(one.seen)}
        yield one, form(OneOfMany(matter, actor, lists), data) if matter else None


def result(one: Chosen, form: VerbForm | None, carry: Carry) -> Result:
    if form is None:
        return Result(one, "", End.REFUSED, _("This matter is not there for you any more."))
    title = _("(confidential)") if form.matter.confidential else form.matter.title
    try:
        form.require_seen()
        if not form.is_valid():
            return Result(one, title, End.REFUSED, first_error(form))
        carry(form)
    except Conflict as no:
        before = _done_before(one, form)
        return Result(one, title, End.BEFORE if before else End.REFUSED, "" if before else str(no))
    except Refusal as no:
        return Result(one, title, End.REFUSED, str(no))
    return Result(one, title, End.DONE)


def done(form: VerbForm) -> None:
    form.carry_out()


def tried(form: VerbForm) -> None:
    """Done and taken back: only the action itself knows what it refuses."""
    with transaction.atomic():
        form.carry_out()
        transaction.set_rollback(True)


def first_error(form: VerbForm) -> str:
    return next((str(problem) for problems in form.errors.values() for problem in problems), "")


def _done_before(one: Chosen, form: VerbForm) -> bool:
    """Whether what happened next was just this, by the same person: the form was sent twice."""
    following = Event.objects.filter(stream=form.matter.stream, seq=one.seen + 1)
    return following.filter(verb=form.verb, by=form.actor.ref).exists()
