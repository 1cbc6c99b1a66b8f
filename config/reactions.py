"""What follows from what: event name -> functions that enqueue. The only file that knows both sides."""

import json
from collections.abc import Callable, Mapping

from config.notices import tell_above, tell_called, tell_next, tell_residents, tell_unit
from qiaomen.kernel.models import Event
from qiaomen.kernel.tasks import Task, enqueue
from qiaomen.matters.models import Audience
from qiaomen.matters.tasks import learn_items, pass_gate, reclock

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


def learn(_event: Event) -> None:
    enqueue(learn_items)


def call_out(event: Event) -> None:
    told = json.loads(event.data)
    enqueue(tell_called, "unit_called", told["whistle"], told["called"])


def call_off(event: Event) -> None:
    """Whoever was still on the way; when it ended by itself nobody is."""
    told = json.loads(event.data)
    if told["on_the_way"]:
        enqueue(tell_called, "unit_called_off", told["whistle"], told["on_the_way"])


def call_back_home(event: Event) -> None:
    """The one that was called by mistake."""
    told = json.loads(event.data)
    enqueue(tell_called, "unit_called_off", told["whistle"], [told["unit"]])


def pass_whistle_gate(event: Event) -> None:
    """A whistle that was not called off is what a procedure may wait for."""
    told = json.loads(event.data)
    if told["end"] in {"done", "ended"}:
        enqueue(pass_gate, _name(event), "whistle", f"whistle/{told['whistle']}")


def nudge(event: Event) -> None:
    """Whom a step waits for."""
    enqueue(tell_next, _name(event), json.loads(event.data)["step"])


def ask_once_more(event: Event) -> None:
    """The resident, if it was (also) their step that was sent back."""
    if json.loads(event.data).get("audience") == Audience.RESIDENT:
        enqueue(tell_residents, "matter_step_returned", _name(event))


def press_to_answer(event: Event) -> None:
    """The unit that was called, and the second time the one above it."""
    told = json.loads(event.data)
    if told["told"] == told["unit"]:
        enqueue(tell_called, "unit_called_pressing", told["whistle"], [told["unit"]])
    else:
        enqueue(tell_above, told["turnout"], told["told"])


def _name(event: Event) -> str:
    """What stands behind the kind in the stream: a matter's number, a day."""
    return event.stream.partition("/")[2]


REACTIONS: Mapping[str, tuple[Reaction, ...]] = {
    "calendar.correct": (count_anew,),
    "learner.order": (learn,),
    "matter.answer": (telling(tell_residents, "matter_answered"),),
    "matter.ask": (telling(tell_residents, "matter_asked"),),
    "matter.assign": (telling(tell_unit, "unit_assigned"),),
    "matter.call_more": (call_out,),
    "matter.close": (telling(tell_residents, "matter_closed"),),
    "matter.decline": (telling(tell_residents, "matter_declined"),),
    "matter.end_whistle": (call_off, pass_whistle_gate),
    "matter.extend": (telling(tell_residents, "matter_extended"),),
    "matter.let_go": (call_back_home,),
    "matter.receive": (confirm,),
    "matter.remind": (telling(tell_unit, "unit_reminded"),),
    "matter.remind_step": (nudge,),
    "matter.send_back_step": (ask_once_more,),
    "matter.suspend": (telling(tell_residents, "matter_suspended"),),
    "matter.urge": (press_to_answer,),
    "matter.whistle": (call_out,),
}
