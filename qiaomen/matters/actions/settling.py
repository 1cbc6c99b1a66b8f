"""Answered and asked in one call: the caller is still on the telephone."""

from qiaomen.kernel.actors import Actor
from qiaomen.matters.actions.calling import Verdict, call
from qiaomen.matters.actions.closing import close
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Ground, Outcome
from qiaomen.matters.voices import NEEDS_NO_SOLUTION, is_dissent


def settle_on_the_spot(matter: Matter, *, by: Actor, satisfaction: int) -> None:
    """Enter what the caller says of the answer just given; if they are content, close it.

    Whoever answered has asked too: such a verdict closes the matter and stays out of the rates.
    """
    asked = matter.kind not in NEEDS_NO_SOLUTION
    solved = matter.outcome == Outcome.SOLVED if asked else None
    verdict = Verdict(contacted=True, solved=solved, satisfaction=satisfaction)
    call(matter, by=by, telling=matter.tellings.get(), verdict=verdict)
    if not is_dissent(matter.call_backs.latest("pk")):
        close(matter, by=by, ground=Ground.CONFIRMED)
