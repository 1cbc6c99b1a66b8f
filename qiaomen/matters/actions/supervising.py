"""Those above: remind, supervise, check on the spot, extend, exclude from the counting."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.models import SUPERVISION, Item
from qiaomen.kernel.actors import Actor, machine
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.actions.assigning import assign
from qiaomen.matters.actions.receiving import receive
from qiaomen.matters.channels import Channel
from qiaomen.matters.conditions import require_counted, require_excluded
from qiaomen.matters.intake import Told
from qiaomen.matters.models import Audience, Matter
from qiaomen.matters.procedure import plan_of
from qiaomen.matters.stack import active
from qiaomen.matters.states import OPEN, Verb
from qiaomen.matters.words import require_words, say

LONGEST_EXTENSION = timedelta(days=30)  # docs/decisions/0014


def remind(matter: Matter, *, by: Actor, text: str = "") -> Event:
    """催办: a nudge to whoever has it."""
    with move(matter, Verb.REMIND, by=by) as change:
        change.set(reminded_at=change.at)
        if text.strip():
            say(change, by, Audience.INTERNAL, text)
    return change.event


def supervise(matter: Matter, *, by: Actor, order: str) -> Matter:
    """督办: a formal order to report, as a child matter of its own with its own due date."""
    with move(matter, Verb.SUPERVISE, by=by) as change:
        words = require_words(order, _("Write what has to be reported, and by when."))
        if matter.children.filter(item__code=SUPERVISION, state__in=sorted(OPEN)).exists():
            raise Refusal(_("There is already an open supervision order for this."))
        child = order_child(matter, words, key=f"order:{matter.number}:{matter.ledger_seq + 1}")
        change.set(escalated_at=change.at)
        change.tell(child=child.number)
    return child


def order_child(matter: Matter, words: str, key: str) -> Matter:
    """An order to report, already with the unit of `matter`. The order itself is what was permitted."""
    supervision = machine("supervision")
    item = Item.objects.filter(code=SUPERVISION).first()
    told = Told(
        key, Channel.STAFF, words, item=item, place=matter.place, parent=matter, about_unit=matter.about_unit
    )
    child = Matter.objects.get(number=receive(told, by=supervision).number)
    if matter.unit_id != matter.desk_id:
        assign(child, by=supervision, unit=matter.unit)
    return child


def check(matter: Matter, *, by: Actor, text: str) -> Event:
    """What somebody saw who went there."""
    with move(matter, Verb.CHECK, by=by) as change:
        say(change, by, Audience.INTERNAL, require_words(text, _("Write what you saw.")))
    return change.event


def extend(matter: Matter, *, by: Actor, until: datetime, told: str) -> Event:
    """Once granted: a later promise; `told` is what the resident learns with it.

    Asked for in time it counts as in time, even when granted later.
    """
    with move(matter, Verb.EXTEND, by=by) as change:
        require_extensible(matter, until)
        change.set(due_at=until)
        if matter.unit_due_at is not None:
            change.set(unit_due_at=max(until, matter.unit_due_at))
            for level in active(matter):
                level.due_at = matter.unit_due_at
                change.keep(level)
        say(change, by, Audience.RESIDENT, told)
    return change.event


def require_extensible(matter: Matter, until: datetime) -> None:
    """A date after the promised one, by no more than one extension may give."""
    if matter.external_due is not None:
        raise Refusal(_("The platform that sent this sets the date. Ask there for more time."))
    if matter.due_at is None or until <= matter.due_at:
        raise Refusal(_("The new date has to be after the one that was promised."))
    latest = latest_extension(matter)
    if latest and timezone.localtime(until).date() > latest:
        raise Refusal(_("That is too long for one extension. It can be until %s.") % date_format(latest))
    if _by_rule(matter) and Event.objects.filter(stream=matter.stream, verb=Verb.EXTEND).exists():
        raise Refusal(_("This has been extended once, and its procedure allows no second extension."))


def _by_rule(matter: Matter) -> bool:
    """Whether a step of its procedure sets the day of the answer, as 信访工作条例 does: extended once."""
    return any(step.answer_within for step in plan_of(matter).steps)


def latest_extension(matter: Matter) -> date | None:
    """The last day until which one extension may be; None where nothing is promised."""
    return timezone.localtime(matter.due_at + LONGEST_EXTENSION).date() if matter.due_at else None


def exclude(matter: Matter, *, by: Actor) -> Event:
    """Once granted: not counted in the rates. It attaches to the matter, never to a person."""
    with move(matter, Verb.EXCLUDE, by=by) as change:
        require_counted(matter, by)
        change.set(excluded=True)
    return change.event


def include(matter: Matter, *, by: Actor) -> Event:
    with move(matter, Verb.INCLUDE, by=by) as change:
        require_excluded(matter, by)
        change.set(excluded=False)
    return change.event
