"""The one thing to do next with a matter, for the person who looks at it."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.countdown import moment
from qiaomen.desk.situation import Situation
from qiaomen.desk.verbs.base import VerbForm
from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission
from qiaomen.matters.actions.closing import is_past_reopening
from qiaomen.matters.actions.whistling import CHECK_IN_FROM
from qiaomen.matters.grounds import tried_enough
from qiaomen.matters.states import State, Verb
from qiaomen.matters.turnouts import open_turnouts
from qiaomen.matters.turns import is_ahead
from qiaomen.matters.voices import is_dissent

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NEXT: Mapping[State, tuple[str, ...]] = {
    # the first that is open to this person
    State.RECEIVED: ("sorting",),
    State.ASSIGNED: ("acceptance",),
    State.HANDLING: ("answer",),
    State.WAITING: ("supply",),
    State.SUSPENDED: (),
    State.ANSWERED: ("call-back", "redo", "closure"),
    State.CLOSED: (),
    State.DECLINED: (),
    State.MERGED: (),
}

IDLE: Mapping[State, "StrOrPromise"] = {
    State.RECEIVED: _("The desk has still to give it to a unit."),
    State.ASSIGNED: _("%(unit)s has it and has still to accept it. There is nothing for you to do."),
    State.HANDLING: _("%(unit)s handles it. There is nothing for you to do."),
    State.WAITING: _("The resident was asked. It goes on when there is an answer."),
    State.SUSPENDED: _("It is suspended and looked at again on %(day)s."),
    State.ANSWERED: _("It is answered. The desk asks the resident next."),
    State.CLOSED: _("Closed: %(ended)s"),
    State.DECLINED: _("Declined: %(ended)s"),
    State.MERGED: _("It was merged into %(into)s and is worked on there."),
}


def next_form(now: Situation, forms: Collection[type[VerbForm]]) -> type[VerbForm] | None:
    """Of the `forms` that are open, the one to show first; None when it is not this person's turn."""
    by_noun = {form.noun: form for form in forms}
    for noun in (*_awaited(now), *_of_procedure(now), *_wanted(now)):
        if noun in by_noun:
            return by_noun[noun]
    return None


def _awaited(now: Situation) -> tuple[str, ...]:
    """What others wait for; who has answered a whistle is next asked to be there, when it is time."""
    if Verb.RESPOND not in now.offered:
        return ("decision", "arrival", "report")
    turnouts = [row for row in open_turnouts(now.matter, now.actor) if row.arrived_at is None]
    if any(row.answered_at is None for row in turnouts):
        return ("decision", "response")
    soon = any(row.meet_at <= clock.now() + CHECK_IN_FROM for row in turnouts)
    return ("decision", "arrival", "report") if soon else ("decision", "report")


def _of_procedure(now: Situation) -> tuple[str, ...]:
    """A step that cannot be passed by; a unit accepts first, and whoever answers hears the resident first."""
    if now.matter.state == State.ASSIGNED and Verb.ACCEPT in now.offered:
        return ()
    if now.matter.state == State.ANSWERED and _after_the_answer(now) != ("closure",):
        return ()
    waits = any(step.mandatory and not is_ahead(now.matter, step) for step in now.own_steps)
    return ("step", "signature") if waits else ("signature",)


def _wanted(now: Situation) -> tuple[str, ...]:
    if now.matter.state == State.ANSWERED:
        return _after_the_answer(now)
    if now.matter.state == State.RECEIVED and now.needs_final_assignment:
        return ("final-assignment",)
    if now.particulars.elsewhere and Verb.DECLINE in now.askable:
        return ("decline-request",)
    return NEXT[State(now.matter.state)]


def _after_the_answer(now: Situation) -> tuple[str, ...]:
    """Ask everybody, as often as it takes to give up; redo it for whoever is not content, else close."""
    verdicts = [voice.verdict for voice in now.voices if voice.verdict]
    if any(is_dissent(verdict) for verdict in verdicts):
        return ("redo",)
    unheard = [voice for voice in now.voices if voice.has_contact and not voice.verdict]
    if not all(tried_enough(voice) for voice in unheard):
        return ("call-back",)
    return ("closure",)


def can_be_told_anew(now: Situation) -> bool:
    """It can be reopened no more, and this person may take down that the trouble has come back."""
    matter = now.matter
    late = matter.state != State.MERGED and is_past_reopening(matter, clock.now())
    return late and now.actor.may(Permission.MATTER_RECEIVE, matter.scope)


def nothing_to_do(now: Situation) -> str:
    """What to say when it is somebody else's turn."""
    matter = now.matter
    if matter.state == State.RECEIVED and now.needs_final_assignment:
        return gettext("It was returned twice. A coordinator assigns it next, as a joint meeting decides.")
    if matter.state == State.HANDLING and Verb.ANSWER in now.offered and (first := now.answer_waits_for):
        return gettext("The answer has to wait. %s") % first
    return str(IDLE[State(matter.state)]) % {
        "unit": matter.unit.name,
        "day": date_format(matter.review_on) if matter.review_on else "–",
        "into": matter.merged_into.number if matter.merged_into else "–",
        "ended": moment(matter.closed_at) if matter.closed_at else "–",
    }
