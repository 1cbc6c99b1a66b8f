"""Orders of a city platform: their number, their date, their verdict."""

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.transitions import move
from qiaomen.matters.intake import Told
from qiaomen.matters.models import Audience, Matter
from qiaomen.matters.states import Verb
from qiaomen.matters.words import say


def update(matter: Matter, *, by: Actor, told: Told) -> Event:
    """The same external number came with changed content: the new words are added, the new date wins."""
    with move(matter, Verb.UPDATE, by=by) as change:
        if told.body != matter.body:
            say(change, by, Audience.VOICE, told.body)
        if told.external_due and told.external_due != matter.external_due:
            change.set(external_due=told.external_due, due_at=told.external_due)
    return change.event


def judge(matter: Matter, *, by: Actor, verdict: str) -> Event:
    """The platform's own verdict on how the order was carried out; kept beside ours, never instead of it."""
    with move(matter, Verb.JUDGE, by=by) as change:
        change.set(external_verdict=verdict.strip()[:200])
    return change.event
