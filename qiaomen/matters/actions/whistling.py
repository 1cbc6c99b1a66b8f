"""吹哨报到: a community or street blows, the offices that are called answer, come and take their part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor, machine
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.kernel.transitions import Change, move
from qiaomen.matters.models import Matter, Turnout, Whistle
from qiaomen.matters.states import Verb
from qiaomen.matters.turnouts import (
    caller,
    excusable,
    going_on,
    is_over,
    require_called,
    require_no_whistle,
    require_open_matter,
    require_whistle,
    when,
)
from qiaomen.matters.whistle_limits import FARTHEST, WhistleClock
from qiaomen.matters.words import require_words
from qiaomen.people.models import Unit

CHECK_IN_FROM = timedelta(hours=2)  # before the meeting: nobody checks in the day before; our own


@dataclass(frozen=True, slots=True)
class Called:
    """An office to call; `part` "" is what all are called for."""

    unit: Unit
    part: str = ""

    def turnout(self, whistle: Whistle, *, answer_due_at: datetime, meet_at: datetime) -> Turnout:
        """What it then has to do, unsaved."""
        return Turnout(
            matter=whistle.matter,
            whistle=whistle,
            unit=self.unit,
            part=self.part.strip(),
            answer_due_at=answer_due_at,
            meet_at=meet_at,
        )


@dataclass(frozen=True, slots=True)
class Meeting:
    """What for, where and when; `at` and `answer_by` None are the limits that the house has laid down."""

    task: str
    spot: str
    at: datetime | None = None
    answer_by: datetime | None = None


def whistle(matter: Matter, *, by: Actor, called: Sequence[Called], meeting: Meeting) -> Event:
    """Call several offices to the spot; each sees the matter until it has reported."""
    with move(matter, Verb.WHISTLE, by=by) as change:
        row = Whistle(matter=matter, unit=caller(matter, by), by=by.ref, at=change.at)
        require_open_matter(matter, by)
        require_no_whistle(matter, by)
        require_callable(matter, [one.unit for one in called])
        row.task = require_words(meeting.task, _("Write why the offices are called."))
        row.spot = require_words(meeting.spot, _("Write where to meet."))
        times = WhistleClock.load()
        row.meet_at = require_ahead(meeting.at or times.come_due(matter, change.at), change.at)
        due = meeting.answer_by or min(times.answer_due(matter, change.at), row.meet_at)
        _require_between(change.at, due, row.meet_at)
        change.keep(row)
        for one in called:
            change.keep(one.turnout(row, answer_due_at=due, meet_at=row.meet_at))
        units = [one.unit.pk for one in called]
        change.tell(whistle=row.pk, called=units, meet_at=row.meet_at, answer_due_at=due)
    return change.event


def require_callable(matter: Matter, units: Sequence[Unit]) -> None:
    if not units:
        raise Refusal(_("Name at least one office to call."))
    for place, unit in enumerate(units):
        if unit in units[:place]:
            raise Refusal(_("%s is named twice. Name each office once.") % unit.name)
        _require_callable(matter, unit)


def _require_callable(matter: Matter, unit: Unit) -> None:
    if not unit.current_on(clock.today()):
        raise Refusal(_("%s does not exist any more. Choose another unit.") % unit.name)
    if unit.pk == matter.unit_id:
        raise Refusal(_("%s has this matter: it comes without being called.") % unit.name)
    if unit.pk == matter.about_unit_id:
        raise Refusal(_("The complaint is about %s, which must not learn of it.") % unit.name)
    if unit.is_company:
        raise Refusal(
            _("%s is a company. Call the office in charge of it, which can bring it along.") % unit.name
        )
    if unit.kind == Unit.Kind.DESK:
        raise Refusal(_("%s is a desk, which sends nobody out. Call the unit that must act.") % unit.name)


def require_ahead(meet_at: datetime, now: datetime) -> datetime:
    if meet_at <= now:
        raise Refusal(_("That time has passed. Choose one that can still be reached."))
    if meet_at > now + FARTHEST:
        raise Refusal(_("That is more than %d days ahead. Choose an earlier day.") % FARTHEST.days)
    return meet_at


def _require_between(now: datetime, answer_by: datetime, meet_at: datetime) -> None:
    """An answer after the meeting would be none."""
    if not now < answer_by <= meet_at:
        raise Refusal(_("The offices answer between now and the meeting. Choose a time in between."))


def respond(matter: Matter, *, by: Actor, coming: bool, reason: str = "") -> Event:
    """A called unit says whether it comes; until it is there it may say otherwise."""
    with move(matter, Verb.RESPOND, by=by) as change:
        row = require_called(matter, by)
        if row.coming is coming:
            raise Conflict(_("%s has already answered just this.") % row.unit.name)
        row.reason = reason.strip()
        if not coming:
            row.reason = require_words(reason, _("Write why nobody of yours can come."))
        row.coming, row.answered_at = coming, row.answered_at or change.at
        change.keep(row)
        change.tell(turnout=row.pk, unit=row.unit_id, coming=coming)
    return change.event


def arrive(matter: Matter, *, by: Actor, point: tuple[Decimal, Decimal] | None = None) -> Event:
    """Check in on the spot; `point` is longitude and latitude in WGS 84. Who is there has answered too."""
    with move(matter, Verb.ARRIVE, by=by) as change:
        row = require_called(matter, by)
        if change.at < row.meet_at - CHECK_IN_FROM:
            raise Refusal(
                _("The meeting is on %(moment)s. Check in when you are there, from %(hours)d hours before.")
                % {"moment": when(row), "hours": CHECK_IN_FROM // timedelta(hours=1)}
            )
        row.arrived_at, row.coming, row.answered_at = change.at, True, row.answered_at or change.at
        row.longitude, row.latitude = point or (None, None)
        change.keep(row)
        change.tell(turnout=row.pk, unit=row.unit_id)
    return change.event


def excuse(matter: Matter, *, by: Actor, turnout: Turnout, reason: str) -> Event:
    """Whoever answers for the matter accepts that an office did not come; it is counted apart."""
    with transaction.atomic():
        with move(matter, Verb.EXCUSE, by=by) as change:
            caller(matter, by)
            row = next((row for row in excusable(matter, by) if row.pk == turnout.pk), None)
            if row is None:
                raise Refusal(_("%s has come, or is excused, or is your own unit.") % turnout.unit.name)
            row.excuse = require_words(reason, _("Write why this office did not have to come."))
            row.excused_at = change.at
            change.keep(row)
            change.tell(turnout=row.pk, unit=row.unit_id)
        end_when_over(matter)
    return change.event


def end_whistle(matter: Matter, *, by: Actor, reason: str) -> Event:
    """End it by hand: before the meeting it is called off, afterwards whoever did not come stays counted."""
    with move(matter, Verb.END_WHISTLE, by=by) as change:
        caller(matter, by)
        row = require_whistle(matter, by)
        row.end_reason = require_words(reason, _("Write why it ends."))
        early = change.at < row.meet_at
        _end(change, row, Whistle.End.CALLED_OFF if early else Whistle.End.ENDED)
    return change.event


def end_when_over(matter: Matter) -> None:
    """After the last office has reported or was excused; what waits for the whistle reacts to this line."""
    row = going_on(matter)
    if row is not None and is_over(row):
        with move(matter, Verb.END_WHISTLE, by=machine("whistle")) as change:
            _end(change, row, Whistle.End.DONE)


def end_overtaken(matter: Matter, *, by: Actor) -> Event:
    """The matter was answered, merged, declined or withdrawn meanwhile."""
    with move(matter, Verb.END_WHISTLE, by=by) as change:
        _end(change, require_whistle(matter, by), Whistle.End.OVERTAKEN)
    return change.event


def _end(change: Change[Matter], row: Whistle, end: Whistle.End) -> None:
    on_the_way = row.turnouts.filter(Turnout.OPEN, arrived_at=None).values_list("unit_id", flat=True)
    change.tell(whistle=row.pk, end=end.value, on_the_way=list(on_the_way))
    row.ended_at, row.end = change.at, end
    change.keep(row)


def urge(matter: Matter, *, by: Actor, turnout: Turnout) -> Event:
    """An office that has not answered in time is reminded; the second time its superior is told."""
    with move(matter, Verb.URGE, by=by) as change:
        turnout.refresh_from_db()
        if turnout.answered_at or turnout.excused_at or turnout.escalated_at:
            raise Conflict(_("%s has answered meanwhile.") % turnout.unit.name)
        if turnout.urged_at is None:
            turnout.urged_at = change.at
            change.tell(told=turnout.unit_id)
        else:
            turnout.escalated_at = change.at
            change.tell(told=superior(turnout).pk)
        change.keep(turnout)
        change.tell(turnout=turnout.pk, unit=turnout.unit_id, whistle=turnout.whistle_id)
    return change.event


def superior(turnout: Turnout) -> Unit:
    """The unit above the one that was called; who stands below nobody is reported to those who blew."""
    return turnout.unit.parent or turnout.whistle.unit
