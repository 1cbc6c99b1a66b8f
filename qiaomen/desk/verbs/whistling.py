"""The whistle: calling offices to the spot, and what those do who are called."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qiaomen.desk import choices
from qiaomen.desk.countdown import moment
from qiaomen.desk.forms import MomentField, WordsField
from qiaomen.desk.offices import OfficesField
from qiaomen.desk.positions import PositionField
from qiaomen.desk.verbs.base import Group, VerbForm
from qiaomen.kernel import clock
from qiaomen.matters.actions.whistling import (
    Called,
    Meeting,
    arrive,
    end_whistle,
    excuse,
    respond,
    whistle,
)
from qiaomen.matters.models import Turnout
from qiaomen.matters.states import Verb
from qiaomen.matters.turnouts import excusable, open_turnouts
from qiaomen.people.models import Unit


class WhistleForm(VerbForm):
    noun, verb, group = "whistle", Verb.WHISTLE, Group.WORK
    title, done = (
        _("Call offices to the spot"),
        _("The offices are called. Their answers stand on this page."),
    )
    help_text = _(
        "Blow the whistle when it takes several offices at once. Each is told now, has to answer in time, "
        "checks in on the spot and reports; who does not come is counted."
    )
    called = OfficesField(
        label=_("Offices to call"),
        help_text=_("Type a part of the name and choose from the list; beside it what this office is to do."),
        error_messages={"required": _("Name at least one office to call.")},
    )
    task = WordsField(label=_("What for"), help_text=_("The trouble, and what has to come of the meeting."))
    spot = forms.CharField(label=_("Where to meet"), max_length=200)
    at = MomentField(label=_("When to meet"))
    answer_by = MomentField(
        label=_("To be answered by"),
        required=False,
        help_text=_("Left empty: within 2 work hours, in an emergency within 30 minutes."),
    )

    def known(self) -> Mapping[str, Any]:
        return {"spot": "" if self.matter.confidential else self.matter.address or self.matter.place.name}

    def fill_lists(self) -> None:
        units = Unit.objects.current(clock.today()).exclude(kind__in=(Unit.Kind.DESK, Unit.Kind.COMPANY))
        others = units.exclude(pk__in=filter(None, (self.matter.unit_id, self.matter.about_unit_id)))
        self.field(OfficesField, "called").offer(choices.unit_choices(others))

    def act(self) -> object:
        said = self.cleaned_data
        units = Unit.objects.in_bulk([pk for pk, _part in said["called"]])
        meeting = Meeting(said["task"], said["spot"], said["at"], said["answer_by"])
        called = [Called(units[pk], part) for pk, part in said["called"]]
        return whistle(self.matter, by=self.actor, called=called, meeting=meeting)


class CalledForm(VerbForm):
    """What a called office does; it reads first what it is called to."""

    group = Group.WORK

    def advice(self) -> str:
        turnout = open_turnouts(self.matter, self.actor).filter(arrived_at=None).first()
        return said_of(turnout) if turnout else ""


def said_of(turnout: Turnout) -> str:
    """Who calls whom, where to, when and for what."""
    whistle = turnout.whistle
    return gettext("%(unit)s is called to “%(spot)s” for %(moment)s: %(task)s") % {
        "unit": turnout.unit.name,
        "spot": whistle.spot,
        "moment": moment(whistle.meet_at),
        "task": turnout.task,
    }


class ResponseForm(CalledForm):
    noun, verb = "response", Verb.RESPOND
    title, done = _("Answer the whistle"), _("Whoever called you can read your answer.")
    COMING: ClassVar = [("yes", _("we are coming")), ("no", _("we cannot come"))]
    coming = forms.ChoiceField(label=_("Do you come?"), choices=COMING, widget=forms.RadioSelect)
    reason = WordsField(
        label=_("If not: why"),
        required=False,
        help_text=_(
            "Whoever called you decides whether that excuses you; else it counts as not having come."
        ),
    )

    def act(self) -> object:
        said = self.cleaned_data
        return respond(self.matter, by=self.actor, coming=said["coming"] == "yes", reason=said["reason"])


class ArrivalForm(CalledForm):
    noun, verb = "arrival", Verb.ARRIVE
    title, done = _("Check in on the spot"), _("You are checked in. Report when your part is done.")
    position = PositionField(
        label=_("Where you are"),
        required=False,
        help_text=_(
            "Latitude and longitude; the phone fills it in where you allow it. Kept with this check-in."
        ),
    )

    def act(self) -> object:
        return arrive(self.matter, by=self.actor, point=self.cleaned_data["position"])


class AbsentField(forms.ModelChoiceField):  # type: ignore[type-arg] # it takes none at run time
    """An office that has not come to a meeting."""

    def label_from_instance(self, obj: Turnout) -> str:
        return f"{obj.unit.name} · {moment(obj.whistle.meet_at)}"


class ExcuseForm(VerbForm):
    noun, verb, group = "excuse", Verb.EXCUSE, Group.WORK
    title, done = _("Excuse an office from coming"), _("It is excused, and counted apart.")
    turnout = AbsentField(Turnout.objects.none(), label=_("Office"), empty_label=None)
    reason = WordsField(label=_("Why it did not have to come"))

    def fill_lists(self) -> None:
        self.field(AbsentField, "turnout").queryset = excusable(self.matter, self.actor)

    def act(self) -> object:
        return excuse(self.matter, by=self.actor, **self.cleaned_data)


class WhistleEndForm(VerbForm):
    noun, verb, group = "whistle-end", Verb.END_WHISTLE, Group.WORK
    title, done = _("End the whistle"), _("The whistle has ended. Whoever was still on the way is told.")
    help_text = _(
        "Before the meeting this calls it off. Afterwards whoever did not come stays counted, unless excused."
    )
    reason = WordsField(label=_("Why it ends"))

    def act(self) -> object:
        return end_whistle(self.matter, by=self.actor, reason=self.cleaned_data["reason"])
