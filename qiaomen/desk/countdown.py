"""How long is left, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


class Tone(StrEnum):
    """How much a date presses; a class of the style sheet."""

    CALM = "calm"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Countdown:
    text: str
    tone: Tone


def countdown(due: datetime, now: datetime) -> Countdown:
    """From `now` to `due`: "3 days left", "40 minutes late"."""
    if due < now:
        return Countdown(_("%s late") % span(now - due), Tone.LATE)
    left = due - now
    return Countdown(_("%s left") % span(left), Tone.SOON if left < DAY else Tone.CALM)


def span(length: timedelta) -> str:
    """The largest unit of which there is at least one; whole, rounded down."""
    if length >= DAY:
        return ngettext("%d day", "%d days", days := length // DAY) % days
    if length >= HOUR:
        return ngettext("%d hour", "%d hours", hours := length // HOUR) % hours
    return ngettext("%d minute", "%d minutes", minutes := length // MINUTE) % minutes


def moment(at: datetime) -> str:
    """An instant as the language writes it, in the office's zone."""
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def day_and_time(at: datetime) -> str:
    """The same without the year, for lists of what is under way."""
    local = timezone.localtime(at)
    return f"{date_format(local, 'MONTH_DAY_FORMAT')} {date_format(local, 'TIME_FORMAT')}"
