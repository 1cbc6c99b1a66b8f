"""Who may follow a matter: whoever knows its number and code, in this browser, for a while."""

import itertools
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, wraps
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.web import Asked, SeeOther, View
from qiaomen.matters import tracking
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.reading import Reading, read
from qiaomen.matters.voices import tellings, voices

SIGNED_IN = "signed_in"  # in the session: the telephone number as a keyed hash, until when
REMEMBERED = "tracked"  # in the session: number -> [id of the telling, until when]
LASTS = timedelta(hours=1)  # about, since the last look: a computer in a community hall forgets soon
RENEWED_WITH = LASTS.total_seconds() / 2  # seconds left: not every look writes a session

Remembered = Mapping[str, tuple[int, float]]


@dataclass
class Own:
    """A telling in the hands of its teller."""

    telling: Telling

    @property
    def number(self) -> str:
        """The number that the teller knows."""
        return self.telling.matter.number

    @property
    def chain(self) -> list[Matter]:
        """The matter that was told, the one that it was merged into, and so on."""
        return [matter for matter, _known in self.read]

    @cached_property
    def read(self) -> list[tuple[Matter, Reading]]:
        """The chain with what is known by the stream of each; what stands beside them is read at once too."""
        return [(matter, read(matter)) for matter in tracking.chain(self.telling)]

    @property
    def matter(self) -> Matter:
        """Where it is worked now."""
        return self.chain[-1]

    @property
    def joined(self) -> bool:
        """Whether the matter was merged into another."""
        return len(self.chain) > 1

    @property
    def by(self) -> Actor:
        return acting(self.telling)

    @cached_property
    def tellings(self) -> list[Telling]:
        """Everything that this person has told of the matter."""
        return next(voice.tellings for voice in voices(self.matter) if self.telling in voice.tellings)

    @cached_property
    def refs(self) -> frozenset[str]:
        """As what this person stands in the ledger."""
        ways = itertools.product(self.tellings, tracking.WAYS)
        return frozenset(tracking.acting(telling, way).ref for telling, way in ways)

    @cached_property
    def alone_in(self) -> frozenset[int]:
        """Ids of those matters of the chain of which nobody else has told."""
        return frozenset(matter.pk for matter in self.chain if set(tellings(matter)) <= set(self.tellings))


def as_printed(number: str) -> str:
    """A number as people type it, without the spaces and wide letters of their keyboards."""
    return "".join(unicodedata.normalize("NFKC", number).split())


def acting(telling: Telling) -> Actor:
    return tracking.acting(telling, "web")


def remember(request: HttpRequest, telling: Telling) -> None:
    """The browser has shown number and code, or has just sent the telling."""
    request.session.cycle_key()
    _keep(request, telling)


def forget(request: HttpRequest) -> None:
    request.session.pop(REMEMBERED, None)
    request.session.pop(SIGNED_IN, None)


def tracked(request: HttpRequest, number: str) -> Own | None:
    """The matter, if this browser may follow it; looking at it lets it do so a while longer."""
    pk, until = _remembered(request).get(number, (None, 0))
    if pk is None:
        return _told_from_own_number(request, number)
    telling = Telling.objects.with_matter().get(pk=pk)
    if until - clock.now().timestamp() < RENEWED_WITH:
        _keep(request, telling)
    return Own(telling)


def signed_in(request: HttpRequest) -> str:
    """The number that this browser has signed in with, as a keyed hash; "" for none, or no longer."""
    who, until = request.session.get(SIGNED_IN, ("", 0))
    return who if clock.now().timestamp() <= until else ""


def _told_from_own_number(request: HttpRequest, number: str) -> Own | None:
    who = signed_in(request)
    told = Telling.objects.with_matter().filter(who=who, matter__number=number) if who else ()
    return next(map(Own, told), None)


def sent_lately(request: HttpRequest) -> QuerySet[Telling]:
    """What was told within the hour and this browser may follow."""
    pks = [pk for pk, _until in _remembered(request).values()]
    return Telling.objects.select_related("matter").filter(pk__in=pks, told_at__gte=clock.now() - LASTS)


def _keep(request: HttpRequest, telling: Telling) -> None:
    until = (clock.now() + LASTS).timestamp()
    request.session[REMEMBERED] = {**_remembered(request), telling.matter.number: (telling.pk, until)}


def _remembered(request: HttpRequest) -> Remembered:
    """What has not been forgotten yet."""
    kept: Remembered = request.session.get(REMEMBERED, {})
    now = clock.now().timestamp()
    return {number: (pk, until) for number, (pk, until) in kept.items() if now <= until}


def own_matters_only(view: View) -> View:
    """Gives the view the teller's own matter instead of its number; all others are asked for the code.

    Whether there is such a number they do not learn.
    """

    @wraps(view)
    def guarded(request: Asked, number: str, **kwargs: object) -> HttpResponseBase:
        own = tracked(request, number)
        if own is None:
            return SeeOther(f"{resolve_url('portal:track')}?{urlencode({'number': number})}")
        return view(request, own, **kwargs)

    return guarded
