"""Requests that wait for somebody's decision."""

from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from qiaomen.desk.countdown import moment
from qiaomen.desk.queues.paging import SIZE
from qiaomen.desk.queues.tabs import Asker
from qiaomen.desk.wishes import grounds, wished
from qiaomen.kernel.models import Request
from qiaomen.matters.models import Matter
from qiaomen.people.authors import author
from qiaomen.people.models import Person

STREAM = f"{Matter.KIND}/"


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
    return [_line(wish, author(wish.by, names), base) for wish in found]


def _line(wish: Request, by: str, base: str) -> WishLine:
    number = wish.stream.removeprefix(STREAM)
    return WishLine(
        url=f"{base}{quote(number)}/",
        number=number,
        wish=wished(wish),
        reason=grounds(wish),
        by=by,
        asked=moment(wish.asked_at),
    )
