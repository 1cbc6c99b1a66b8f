"""How announcements come, are revised and taken back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.announcements.models import Announcement, scope_of
from qiaomen.kernel import clock, counters, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.kernel.transitions import move
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place

LONGEST_TITLE = 120
LONGEST_TEXT = 3000  # it is read on a telephone


@dataclass(frozen=True, slots=True)
class Notice:
    """What is announced; `to_day` is the last day on which it is shown, None for until it is taken back."""

    title: str
    text: str
    place: Place
    unit: Unit
    from_day: date
    to_day: date | None = None


def announce(notice: Notice, *, by: Actor) -> Announcement:
    """Residents read it from its first day on."""
    scope = scope_of(notice.place, notice.unit)
    by.require(Permission.ANNOUNCE, scope)
    columns = _columns(notice)
    post = by.post_for(Permission.ANNOUNCE, scope)
    with transaction.atomic():
        if Announcement.objects.filter(**columns, ended_on=None).exists():
            raise Conflict(_("Just this has been announced already. It need not be sent again."))
        row = Announcement(number=counters.take(Announcement.SERIES)[0], **columns)
        ledger.begin(row, "announce", by=by, data={"as": post} if post else {})
    return row


def revise_announcement(row: Announcement, *, notice: Notice, by: Actor) -> Event:
    with move(row, "revise", by=by) as change:
        by.require(Permission.ANNOUNCE, scope_of(notice.place, notice.unit))
        change.set(**_columns(notice))
    return change.event


def take_back(row: Announcement, *, by: Actor) -> Event:
    """Nobody reads it any more from now on; the office still sees what was told."""
    with move(row, "take_back", by=by) as change:
        change.set(ended_on=clock.today())
    return change.event


def _columns(notice: Notice) -> dict[str, Any]:
    title, text = " ".join(notice.title.split()), notice.text.strip()
    if not title or not text:
        raise Refusal(_("Write a title and what everybody should know."))
    if len(title) > LONGEST_TITLE or len(text) > LONGEST_TEXT:
        longest = {"title": LONGEST_TITLE, "text": LONGEST_TEXT}
        raise Refusal(_("A title has at most %(title)d characters, a text %(text)d.") % longest)
    if notice.to_day and notice.to_day < notice.from_day:
        raise Refusal(_("The last day lies before the first one. Choose a later one."))
    return {
        "title": title,
        "text": text,
        "place_id": notice.place.pk,
        "unit_id": notice.unit.pk,
        "from_day": notice.from_day,
        "to_day": notice.to_day,
    }
