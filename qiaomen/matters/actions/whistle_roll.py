"""Whom a whistle that goes on calls: one office more, or one that was called by mistake let go."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.actions.whistling import (
    Called,
    end_when_over,
    require_ahead,
    require_callable,
)
from qiaomen.matters.models import Matter, Turnout, Whistle
from qiaomen.matters.states import Verb
from qiaomen.matters.turnouts import caller, dismissible, require_open_matter, require_whistle
from qiaomen.matters.whistle_limits import WhistleClock
from qiaomen.matters.words import require_words
from qiaomen.people.models import Unit


def call_more(matter: Matter, *, by: Actor, called: Called, meet_at: datetime | None = None) -> Event:
    """Call another office to the whistle that goes on; its time to answer counts from now.

    `meet_at` None is the hour at which the others meet; when that has passed, as soon as the house lays down.
    """
    with move(matter, Verb.CALL_MORE, by=by) as change:
        caller(matter, by)
        require_open_matter(matter, by)
        whistle = require_whistle(matter, by)
        _require_uncalled(whistle, called.unit)
        require_callable(matter, [called.unit])
        times = WhistleClock.load()
        ahead = whistle.meet_at if whistle.meet_at > change.at else times.come_due(matter, change.at)
        hour = require_ahead(meet_at or ahead, change.at)
        due = min(times.answer_due(matter, change.at), hour)
        turnout = called.turnout(whistle, answer_due_at=due, meet_at=hour)
        change.keep(turnout)
        change.tell(whistle=whistle.pk, turnout=turnout.pk, unit=called.unit.pk, called=[called.unit.pk])
        change.tell(meet_at=hour, answer_due_at=due)
    return change.event


def _require_uncalled(whistle: Whistle, unit: Unit) -> None:
    if whistle.turnouts.filter(unit=unit, mistaken=False).exists():
        raise Conflict(_("%s is called already.") % unit.name)


def let_go(matter: Matter, *, by: Actor, turnout: Turnout, reason: str) -> Event:
    """An office that was called by mistake does not have to come, and is counted nowhere."""
    with transaction.atomic():
        with move(matter, Verb.LET_GO, by=by) as change:
            caller(matter, by)
            row = next((row for row in dismissible(matter, by) if row.pk == turnout.pk), None)
            if row is None:
                raise Refusal(
                    _("%s has come, or is let go already, or is your own unit.") % turnout.unit.name
                )
            _require_another(row)
            row.excuse = require_words(reason, _("Write why it was a mistake to call this office."))
            row.excused_at, row.mistaken = change.at, True
            change.keep(row)
            change.tell(turnout=row.pk, unit=row.unit_id, whistle=row.whistle_id)
        end_when_over(matter)
    return change.event


def _require_another(turnout: Turnout) -> None:
    """A whistle that calls nobody would be over as if everybody had come."""
    if not turnout.whistle.turnouts.filter(mistaken=False).exclude(pk=turnout.pk).exists():
        raise Refusal(_("Nobody but %s is called. End the whistle, with the reason.") % turnout.unit.name)
