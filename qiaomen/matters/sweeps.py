"""What happens when nobody acts: reminding, escalating, closing after silence, resuming, forgetting.

Each sweep looks at what is and acts through the same verbs as people do, one transaction a matter; run twice
it leaves the same. A matter that refuses (somebody was quicker) is left for the next time.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.utils import translation
from django.utils.translation import gettext as _

from qiaomen.catalogue.models import SUPERVISION, UNSORTED, Item, ItemVersion
from qiaomen.catalogue.promises import retention_of
from qiaomen.kernel import clock, files
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.calendar import calendar_now
from qiaomen.kernel.limits import Limit, LimitUnit
from qiaomen.kernel.models import Request
from qiaomen.kernel.models.files import kept_hashes
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.actions.closing import close
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.actions.handling import resume
from qiaomen.matters.actions.requesting import decide
from qiaomen.matters.actions.supervising import remind, supervise
from qiaomen.matters.batches import in_batches
from qiaomen.matters.grounds import SILENCE
from qiaomen.matters.index import MATTERS_TEXT
from qiaomen.matters.models import CallBack, Matter
from qiaomen.matters.states import ENDED, LIFE, STANDING_CLOCK, UNANSWERED, Ground, State, Verb
from qiaomen.matters.voices import family, is_reachable

T = TypeVar("T")

ONE_WORKDAY = Limit(1, LimitUnit.WORKDAYS)
ESCALATE = Limit(3, LimitUnit.WORKDAYS)  # after the due instant
RESUME_AFTER = 3  # workdays after the day of review


def remind_before_due(*, by: Actor) -> int:
    """Nudge, once, whoever has at most a workday left; not on the very day on which it came in."""
    now = clock.now()
    nearly = Matter.objects.filter(
        state__in=sorted(UNANSWERED - STANDING_CLOCK),
        reminded_at=None,
        received_at__date__lt=clock.today(),
        due_at__gt=now,
        due_at__lte=calendar_now().due(now, ONE_WORKDAY),
    )
    return on_each(in_batches(nearly), lambda matter: remind(matter, by=by))


def remind_overdue(*, by: Actor) -> int:
    """Nudge, once, whoever is a workday late."""
    now, calendar = clock.now(), calendar_now()
    late = Matter.objects.overdue(now).filter(Q(reminded_at=None) | Q(reminded_at__lt=F("due_at")))
    return on_each(
        (matter for matter in in_batches(late) if _passed(calendar.due, matter.due_at, ONE_WORKDAY, now)),
        lambda matter: remind(matter, by=by),
    )


def escalate(*, by: Actor) -> int:
    """Order a report, once, from whoever is three workdays late; an order itself is not ordered again."""
    now, calendar = clock.now(), calendar_now()
    late = Matter.objects.overdue(now).filter(escalated_at=None).exclude(item__code=SUPERVISION)
    with translation.override(settings.LANGUAGE_CODE):  # the order is read in the office
        return on_each(
            (matter for matter in in_batches(late) if _passed(calendar.due, matter.due_at, ESCALATE, now)),
            lambda matter: supervise(matter, by=by, order=_order(matter)),
        )


def close_silent(*, by: Actor) -> int:
    """Close what was answered five workdays ago and nobody has spoken about since."""
    now, calendar = clock.now(), calendar_now()
    spoken = CallBack.objects.filter(matter=OuterRef("pk"), reached=True, answer__redone_at=None)
    silent = Matter.objects.to_call_back().filter(~Exists(spoken))
    return on_each(
        (matter for matter in in_batches(silent) if _passed(calendar.due, matter.answered_at, SILENCE, now)),
        lambda matter: close(matter, by=by, ground=_ground(matter)),
    )


def resume_reviewed(*, by: Actor) -> int:
    """Take up again what nobody looked at for three workdays after its day of review."""
    today, calendar = clock.today(), calendar_now()
    forgotten = Matter.objects.filter(state=State.SUSPENDED, review_on__lt=today)
    return on_each(
        (
            matter
            for matter in in_batches(forgotten)
            if matter.review_on and calendar.add_workdays(matter.review_on, RESUME_AFTER) <= today
        ),
        lambda matter: resume(matter, by=by),
    )


def drop_requests(*, by: Actor) -> int:
    """Answer the requests that an end has overtaken: what they ask for is no longer possible."""
    prefix = f"{Matter.KIND}/"
    wishes = Request.objects.filter(answer=Request.Answer.OPEN, stream__startswith=prefix).order_by("pk")
    asked = [(wish.stream.removeprefix(prefix), wish) for wish in wishes]
    ended = Matter.objects.filter(state__in=sorted(ENDED)).in_bulk(
        {number for number, _wish in asked}, field_name="number"
    )
    return on_each(
        (
            (ended[number], wish)
            for number, wish in asked
            if number in ended and _overtaken(ended[number], wish)
        ),
        lambda pair: decide(*pair, by=by, answer=Request.Answer.DROPPED),
    )


def forget(*, by: Actor) -> int:
    """Erase what has been kept as long as its item says, with all that was merged into it, and its files."""
    erased = on_each(_kept_long_enough(), lambda matter: _erase_family(matter, by))
    files.sweep(kept_hashes())
    if erased:
        MATTERS_TEXT.optimize()
    return erased


def on_each(rows: Iterable[T], act: Callable[[T], object]) -> int:
    """Act on each; how many it was done to."""
    return sum(_done(row, act) for row in rows)


def _done(row: T, act: Callable[[T], object]) -> bool:
    try:
        act(row)
    except Refusal:
        return False
    return True


def _passed(
    due: Callable[[datetime, Limit], datetime], since: datetime | None, limit: Limit, now: datetime
) -> bool:
    return since is not None and due(since, limit) <= now


def _order(matter: Matter) -> str:
    return _("%s is three workdays late. Report what has been done and when it will be answered.") % matter


def _ground(matter: Matter) -> Ground:
    return Ground.SILENT if is_reachable(matter) else Ground.NO_CONTACT


def _overtaken(matter: Matter, wish: Request) -> bool:
    sources = LIFE[Verb(wish.verb)].sources
    return sources is not None and matter.state not in sources


def _kept_long_enough() -> Iterator[Matter]:
    """Ended matters past their retention: one query for each length of time that the catalogue names."""
    default = Item.objects.get(code=UNSORTED).version_on(clock.today())
    for named in ItemVersion.objects.values_list("retention_days", flat=True).distinct():
        days = retention_of(ItemVersion(retention_days=named), default)
        yield from in_batches(
            Matter.objects.filter(
                state__in=(State.CLOSED, State.DECLINED),
                erased_at=None,
                closed_at__lt=clock.now() - timedelta(days=days),
                item_version__retention_days=named,
            )
        )


def _erase_family(matter: Matter, by: Actor) -> None:
    """The matter last: stopped in the middle, the next sweep finds it again."""
    merged = Matter.objects.filter(pk__in=family(matter), erased_at=None).exclude(pk=matter.pk)
    for each in [*merged, matter]:
        erase(each, by=by)
