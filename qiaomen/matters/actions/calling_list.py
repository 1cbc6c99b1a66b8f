"""Working through the list of call-backs: take a call, put it off, pass it over; what the office says."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.names import taken_means
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.actions.calling import Verdict, call
from qiaomen.matters.actions.closing import close
from qiaomen.matters.actions.disclosing import Contact, disclose
from qiaomen.matters.calls import held
from qiaomen.matters.conditions import require_not_handler
from qiaomen.matters.models import CallHold, CallScript, Matter, Telling
from qiaomen.matters.states import Ground, Verb
from qiaomen.matters.voices import family
from qiaomen.people.models import Unit

TAKEN_FOR = timedelta(minutes=15)  # then it is offered to others again; our own
FURTHEST = timedelta(days=14)  # the matter is not to be forgotten; our own
LONGEST = 500  # characters of what is said in one language


def take_call(matter: Matter, *, by: Actor, telling: Telling, purpose: str) -> Contact:
    """The number of one voice, which nobody else is offered meanwhile; the look is recorded as any other."""
    now = clock.now()
    mine = telling.call_holds.filter(why=CallHold.Why.TAKEN, by=by.ref, until__gt=now)
    with transaction.atomic():
        if not mine.exists():
            _hold(matter, by=by, telling=telling, why=CallHold.Why.TAKEN, until=now + TAKEN_FOR)
        return disclose(matter, by=by, telling=telling, purpose=purpose)


def call_later(matter: Matter, *, by: Actor, telling: Telling, until: datetime) -> Event:
    """The resident has no time now: nobody calls before `until`."""
    if not clock.now() < until <= clock.now() + FURTHEST:
        raise Refusal(_("Choose a time that is still to come, within 14 days."))
    return _hold(matter, by=by, telling=telling, why=CallHold.Why.LATER, until=until)


def pass_over(matter: Matter, *, by: Actor, telling: Telling) -> Event:
    """Somebody else of the desk may call; whoever passed over is offered it again tomorrow."""
    until = clock.now() + timedelta(days=1)
    return _hold(matter, by=by, telling=telling, why=CallHold.Why.SKIPPED, until=until)


def enter_call(matter: Matter, *, by: Actor, telling: Telling, verdict: Verdict | None) -> Ground | None:
    """Enter one call, and close the matter where the calls so far settle it; why, None where they do not."""
    with transaction.atomic():
        call(matter, by=by, telling=telling, verdict=verdict)
        return next(
            (ground for ground in (Ground.CONFIRMED, Ground.UNREACHABLE) if _closes(matter, by, ground)), None
        )


def _closes(matter: Matter, by: Actor, ground: Ground) -> bool:
    try:
        close(matter, by=by, ground=ground)
    except Refusal:
        return False
    return True


def _hold(matter: Matter, *, by: Actor, telling: Telling, why: CallHold.Why, until: datetime) -> Event:
    with move(matter, Verb.HOLD_CALL, by=by) as change:
        require_not_handler(matter, by)
        if telling.matter_id not in family(matter):
            raise Refusal(_("This person did not tell of this matter."))
        if why == CallHold.Why.TAKEN and telling.call_holds.filter(held(by, change.at), why=why).exists():
            raise Conflict(_("Somebody else is calling this person just now. Take the next one."))
        row = CallHold(matter=matter, telling=telling, why=why, by=by.ref, at=change.at, until=until)
        change.keep(row)
        change.tell(hold=row.pk, telling=telling.pk, why=why, until=until)
    return change.event


def write_script(unit: Unit, *, texts: Mapping[str, str], by: Actor) -> Event:
    """What the desk says from now on, by language; "" for what the program says by itself."""
    by.require(Permission.KNOWLEDGE_EDIT, unit.scope)
    kept = {language: text.strip() for language, text in texts.items() if text.strip()}
    if any(len(text) > LONGEST for text in kept.values()):
        raise Refusal(_("More than %d characters: nobody listens so long.") % LONGEST)
    row = CallScript.objects.filter(unit=unit).first()
    if row is None:
        with taken_means(_("Somebody else has just written it. Look at it first.")):
            return ledger.begin(CallScript(unit=unit, texts=kept), "write", by=by)
    with move(row, "write", by=by) as change:
        change.set(texts=kept)
    return change.event
