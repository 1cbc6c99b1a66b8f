"""What is done in the field, each as a form that calls the action of the house."""

from abc import abstractmethod
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.procedures.forms import step_fields
from qiaomen.catalogue.procedures.language import Kind
from qiaomen.field.overtaken import Overtaken
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.files import inspect
from qiaomen.kernel.forms import DayField, FilesField, HonestForm, refusals_shown
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.permissions import Scope
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.kernel.sendings import Outcome as Told
from qiaomen.kernel.transitions import lock
from qiaomen.matters.actions.assigning import accept
from qiaomen.matters.actions.attaching import attach
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.receiving import receive
from qiaomen.matters.actions.speaking import note
from qiaomen.matters.actions.stepping import complete_step
from qiaomen.matters.actions.supervising import check
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import BODY_LENGTH
from qiaomen.matters.intake import Told as Tale
from qiaomen.matters.models import Audience, Matter
from qiaomen.matters.procedure import plan_of, step_named
from qiaomen.matters.states import Outcome
from qiaomen.territory.lookup import locate
from qiaomen.territory.models import Place

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

MOST_PHOTOS = 9  # before and after together
LONGEST_WAY = 60 * 24 * 60 * 60 * 1000  # milliseconds; what is said to be older comes from a turned clock


class Deed(HonestForm):
    """`age` is how long ago it was done, in milliseconds: a difference, whatever the phone's clock says."""

    noun: ClassVar[str]
    age = forms.IntegerField(required=False)
    photos = FilesField(most=MOST_PHOTOS, accept="image/*", required=False)

    def __init__(
        self,
        actor: Actor,
        data: "MultiValueDict[str, str]",
        files: "MultiValueDict[str, UploadedFile[bytes]]",
    ) -> None:
        super().__init__(data, files)
        self.actor = actor

    def require_whole(self) -> None:
        """Refuse with all that is wrong in it, each after the name of its field."""
        if not self.is_valid():
            wrong = [(name, error) for name, found in self.errors.items() for error in found]
            raise Refusal(" ".join(f"{self.label(name)}{error}" for name, error in wrong))

    def label(self, name: str) -> str:
        field = self.fields.get(name)
        return f"{field.label}: " if field and field.label else ""

    def done_at(self) -> datetime | None:
        """The instant; None where the phone's clock cannot be believed."""
        age = self.cleaned_data["age"] or 0
        return clock.now() - timedelta(milliseconds=age) if 0 <= age <= LONGEST_WAY else None

    def enclose(self, matter: Matter) -> None:
        for photo in self.cleaned_data["photos"]:
            attach(matter, by=self.actor, audience=Audience.INTERNAL, file=photo)

    @abstractmethod
    def carry_out(self) -> Told:
        """Within a transaction: call the actions; what the phone is told."""


class Report(Deed):
    """Something that somebody on the way has seen."""

    noun = "report"
    key = forms.UUIDField()
    body = forms.CharField(label=_("What is it about?"), max_length=BODY_LENGTH)
    place = forms.CharField(label=_("Place"), required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    longitude = forms.DecimalField(required=False, min_value=-180, max_value=180, max_digits=20)
    latitude = forms.DecimalField(required=False, min_value=-90, max_value=90, max_digits=20)

    def carry_out(self) -> Told:
        receipt = receive(self.tale(), by=self.actor)
        matter = Matter.objects.get(number=receipt.number)
        self.enclose(matter)
        return {"number": matter.number, "seq": matter.ledger_seq}

    def tale(self) -> Tale:
        said = self.cleaned_data
        reads = self.actor.holding(May.MATTER_READ)
        return Tale(
            key=f"field:{self.actor.ref}:{said['key']}",
            channel=Channel.STAFF if reads else Channel.COURIER,
            body=said["body"],
            place=self.where(),
            address=said["address"],
            point=self.point(),
            happened_at=self.done_at(),
            language=get_language() or "",
        )

    def point(self) -> tuple[str, str] | None:
        """Longitude and latitude to a decimetre; a position that lacks one of them is none."""
        both = (self.cleaned_data["longitude"], self.cleaned_data["latitude"])
        return None if None in both else (f"{both[0]:.6f}", f"{both[1]:.6f}")

    def where(self) -> Place | None:
        """The one that was chosen, else where the phone was, else where this person takes reports in."""
        own = [grant.below for grant in self.actor.holding(May.MATTER_RECEIVE)]
        return self.chosen() or self.located() or Place.objects.filter(path__in=own).order_by("path").first()

    def chosen(self) -> Place | None:
        return Place.objects.filter(code=self.cleaned_data["place"]).first()

    def located(self) -> Place | None:
        point = self.point()
        found = locate(float(point[0]), float(point[1])) if point else None
        place = Place.objects.filter(pk=found).first() if found else None
        return place if place and self.actor.may(May.MATTER_RECEIVE, Scope(path=place.path)) else None


class MatterDeed(Deed):
    """Something done to a matter; `seen` is how far its story had come on the phone."""

    number = forms.CharField()
    seen = forms.IntegerField()

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        visible = Matter.objects.visible_to(self.actor).select_related("unit", "desk", "place")
        matter = visible.filter(number=self.data.get("number", "")).first()
        if matter is None:
            raise Forbidden(_("This matter is not with you any more. Ask at the desk what has become of it."))
        self.matter = matter

    def carry_out(self) -> Told:
        """Besides the act it tells between which lines of the story that stands."""
        lock(self.matter)
        self.require_seen()
        before = self.matter.ledger_seq
        self.enclose(self.matter)
        self.act()
        return {"number": self.matter.number, "before": before, "seq": self.matter.ledger_seq}

    def require_seen(self) -> None:
        """What was decided by an older state of things is not done to a newer one unasked."""
        if self.cleaned_data["seen"] != self.matter.ledger_seq:
            raise Overtaken(self.matter, self.cleaned_data["seen"])

    @abstractmethod
    def act(self) -> object:
        """Call the action."""


class Acceptance(MatterDeed):
    noun = "accept"

    def act(self) -> object:
        return accept(self.matter, by=self.actor)


class Completion(MatterDeed):
    """A step, with the fields that it has."""

    noun = "step"
    step = forms.CharField()

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.taken = step_named(plan_of(self.matter), self.data.get("step", ""))
        self.add({f"blank-{code}": field for code, field in step_fields(self.taken).items()})

    def clean(self) -> None:
        for blank in self.taken.fields:
            upload = self.cleaned_data.get(f"blank-{blank.code}")
            if blank.kind == Kind.FILE and upload:
                with refusals_shown():
                    self.cleaned_data[f"blank-{blank.code}"] = inspect(upload, upload.name)

    def act(self) -> object:
        filled = {}
        for blank in self.taken.fields:
            said = self.cleaned_data[f"blank-{blank.code}"]
            if blank.kind == Kind.FILE and said:
                attach(self.matter, by=self.actor, audience=Audience.INTERNAL, file=said)
                said = said.name
            filled[blank.code] = str(said or "")
        return complete_step(self.matter, by=self.actor, code=self.taken.code, filled=filled)


class Answering(MatterDeed):
    noun = "answer"
    outcome = forms.ChoiceField(label=_("What has come of it"), choices=Outcome.choices)
    text = forms.CharField(label=_("Answer"))
    planned_for = DayField(label=_("Planned for"), required=False)

    def act(self) -> object:
        said = self.cleaned_data
        outcome = Outcome(said["outcome"])
        return answer(
            self.matter, by=self.actor, outcome=outcome, text=said["text"], planned_for=said["planned_for"]
        )


class Checking(MatterDeed):
    """What somebody from outside the unit saw who went there."""

    noun = "check"
    text = forms.CharField(label=_("What was seen"))

    def act(self) -> object:
        return check(self.matter, by=self.actor, text=self.cleaned_data["text"])


class Noting(MatterDeed):
    """Whatever happened meanwhile, it is worth knowing."""

    noun = "note"
    text = forms.CharField(label=_("What was seen"))

    def require_seen(self) -> None:
        """Nobody else's work is undone by a remark."""

    def act(self) -> object:
        return note(self.matter, by=self.actor, text=self.cleaned_data["text"])
