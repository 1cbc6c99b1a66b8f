"""How a matter ends, and how it is taken up again."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor, is_resident
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.accusations import settle
from qiaomen.matters.conditions import require_not_handler, require_steps_done
from qiaomen.matters.grounds import require_ground
from qiaomen.matters.models import Assignment, Audience, Matter
from qiaomen.matters.stack import end_levels, restore_levels
from qiaomen.matters.states import Ground, State, Verb
from qiaomen.matters.turns import turn
from qiaomen.matters.words import require_words, say

REOPEN_WITHIN = timedelta(days=30)


def close(matter: Matter, *, by: Actor, ground: Ground) -> Event:
    """Close an answered matter for a ground that its call-backs bear out; the specimen of a verb.

    A contested close has its own way: it is asked for, and a second person signs (`close_contested`).
    """
    with move(matter, Verb.CLOSE, by=by) as change:
        require_ground(matter, ground, change.at)
        require_steps_done(matter, after_answer=True)
        change.set(ground=ground, closed_at=change.at)
    return change.event


def close_contested(matter: Matter, *, by: Actor) -> Event:
    """Once granted: explained, and closed despite the resident's dissent."""
    with move(matter, Verb.CLOSE, by=by) as change:
        require_steps_done(matter, after_answer=True)
        change.set(ground=Ground.CONTESTED, closed_at=change.at)
    return change.event


def withdraw(matter: Matter, *, by: Actor, said: str = "") -> Event:
    """The resident takes it back; never the handling unit for them.

    Whoever withdraws it for the resident writes in `said` when and how they asked for it.
    """
    with move(matter, Verb.WITHDRAW, by=by) as change:
        require_not_handler(matter, by)
        if not is_resident(by.ref):
            words = require_words(said, _("Write when and how the resident said so."))
            say(change, by, Audience.INTERNAL, words)
        end_levels(change, Assignment.End.ENDED)
        change.set(ground=Ground.WITHDRAWN, closed_at=change.at, stood_since=None, review_on=None)
    return change.event


def decline(matter: Matter, *, by: Actor, told: str) -> Event:
    """Once granted: it is not done here; `told` is what the resident learns, with where to turn to."""
    with move(matter, Verb.DECLINE, by=by) as change:
        words = require_words(told, _("Write where the resident can turn to, and why it is not done here."))
        end_levels(change, Assignment.End.ENDED)
        change.set(declined_to=words, closed_at=change.at)
        settle(change)
    return change.event


def is_past_reopening(matter: Matter, at: datetime) -> bool:
    """It ended so long ago that it can only be told anew."""
    return matter.closed_at is not None and at > matter.closed_at + REOPEN_WITHIN


def reopen(matter: Matter, *, by: Actor) -> Event:
    """Once granted: back to the unit that answered, or to the desk's sorting when it was declined.

    The promise does not restart; later than 30 days after closing it is a new matter, linked `again_of`.
    """
    with move(matter, Verb.REOPEN, by=by) as change:
        if is_past_reopening(matter, change.at):
            raise Refusal(
                _("It was closed more than 30 days ago. Report it anew: the new matter will be linked.")
            )
        restored = restore_levels(change)
        target = State.ASSIGNED if restored and change.before == State.CLOSED else State.RECEIVED
        change.set(state=target, closed_at=None, ground="", declined_to="", answered_at=None, outcome="")
        change.set(planned_for=None, on_the_spot=False)
        if target == State.RECEIVED:
            change.set(unit_id=matter.desk_id)
        turn(change)
    return change.event
