"""Ask and grant for matters: which verbs are asked for, by whom, and what follows from a grant."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import asking, clock
from qiaomen.kernel.actors import Actor, machine
from qiaomen.kernel.models import Request
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.actions.assigning import give_back
from qiaomen.matters.actions.closing import REOPEN_WITHIN, close_contested, decline, reopen
from qiaomen.matters.actions.handling import require_future, suspend
from qiaomen.matters.actions.supervising import exclude, extend
from qiaomen.matters.conditions import require_holder, require_not_final
from qiaomen.matters.models import Matter
from qiaomen.matters.states import LIFE, Verb
from qiaomen.matters.voices import dissents

Check = Callable[[Matter, Actor, Mapping[str, str]], None]
Grant = Callable[[Matter, Actor, Mapping[str, str]], object]


@dataclass(frozen=True, slots=True)
class Wish:
    """A verb that is asked for: who may ask, what must hold when asking, what a grant does."""

    asker: Permission
    check: Check
    grant: Grant


def request(matter: Matter, verb: Verb, *, by: Actor, reason: str, **arguments: str) -> Request:
    """Ask for `verb`; granted at once where the office has said so (QIAOMEN_GRANTED_UNASKED).

    `arguments` are texts: `until` and `review_on` ISO days, `told` what the resident learns of a decline.
    """
    wish = WISHES[verb]
    with transaction.atomic():
        by.require(wish.asker, matter.scope)
        _require_state(matter, verb)
        wish.check(matter, by, arguments)
        wanted = asking.ask(matter, verb, by=by, reason=reason, arguments=arguments)
        if verb in settings.QIAOMEN_GRANTED_UNASKED:
            decide(matter, wanted, by=machine("custom"), answer=Request.Answer.GRANTED)
    return wanted


def decide(matter: Matter, wanted: Request, *, by: Actor, answer: Request.Answer, remark: str = "") -> None:
    """Decide a request; a grant does what was asked for, in the same transaction."""
    with transaction.atomic():
        _require_impartial(matter, by)
        asking.decide(matter, wanted, by=by, answer=answer, remark=remark)
        if answer == Request.Answer.GRANTED:
            WISHES[Verb(wanted.verb)].grant(matter, by, wanted.arguments)


def _require_state(matter: Matter, verb: Verb) -> None:
    sources = LIFE[verb].sources
    if sources is not None and matter.state not in sources:
        raise Refusal(_("This cannot be asked for now: it is “%s”.") % matter.standing_label)


def _require_impartial(matter: Matter, by: Actor) -> None:
    """A unit does not grant its own wishes; a desk's are granted by its coordinator."""
    if matter.unit_id in by.units and matter.unit_id != matter.desk_id:
        raise Forbidden(_("Your own unit has this matter. Somebody outside it has to decide."))


def _check_return(matter: Matter, by: Actor, _arguments: Mapping[str, str]) -> None:
    require_holder(matter, by)
    require_not_final(matter)


def _check_extension(matter: Matter, by: Actor, arguments: Mapping[str, str]) -> None:
    require_holder(matter, by)
    if matter.is_overdue(clock.now()):
        raise Refusal(_("The date has passed: an extension has to be asked for before it."))
    require_future(_day(arguments, "until"))


def _check_suspension(matter: Matter, by: Actor, arguments: Mapping[str, str]) -> None:
    require_holder(matter, by)
    require_future(_day(arguments, "review_on"))


def _check_decline(_matter: Matter, _by: Actor, arguments: Mapping[str, str]) -> None:
    if not arguments.get("told", "").strip():
        raise Refusal(_("Write where the resident can turn to, and why it is not done here."))


def _check_contested(matter: Matter, _by: Actor, _arguments: Mapping[str, str]) -> None:
    if not dissents(matter):
        raise Refusal(_("Nobody dissents. Close it in the ordinary way."))


def _check_reopening(matter: Matter, _by: Actor, _arguments: Mapping[str, str]) -> None:
    if matter.closed_at and clock.now() > matter.closed_at + REOPEN_WITHIN:
        raise Refusal(
            _("It was closed more than 30 days ago. Report it anew: the new matter will be linked.")
        )


def _check_nothing(_matter: Matter, _by: Actor, _arguments: Mapping[str, str]) -> None:
    """State and permission are all."""


def _day(arguments: Mapping[str, str], name: str) -> date:
    try:
        return date.fromisoformat(arguments.get(name, ""))
    except ValueError:
        raise Refusal(_("Give the day as year-month-day, such as 2026-03-01.")) from None


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


WISHES: Mapping[Verb, Wish] = MappingProxyType(
    {
        Verb.RETURN: Wish(
            Permission.MATTER_HANDLE, _check_return, lambda matter, by, _: give_back(matter, by=by)
        ),
        Verb.EXTEND: Wish(
            Permission.MATTER_HANDLE,
            _check_extension,
            lambda matter, by, said: extend(matter, by=by, until=_end_of(_day(said, "until"))),
        ),
        Verb.SUSPEND: Wish(
            Permission.MATTER_HANDLE,
            _check_suspension,
            lambda matter, by, said: suspend(matter, by=by, review_on=_day(said, "review_on")),
        ),
        Verb.DECLINE: Wish(
            Permission.MATTER_SORT,
            _check_decline,
            lambda matter, by, said: decline(matter, by=by, told=said["told"]),
        ),
        Verb.EXCLUDE: Wish(
            Permission.MATTER_SORT, _check_nothing, lambda matter, by, _: exclude(matter, by=by)
        ),
        Verb.CLOSE: Wish(
            Permission.MATTER_CLOSE, _check_contested, lambda matter, by, _: close_contested(matter, by=by)
        ),
        Verb.REOPEN: Wish(
            Permission.MATTER_SPEAK, _check_reopening, lambda matter, by, _: reopen(matter, by=by)
        ),
    }
)
