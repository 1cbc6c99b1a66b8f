"""One matter and one person who looks at it: what they may do now, asked of the database once."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.asking import open_requests
from qiaomen.kernel.models import Request
from qiaomen.matters.models import Matter
from qiaomen.matters.offers import askable, needs_final_assignment, offered
from qiaomen.matters.particulars import Particulars, particulars
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.states import Verb
from qiaomen.matters.voices import Voice, voices


@dataclass
class Situation:
    matter: Matter
    actor: Actor

    @cached_property
    def offered(self) -> frozenset[Verb]:
        return offered(self.matter, self.actor)

    @cached_property
    def askable(self) -> frozenset[Verb]:
        return askable(self.matter, self.actor) - {Verb(wish.verb) for wish in self.wishes}

    @cached_property
    def wishes(self) -> list[Request]:
        """Requests that wait for a decision."""
        return list(open_requests(self.matter).order_by("asked_at"))

    @cached_property
    def decidable(self) -> list[Request]:
        """Those of them that somebody else has asked for."""
        return [wish for wish in self.wishes if wish.by != self.actor.ref]

    @cached_property
    def needs_final_assignment(self) -> bool:
        return needs_final_assignment(self.matter)

    @cached_property
    def particulars(self) -> Particulars:
        """What its item wants to be asked, and where it belongs if not here."""
        return particulars(self.matter)

    @cached_property
    def voices(self) -> list[Voice]:
        return voices(self.matter)


def situation(actor: Actor, number: str) -> Situation:
    """The matter by its number, for whoever may see it; to others it is not there."""
    matter = within_sight(actor).filter(number=number).first()
    if matter is None:
        raise Http404
    return Situation(matter, actor)


def within_sight(actor: Actor) -> MatterQuerySet:
    """What the actor may see, with all that its forms ask of it."""
    return Matter.objects.visible_to(actor).select_related(
        "item", "item_version", "place", "unit", "desk__place", "officer", "about_unit"
    )


def landing(actor: Actor, number: str) -> str:
    """Where to go after a write: to the matter, or home when it has left the actor's sight by it."""
    if Matter.objects.visible_to(actor).filter(number=number).exists():
        return reverse("desk:matter", args=[number])
    return reverse("desk:today")
