"""The first steps of a matter whose procedure does not wait for its sorting."""

from collections.abc import Sequence

from qiaomen.catalogue.procedures.language import Procedure
from qiaomen.kernel.actors import machine
from qiaomen.kernel.models import Event
from qiaomen.kernel.transitions import move
from qiaomen.matters.models import Matter
from qiaomen.matters.procedure import open_now, plan_of, progress_of
from qiaomen.matters.states import Verb
from qiaomen.matters.turns import is_ahead, turn


def begin_all(matters: Sequence[Matter]) -> None:
    """Open, for those just received, what the desk or the resident can do at once; most have nothing such."""
    live = [matter for matter in matters if matter.procedure and not matter.history]
    plans = {name: plan_of(matter) for name, matter in {each.procedure: each for each in live}.items()}
    for matter in live:
        if codes := _at_once(matter, plans[matter.procedure]):
            begin(matter, codes)


def begin(matter: Matter, codes: list[str]) -> Event:
    """Call whose turn it is before anybody has sorted the matter."""
    with move(matter, Verb.BEGIN, by=machine("procedure")) as change:
        turn(change)
        change.tell(step=codes[0])
    return change.event


def _at_once(matter: Matter, plan: Procedure) -> list[str]:
    first = open_now(matter, plan, progress_of(matter, ()))
    return [step.code for step in first if not is_ahead(matter, step)]
