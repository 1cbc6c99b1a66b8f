"""What people decide of a hot issue; the machine undoes nothing of it."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from qiaomen.indicators.hot.models import HotIssue, HotMember
from qiaomen.kernel import counters, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import in_order, move
from qiaomen.matters.models import Matter


def name_issue(issue: HotIssue, *, name: str, by: Actor) -> Event:
    """The place and the problem in a person's words; "" gives back the title of the first message."""
    with move(issue, "name", by=by) as change:
        change.set(name=name.strip())
    return change.event


def pin_issue(issue: HotIssue, *, by: Actor) -> Event:
    """Above the hotter ones, until it is unpinned."""
    with move(issue, "pin", by=by) as change:
        change.set(pinned=True)
    return change.event


def unpin_issue(issue: HotIssue, *, by: Actor) -> Event:
    with move(issue, "unpin", by=by) as change:
        change.set(pinned=False)
    return change.event


def join_issue(issue: HotIssue, *, into: HotIssue, by: Actor) -> Event:
    """Both are one problem from now on, which goes by the number of `into`."""
    if into == issue:
        raise Refusal(_("An issue is not joined with itself. Choose another one."))
    with in_order(issue, into):
        if into.into_id:
            raise Refusal(_("That issue is joined with another one itself. Choose that one."))
        by.require(HotIssue.LIFE["join"].permission, into.scope)
        with move(issue, "join", by=by) as change:
            change.set(into_id=into.pk)
    return change.event


def part_issue(issue: HotIssue, *, matters: Collection[Matter], by: Actor) -> HotIssue:
    """These matters are another problem: it gets a number of its own."""
    chosen = sorted(matters, key=lambda matter: matter.pk)
    with move(issue, "part", by=by) as change:
        family = [issue.pk, *issue.joined.values_list("pk", flat=True)]
        members = HotMember.objects.filter(issue__in=family)
        moving = members.filter(matter__in=chosen)
        if not chosen or moving.count() != len(chosen) or len(chosen) == members.count():
            raise Refusal(_("Choose the matters that are another problem: some of this issue, not all."))
        number = counters.take(HotIssue.SERIES)[0]
        parted = HotIssue(number=number, lead=chosen[0], place=issue.place)
        ledger.begin(parted, "form", by=by, data={"parted_from": issue.number})
        moving.update(issue=parted)
        change.tell(parted=number, matters=[matter.number for matter in chosen])
    return parted
