"""The whistles of a matter as a table: who was called, answered, came and reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from qiaomen.desk.countdown import Countdown, Tone, countdown, day_and_time, moment, span
from qiaomen.matters.models import Matter, Turnout, Whistle


@dataclass(frozen=True, slots=True)
class Row:
    """One office; `answered` and `arrived` with how much they press."""

    unit: str
    part: str
    answered: Countdown
    arrived: Countdown
    reported: str
    said: str


@dataclass(frozen=True, slots=True)
class Meeting:
    heading: str
    task: str
    standing: str
    rows: list[Row]


def meetings(matter: Matter, now: datetime) -> list[Meeting]:
    """The newest first."""
    return [_meeting(whistle, now) for whistle in reversed(matter.whistles.all())]


def _meeting(whistle: Whistle, now: datetime) -> Meeting:
    where = {"moment": moment(whistle.meet_at), "spot": whistle.spot, "unit": whistle.unit.name}
    return Meeting(
        heading=_("%(moment)s, “%(spot)s”, called by %(unit)s") % where,
        task=whistle.task,
        standing=_standing(whistle),
        rows=rows(whistle.turnouts.all(), now),
    )


def _standing(whistle: Whistle) -> str:
    if whistle.ended_at is None:
        return _("To be answered by %s") % moment(whistle.turnouts.all()[0].answer_due_at)
    end = Whistle.End(whistle.end).label
    return " · ".join(filter(None, (str(end), moment(whistle.ended_at), whistle.end_reason)))


def rows(turnouts: Iterable[Turnout], now: datetime) -> list[Row]:
    return [
        Row(
            unit=turnout.unit.name,
            part=turnout.part,
            answered=answered(turnout, now),
            arrived=arrived(turnout, now),
            reported=day_and_time(turnout.reported_at) if turnout.reported_at else "",
            said="\n".join(filter(None, (turnout.reason, turnout.report, turnout.excuse))),
        )
        for turnout in turnouts
    ]


def answered(turnout: Turnout, now: datetime) -> Countdown:
    due = turnout.answer_due_at
    if turnout.answered_at is None:
        waits = turnout.excused_at is None and turnout.whistle.ended_at is None
        return countdown(due, now) if waits else Countdown("–", Tone.CALM)
    said = _("is coming") if turnout.coming else _("cannot come")
    return _with_delay(said, turnout.answered_at - due)


def arrived(turnout: Turnout, now: datetime) -> Countdown:
    if turnout.arrived_at:
        at = day_and_time(turnout.arrived_at)
        late = turnout.late_by
        return _with_delay(at, late) if late else Countdown(_("%s, in time") % at, Tone.CALM)
    if turnout.excused_at:
        return Countdown(_("called by mistake") if turnout.mistaken else _("excused"), Tone.CALM)
    if turnout.is_missing(now):
        return Countdown(_("not there"), Tone.LATE)
    if turnout.whistle.ended_at:
        return Countdown("–", Tone.CALM)
    later = turnout.meet_at != turnout.whistle.meet_at
    return Countdown(_("called for %s") % day_and_time(turnout.meet_at) if later else _("not yet"), Tone.CALM)


def _with_delay(said: str, delay: timedelta) -> Countdown:
    if delay <= timedelta():
        return Countdown(said, Tone.CALM)
    late = _("late by %s") % span(delay)
    return Countdown(f"{said} · {late}", Tone.SOON)
