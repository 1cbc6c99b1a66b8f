"""What follows from what: event name -> functions that enqueue. The only file that knows both sides."""

import json
from collections.abc import Callable, Mapping

from config.notices import tell_residents, tell_unit
from qiaomen.kernel.models import Event
from qiaomen.kernel.tasks import Task, enqueue
from qiaomen.matters.tasks import reclock

Reaction = Callable[[Event], None]


def telling(notice: Task[[str, str], None], template: str) -> Reaction:
    """Have the notice written about the matter of the event."""

    def react(event: Event) -> None:
        enqueue(notice, template, _name(event))

    return react


def confirm(event: Event) -> None:
    """Only somebody who left a contact; nobody is told that an old matter was taken in for the record."""
    told = json.loads(event.data)
    if told["contact"] and not told["set"]["history"]:
        enqueue(tell_residents, "matter_received", _name(event))


def count_anew(event: Event) -> None:
    enqueue(reclock, _name(event))


def _name(event: Event) -> str:
    """What stands behind the kind in the stream: a matter's number, a day."""
    return event.stream.partition("/")[2]


REACTIONS: Mapping[str, tuple[Reaction, ...]] = {
    "calendar.correct": (count_anew,),
    "matter.answer": (telling(tell_residents, "matter_answered"),),
    "matter.ask": (telling(tell_residents, "matter_asked"),),
    "matter.assign": (telling(tell_unit, "unit_assigned"),),
    "matter.close": (telling(tell_residents, "matter_closed"),),
    "matter.decline": (telling(tell_residents, "matter_declined"),),
    "matter.extend": (telling(tell_residents, "matter_extended"),),
    "matter.receive": (confirm,),
    "matter.remind": (telling(tell_unit, "unit_reminded"),),
    "matter.suspend": (telling(tell_residents, "matter_suspended"),),
}
