"""Orders of a city platform: their number, their date, their verdict."""

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.transitions import move
from qiaomen.matters.confidential import open_words
from qiaomen.matters.intake import Told
from qiaomen.matters.models import Audience, Matter
from qiaomen.matters.states import Verb
from qiaomen.matters.words import say


def update(matter: Matter, *, by: Actor, told: Told) -> None:
    """What a known order says anew: words and date while it is open, the verdict at any time."""
    if _words_are_new(matter, told) or _date_is_new(matter, told):
        add(matter, by=by, told=told)
    if told.external_verdict not in ("", matter.external_verdict):
        judge(matter, by=by, verdict=told.external_verdict)


def add(matter: Matter, *, by: Actor, told: Told) -> Event:
    """The order came again with other content: the new words are added, the new date wins."""
    with move(matter, Verb.UPDATE, by=by) as change:
        if _words_are_new(matter, told):
            say(change, by, Audience.VOICE, told.body)
        if _date_is_new(matter, told):
            change.set(external_due=told.external_due, due_at=told.external_due)
    return change.event


def judge(matter: Matter, *, by: Actor, verdict: str) -> Event:
    """The platform's own verdict on how the order was carried out; kept beside ours, never instead of it."""
    with move(matter, Verb.JUDGE, by=by) as change:
        change.set(external_verdict=verdict)
    return change.event


def _words_are_new(matter: Matter, told: Told) -> bool:
    known = matter.notes.filter(audience=Audience.VOICE).values_list("text", flat=True)
    return told.body not in {open_words(matter)[1], *known}


def _date_is_new(matter: Matter, told: Told) -> bool:
    return told.external_due not in (None, matter.external_due)
