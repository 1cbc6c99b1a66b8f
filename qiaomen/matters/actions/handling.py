"""The unit at work: ask the resident, suspend, resume, answer, redo."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters import clocks
from qiaomen.matters.accusations import settle
from qiaomen.matters.conditions import require_holder, require_nothing_open
from qiaomen.matters.models import Answer, Assignment, Audience, Matter
from qiaomen.matters.stack import end_levels, restore_levels
from qiaomen.matters.states import Outcome, State, Verb
from qiaomen.matters.turns import turn
from qiaomen.matters.words import require_filled, require_words, say


def ask(matter: Matter, *, by: Actor, question: str) -> Event:
    """Ask the resident for what is missing; the clock stands where the promise is pausable."""
    with move(matter, Verb.ASK, by=by) as change:
        require_holder(matter, by)
        say(change, by, Audience.RESIDENT, require_words(question, _("Write what you need to know.")))
        clocks.stand(change)
    return change.event


def supply(matter: Matter, *, by: Actor, text: str) -> Event:
    """The resident (or the desk for them) supplies what was asked; the clock runs on."""
    with move(matter, Verb.SUPPLY, by=by) as change:
        say(change, by, Audience.VOICE, require_words(text, _("Write your answer to the question.")))
        turn(change)
        clocks.run_on(change)
    return change.event


def suspend(matter: Matter, *, by: Actor, review_on: date, told: str) -> Event:
    """挂账, once granted: it cannot be solved now and is looked at again on `review_on`.

    `told` is what the resident learns with it.
    """
    with move(matter, Verb.SUSPEND, by=by) as change:
        require_future(review_on)
        clocks.stand(change)
        change.set(review_on=review_on)
        say(change, by, Audience.RESIDENT, told)
    return change.event


def require_future(day: date) -> None:
    if day <= clock.today():
        raise Refusal(_("Choose a day after today."))


def resume(matter: Matter, *, by: Actor) -> Event:
    with move(matter, Verb.RESUME, by=by) as change:
        turn(change)
        clocks.run_on(change)
        change.set(review_on=None)
    return change.event


def answer(
    matter: Matter,
    *,
    by: Actor,
    outcome: Outcome,
    text: str,
    planned_for: date | None = None,
    short: ShortAnswer | None = None,
) -> Event:
    """Tell the resident what has come of it. From received it is the desk's own answer, on the spot.

    `short` is the short answer that the text was made from; that counts as a use of it.
    """
    with move(matter, Verb.ANSWER, by=by) as change:
        require_holder(matter, by)
        require_nothing_open(matter)
        require_plan(outcome, planned_for)
        words = require_words(text, _("Write the answer: what was found, what was done, who to call."))
        require_filled(words)
        row = Answer(matter=matter, unit=matter.unit, by=by.ref, at=change.at, outcome=outcome)
        row.text, row.planned_for, row.short_answer = words, planned_for, short
        change.keep(row)
        end_levels(change, Assignment.End.ANSWERED)
        spot = change.before == State.RECEIVED
        change.set(answered_at=change.at, outcome=outcome, planned_for=planned_for, on_the_spot=spot)
        settle(change)
        turn(change)
        change.tell(answer=row.pk, **({"short": short.code} if short else {}))
    return change.event


def require_plan(outcome: Outcome, planned_for: date | None) -> None:
    if outcome == Outcome.PLANNED and planned_for is None:
        raise Refusal(_("Say for which day it is planned."))
    if planned_for is not None and outcome != Outcome.PLANNED:
        raise Refusal(_("A day belongs only to an answer that says “planned for a day”."))
    if planned_for is not None:
        require_future(planned_for)


def redo(matter: Matter, *, by: Actor, reason: str) -> Event:
    """The answer was not good enough: the same unit handles it again, and the first verdict stays counted."""
    with move(matter, Verb.REDO, by=by) as change:
        last = matter.answers.last()
        if last is None:
            raise Refusal(_("There is no answer that could be redone."))
        last.redone_at = change.at
        last.redo_reason = require_words(reason, _("Say what is missing in the answer."))
        change.keep(last)
        restore_levels(change)
        change.set(answered_at=None, outcome="", planned_for=None, on_the_spot=False)
        turn(change)
        change.tell(answer=last.pk)
    return change.event
