"""How the matter stands, in plain words: what is now, what comes next, what is promised."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.matters.actions.closing import REOPEN_WITHIN, is_past_reopening
from qiaomen.matters.models import Matter
from qiaomen.matters.states import UNANSWERED, Ground, State
from qiaomen.portal.tracking.access import Own
from qiaomen.portal.tracking.conditions import has_rated, is_reopening_asked

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NOW: Mapping[str, "StrOrPromise"] = MappingProxyType(
    {
        State.RECEIVED: gettext_lazy("We have your report and are finding out who takes care of it."),
        State.ASSIGNED: gettext_lazy("%(unit)s has been asked to take care of it."),
        State.HANDLING: gettext_lazy("%(unit)s is working on it."),
        State.WAITING: gettext_lazy("%(unit)s has asked a question and waits for the answer."),
        State.SUSPENDED: gettext_lazy("It cannot be solved now. It will be looked at again on %(review)s."),
        State.ANSWERED: gettext_lazy("%(unit)s has answered. Please read the answer."),
        State.CLOSED: gettext_lazy("It is closed."),
        State.DECLINED: gettext_lazy("It was declined: it cannot be done here."),
    }
)
RATED = gettext_lazy(
    "Thank you: you have told us how it went. The service desk closes it, or has it done again; "
    "you can read here what is decided."
)
CLOSED: Mapping[str, "StrOrPromise"] = MappingProxyType(
    {
        Ground.CONFIRMED: gettext_lazy("It is closed: it was confirmed that it is settled."),
        Ground.SILENT: gettext_lazy("It is closed: after the answer we heard nothing more."),
        Ground.UNREACHABLE: gettext_lazy("It is closed: we called several times and reached nobody."),
        Ground.NO_CONTACT: gettext_lazy("It is closed: it was answered, and there was no number to call."),
        Ground.CONTESTED: gettext_lazy("It is closed: more cannot be done, as the answer explains."),
        Ground.WITHDRAWN: gettext_lazy("It is closed: it was withdrawn."),
    }
)


@dataclass(frozen=True, slots=True)
class Standing:
    now: str
    promise: str = ""


def standing(own: Own, at: datetime) -> Standing:
    """Of the matter where it is worked; `at` is the present instant."""
    matter = own.matter
    sentence = CLOSED.get(matter.ground) or NOW[matter.state]
    if matter.state == State.ANSWERED and has_rated(own):
        sentence = RATED
    words = {"unit": matter.unit.name, "review": _day(matter.review_on)}
    return Standing(sentence % words, promise(matter, at))


def promise(matter: Matter, at: datetime) -> str:
    """What the teller may count on from here; "" where nothing is promised."""
    if matter.state in UNANSWERED:
        return _answer_promised(matter, at)
    if matter.state == State.ANSWERED and matter.planned_for:
        return _("It is planned for %s.") % _day(matter.planned_for)
    return _reopening_promised(matter, at)


def _answer_promised(matter: Matter, at: datetime) -> str:
    if matter.due_at is None:
        return ""
    day = _day(timezone.localtime(matter.due_at).date())
    if matter.is_overdue(at):
        return _("An answer was promised for %s. That day has passed, and it counts as late.") % day
    if matter.stood_since:
        return _("An answer was promised for %s. That day moves while nobody can work on it.") % day
    return _("You will have an answer by %s.") % day


def _reopening_promised(matter: Matter, at: datetime) -> str:
    if matter.closed_at is None or is_reopening_asked(matter):
        return ""
    if is_past_reopening(matter, at):
        return _("If it is not settled or has come back, tell us again: your old number goes along.")
    last = timezone.localtime(matter.closed_at + REOPEN_WITHIN).date()
    return _("If it is not settled, you can ask until %s to have it taken up again.") % _day(last)


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
