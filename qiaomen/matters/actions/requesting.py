"""Ask and grant for matters: which verbs are asked for, by whom, and what follows from a grant."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from types import MappingProxyType

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import asking, clock
from qiaomen.kernel.actors import Actor, machine
from qiaomen.kernel.models import Request
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.kernel.transitions import lock
from qiaomen.matters.actions.assigning import give_back
from qiaomen.matters.actions.closing import close_contested, decline, is_past_reopening, reopen
from qiaomen.matters.actions.handling import require_future, suspend
from qiaomen.matters.actions.supervising import exclude, extend, require_extensible
from qiaomen.matters.conditions import (
    require_counted,
    require_holder,
    require_impartial,
    require_kept,
    require_not_final,
)
from qiaomen.matters.models import Matter
from qiaomen.matters.states import LIFE, Verb
from qiaomen.matters.voices import dissents
from qiaomen.matters.words import require_words
from qiaomen.people.authors import author
from qiaomen.people.models import Person

Arguments = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wish:
    """A verb that is asked for: who may ask, when, with which arguments, and what a grant does."""

    asker: May
    when: Callable[[Matter, Actor], None]
    grant: Callable[[Matter, Actor, Arguments], object]
    check: Callable[[Matter, Arguments], object] = lambda _matter, _said: None


def request(matter: Matter, verb: Verb, *, by: Actor, reason: str, **arguments: str) -> Request:
    """Ask for `verb`; granted at once where the office has said so (QIAOMEN_GRANTED_UNASKED).

    `arguments` are texts: `until` and `review_on` ISO days, `told` what the resident learns of a
    grant.
    """
    wish = WISHES[verb]
    with transaction.atomic():
        lock(matter)
        by.require(wish.asker, matter.scope)
        _require_state(matter, verb)
        require_kept(matter)  # a reason is kept as words are
        wish.when(matter, by)
        require_unasked(matter, verb)
        wish.check(matter, arguments)
        wanted = asking.ask(matter, verb, by=by, reason=reason, arguments=arguments)
        if verb in settings.QIAOMEN_GRANTED_UNASKED:
            decide(matter, wanted, by=machine("custom"), answer=Request.Answer.GRANTED)
    return wanted


def decide(
    matter: Matter, wanted: Request, *, by: Actor, answer: Request.Answer, remark: str = ""
) -> Request:
    """Decide a request; a grant does what was asked for, in the same transaction."""
    with transaction.atomic():
        require_impartial(matter, by)
        asking.decide(matter, wanted, by=by, answer=answer, remark=remark)
        if answer == Request.Answer.GRANTED:
            WISHES[Verb(wanted.verb)].grant(matter, by, wanted.arguments)
    return wanted


def require_unasked(matter: Matter, verb: Verb) -> None:
    """One open request a verb."""
    earlier = asking.open_requests(matter).filter(verb=verb).first()
    if earlier is not None:
        asked_at = date_format(timezone.localtime(earlier.asked_at), "SHORT_DATETIME_FORMAT")
        who = author(earlier.by, Person.objects.names([earlier.by]))
        raise Conflict(
            _("This was already asked for on %(moment)s by %(who)s. Wait for the decision.")
            % {"moment": asked_at, "who": who}
        )


def _require_state(matter: Matter, verb: Verb) -> None:
    sources = LIFE[verb].sources
    if sources is not None and matter.state not in sources:
        raise Refusal(_("This cannot be asked for now: it is “%s”.") % matter.standing_label)


def _may_return(matter: Matter, by: Actor) -> None:
    require_holder(matter, by)
    require_not_final(matter)


def _in_time(matter: Matter, by: Actor) -> None:
    require_holder(matter, by)
    if matter.is_overdue(clock.now()):
        raise Refusal(_("The date has passed: an extension has to be asked for before it."))


def _despite_dissent(matter: Matter, _by: Actor) -> None:
    if not dissents(matter):
        raise Refusal(_("Nobody dissents. Close it in the ordinary way."))


def _within_30_days(matter: Matter, _by: Actor) -> None:
    if is_past_reopening(matter, clock.now()):
        raise Refusal(
            _("It was closed more than 30 days ago. Report it anew: the new matter will be linked.")
        )


def _whenever(_matter: Matter, _by: Actor) -> None:
    """State and permission are all."""


def _later(matter: Matter, said: Arguments) -> None:
    require_extensible(matter, _end_of(_day(said, "until")))
    _told(matter, said)


def _reviewed(matter: Matter, said: Arguments) -> None:
    require_future(_day(said, "review_on"))
    _told(matter, said)


def _told(_matter: Matter, said: Arguments) -> None:
    require_words(said.get("told", ""), _("Write what the resident is told: why, and what happens next."))


def _told_where_to(_matter: Matter, said: Arguments) -> None:
    require_words(
        said.get("told", ""), _("Write where the resident can turn to, and why it is not done here.")
    )


def _day(arguments: Arguments, name: str) -> date:
    try:
        return date.fromisoformat(arguments.get(name, ""))
    except ValueError:
        raise Refusal(_("Give the day as year-month-day, such as 2026-03-01.")) from None


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59))).astimezone(UTC)


def _extend(matter: Matter, by: Actor, said: Arguments) -> None:
    extend(matter, by=by, until=_end_of(_day(said, "until")), told=said["told"])


def _suspend(matter: Matter, by: Actor, said: Arguments) -> None:
    suspend(matter, by=by, review_on=_day(said, "review_on"), told=said["told"])


WISHES: Mapping[Verb, Wish] = MappingProxyType(
    {
        Verb.RETURN: Wish(May.MATTER_HANDLE, _may_return, lambda matter, by, _: give_back(matter, by=by)),
        Verb.EXTEND: Wish(May.MATTER_HANDLE, _in_time, _extend, _later),
        Verb.SUSPEND: Wish(May.MATTER_HANDLE, require_holder, _suspend, _reviewed),
        Verb.DECLINE: Wish(
            May.MATTER_SORT,
            _whenever,
            lambda matter, by, said: decline(matter, by=by, told=said["told"]),
            _told_where_to,
        ),
        Verb.EXCLUDE: Wish(May.MATTER_SORT, require_counted, lambda matter, by, _: exclude(matter, by=by)),
        Verb.CLOSE: Wish(
            May.MATTER_CLOSE, _despite_dissent, lambda matter, by, _: close_contested(matter, by=by)
        ),
        Verb.REOPEN: Wish(May.MATTER_SPEAK, _within_30_days, lambda matter, by, _: reopen(matter, by=by)),
    }
)
