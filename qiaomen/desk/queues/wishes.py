"""Requests that wait for somebody's decision."""

from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.countdown import moment
from qiaomen.desk.queues.paging import SIZE
from qiaomen.desk.queues.tabs import Asker
from qiaomen.kernel.models import Request
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Verb
from qiaomen.people.models import Person

STREAM = f"{Matter.KIND}/"

WISHED = {
    Verb.RETURN: _("hand it back"),
    Verb.EXTEND: _("more time"),
    Verb.SUSPEND: _("suspend it"),
    Verb.DECLINE: _("decline it"),
    Verb.EXCLUDE: _("leave it out of the counting"),
    Verb.CLOSE: _("close it despite dissent"),
    Verb.REOPEN: _("reopen it"),
}


def open_wishes(asker: Asker) -> QuerySet[Request]:
    """Open requests on visible matters that neither the asker nor the asker's own unit has made."""
    own = Q(unit__in=asker.units) & ~Q(unit=F("desk"))
    theirs = asker.matters().exclude(own).filter(number=Substr(OuterRef("stream"), len(STREAM) + 1))
    return Request.objects.filter(
        Exists(theirs), answer=Request.Answer.OPEN, stream__startswith=STREAM
    ).exclude(by=asker.actor.ref)


@dataclass(frozen=True, slots=True)
class WishLine:
    url: str
    number: str
    wish: str
    reason: str
    by: str
    asked: str


def wish_lines(asker: Asker, base: str) -> list[WishLine]:
    """The oldest first; a decision takes its line away, so there is no second page."""
    found = list(open_wishes(asker).order_by("asked_at", "pk")[:SIZE])
    names = Person.objects.names(wish.by for wish in found)
    return [_line(wish, names.get(wish.by, ""), base) for wish in found]


def _line(wish: Request, by: str, base: str) -> WishLine:
    number = wish.stream.removeprefix(STREAM)
    return WishLine(
        url=f"{base}{quote(number)}/",
        number=number,
        wish=str(WISHED[Verb(wish.verb)]),
        reason=wish.reason,
        by=by,
        asked=moment(wish.asked_at),
    )
