"""What stands in a register: numbers and titles; names only masked, and each look at one recorded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from qiaomen.desk.matters.purposes import Purpose
from qiaomen.desk.registers.forms import beginning
from qiaomen.desk.registers.kinds import Register
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.actions.disclosing import disclose
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.territory import paths
from qiaomen.territory.models import Place

MOST = 500


@dataclass(frozen=True, slots=True)
class Book:
    """One register of one place and day."""

    register: Register
    place: Place
    day: date

    def matters(self, actor: Actor) -> MatterQuerySet:
        """What was entered, the first one first; only what the actor may see."""
        since = beginning(self.day)
        return (
            Matter.objects.visible_to(actor)
            .filter(paths.below(self.place.path, "place__path"), channel=self.register.channel)
            .filter(received_at__gte=since, received_at__lt=since + timedelta(days=1))
            .order_by("recorded_at", "pk")
        )


@dataclass(frozen=True, slots=True)
class Line:
    number: str
    title: str
    at: str
    who: str
    called_back: str
    url: str


def lines(book: Book, actor: Actor, names: Mapping[int, str]) -> list[Line]:
    """`names` are those that may be shown, by the id of the matter."""
    rows = book.matters(actor).values("pk", "number", "title", "confidential", "recorded_at")[:MOST]
    found = list(rows)
    reachable = set(
        Telling.objects.filter(matter__in=[row["pk"] for row in found], has_contact=True).values_list(
            "matter_id", flat=True
        )
    )
    base = reverse("desk:matters")
    return [
        Line(
            number=row["number"],
            title=_("confidential") if row["confidential"] else row["title"],
            at=date_format(timezone.localtime(row["recorded_at"]), "TIME_FORMAT"),
            who=names.get(row["pk"], "–"),
            called_back=_("yes") if row["pk"] in reachable else _("no"),
            url=f"{base}{row['number']}/",
        )
        for row in found
    ]


def masked_names(book: Book, actor: Actor) -> dict[int, str]:
    """The names of those whose contacts the actor may look at; a line of the ledger each."""
    return dict(_opened(book, actor))


def _opened(book: Book, actor: Actor) -> Iterator[tuple[int, str]]:
    for matter in book.matters(actor).select_related("place", "unit", "desk")[:MOST]:
        named = matter.tellings.exclude(sealed_name=None).first()
        if named and actor.may(Permission.MATTER_DISCLOSE, matter.scope):
            try:
                contact = disclose(matter, by=actor, telling=named, purpose=Purpose.REGISTER)
            except Refusal:
                continue
            yield matter.pk, masked(contact.name)


def masked(name: str) -> str:
    """`张**`: whose entry it is, for those who know already."""
    return f"{name[:1]}**" if name else "–"
