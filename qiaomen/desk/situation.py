"""One matter and one person who looks at it: what they may do now, asked of the database once."""

from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from django.http import Http404
from django.urls import reverse

from qiaomen.catalogue.models import ProcedureVersion
from qiaomen.catalogue.procedures.language import Step
from qiaomen.catalogue.suggesting import machinery
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Request
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.conditions import require_nothing_open
from qiaomen.matters.models import Matter
from qiaomen.matters.offers import askable, needs_final_assignment, offered
from qiaomen.matters.particulars import Particulars, particulars
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.reading import Reading, read
from qiaomen.matters.states import Verb
from qiaomen.matters.turns import own_steps
from qiaomen.matters.voices import Voice, voices


@dataclass
class Situation:
    matter: Matter
    actor: Actor

    @cached_property
    def read(self) -> Reading:
        """What stands beside the matter; from then on the matter's own relations answer from it too."""
        units = machinery().units
        self.matter.unit, self.matter.desk = units[self.matter.unit_id], units[self.matter.desk_id]
        return read(self.matter)

    @cached_property
    def versions(self) -> list[ProcedureVersion]:
        """Of the procedure by which it goes, the newest first; read together with its plan."""
        code = self.matter.procedure.partition("@")[0]
        versions = list(ProcedureVersion.objects.filter(code=code).order_by("-version")) if code else []
        for version in versions:
            if str(version) == self.matter.procedure:
                self.matter.plan_read = self.matter.procedure, version.plan
        return versions

    @cached_property
    def offered(self) -> frozenset[Verb]:
        return offered(self.matter, self.actor)

    @cached_property
    def askable(self) -> frozenset[Verb]:
        return askable(self.matter, self.actor) - {Verb(wish.verb) for wish in self.wishes}

    @cached_property
    def wishes(self) -> list[Request]:
        """Requests that wait for a decision."""
        waiting = (wish for wish in self.read.requests if wish.answer == Request.Answer.OPEN)
        return sorted(waiting, key=attrgetter("asked_at"))

    @cached_property
    def own_steps(self) -> list[Step]:
        """Those of the procedure that this person can fill in now."""
        return own_steps(self.matter, self.actor)

    @cached_property
    def decidable(self) -> list[Request]:
        """Those of them that somebody else has asked for."""
        return [wish for wish in self.wishes if wish.by != self.actor.ref]

    @cached_property
    def answer_waits_for(self) -> str:
        """Which step or part has to come first; empty when nothing keeps anybody from answering."""
        try:
            require_nothing_open(self.matter)
        except Refusal as no:
            return str(no)
        return ""

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
    return whole(matter, actor)


def whole(matter: Matter, actor: Actor) -> Situation:
    """With all that stands beside it read at once; what is asked of it afterwards is answered from that."""
    now = Situation(matter, actor)
    _together = now.read, now.versions
    return now


def within_sight(actor: Actor) -> MatterQuerySet:
    """What the actor may see, with all that its forms ask of it."""
    return Matter.objects.visible_to(actor).select_related(
        "item", "item_version", "place", "officer", "about_unit", "merged_into"
    )


def landing(actor: Actor, number: str) -> str:
    """Where to go after a write: to the matter, or home when it has left the actor's sight by it."""
    if Matter.objects.visible_to(actor).filter(number=number).exists():
        return reverse("desk:matter", args=[number])
    return reverse("desk:today")
