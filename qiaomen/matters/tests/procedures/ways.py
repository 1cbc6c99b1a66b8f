"""How these tests walk a real matter by a shipped procedure, from its receipt to its closing."""

from datetime import datetime, timedelta

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.procedures.language import Actor as Side
from qiaomen.catalogue.procedures.language import Party
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import clock
from qiaomen.matters.actions.assigning import accept, assign
from qiaomen.matters.actions.calling import call
from qiaomen.matters.actions.closing import close
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.stepping import complete_step, sign_step
from qiaomen.matters.models import Audience, Matter, MatterStep
from qiaomen.matters.procedure import plan_of, step_named
from qiaomen.matters.states import Ground, Outcome, State
from qiaomen.matters.tests.walks import CONTENT, fitting
from tests.world import MONDAY, World

DESK, RESIDENT, OTHER = (Side(Party(party)) for party in ("desk", "resident", "other_party"))
LEADER = Side(Party.ROLE, "leader")
End = MatterStep.End


def received(world: World, code: str, **said) -> Matter:
    """A matter of an item that goes by the shipped procedure `code`."""
    item = add_item(code="W1", terms=Terms(name="示例事项", procedure=code), by=world.console)
    return world.receive(item=item, **said)


def begun(world: World, code: str) -> Matter:
    """The community has it, and its superior is the street."""
    return hand_over(world, received(world, code))


def hand_over(world: World, matter: Matter) -> Matter:
    assign(matter, by=world.actor("clerk"), unit=world.units["willow"])
    accept(matter, by=world.actor("willow"))
    return matter


def take(world: World, matter: Matter, code: str, by: str = "willow", **filled: str) -> None:
    """Complete the step: as `filled` says, and with something fitting in every other field."""
    step = step_named(plan_of(matter), code)
    complete_step(matter, by=world.actor(by), code=code, filled=fitting(step, **filled))


def sign(world: World, matter: Matter, code: str, side: Side, by: str) -> None:
    sign_step(matter, by=world.actor(by), code=code, side=side)


def later(**time: int):
    return clock.told(at(**time))


def at(**time: int) -> datetime:
    return MONDAY + timedelta(**time)


def finish(world: World, matter: Matter, outcome: Outcome = Outcome.SOLVED) -> None:
    """Answer and call back; what stands after the answer is still to do."""
    answer(matter, by=world.actor("willow"), outcome=outcome, text="已经办好。")
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=CONTENT)


def close_it(world: World, matter: Matter) -> None:
    close(matter, by=world.actor("clerk"), ground=Ground.CONFIRMED)
    assert matter.state == State.CLOSED


def ends(matter: Matter) -> dict[str, str]:
    """How each step ended that was opened and not undone; "" for what is open."""
    rows = matter.steps.exclude(end__in=[End.OVERTAKEN, End.SENT_BACK])
    return dict(rows.values_list("code", "end"))


def done(matter: Matter) -> list[str]:
    """The steps that were completed, in the order in which they were."""
    rows = matter.steps.filter(end=End.DONE).order_by("ended_at", "pk")
    return list(rows.values_list("code", flat=True))


def open_steps(matter: Matter) -> list[str]:
    return list(matter.steps.filter(ended_at=None).order_by("pk").values_list("code", flat=True))


def told(matter: Matter) -> str:
    """The newest word to the resident."""
    return matter.notes.filter(audience=Audience.RESIDENT).order_by("pk").last().text


def due(matter: Matter, code: str) -> datetime:
    """By when the step is due."""
    return matter.steps.get(code=code, end__in=["", End.DONE]).due_at
