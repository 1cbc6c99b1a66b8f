"""What happened to something that the office keeps, the newest first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from qiaomen.desk.countdown import moment
from qiaomen.kernel import ledger
from qiaomen.kernel.lists import labelled
from qiaomen.kernel.models import Event
from qiaomen.kernel.transitions import Living
from qiaomen.people.authors import author
from qiaomen.people.models import Person


@dataclass(frozen=True, slots=True)
class Told:
    """One line; `line` is its number where the state before the newest one can be taken up again."""

    text: str
    line: int


def story(row: Living, done: Mapping[str, StrOrPromise]) -> list[Told]:
    """What nobody here has a word for, such as somebody's own choice of columns, is left out."""
    events = [event for event in ledger.story(row.stream) if event.verb in done]
    return lines(events, lambda event: done[event.verb], before=row.ledger_seq)


def lines(events: Sequence[Event], said: Callable[[Event], StrOrPromise], *, before: int = 0) -> list[Told]:
    """Each event, as `said` has it; what stood `before` the newest line can be taken up again."""
    names = Person.objects.names({event.by for event in events})
    return [
        Told(
            text=f"{moment(event.at)} · {labelled(author(event.by, names), said(event))}",
            line=event.seq if event.seq < before else 0,
        )
        for event in reversed(events)
    ]
