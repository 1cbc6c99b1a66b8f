"""The whistle: calling offices to the spot, and what those do who are called."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qiaomen.desk import choices
from qiaomen.desk.countdown import moment
from qiaomen.desk.fields import NamedField
from qiaomen.desk.forms import MomentField, WordsField
from qiaomen.desk.offices import OfficesField
from qiaomen.desk.verbs.base import Group, VerbForm
from qiaomen.kernel import clock
from qiaomen.kernel.limits import Limit
from qiaomen.matters.actions.whistle_roll import call_more, let_go
from qiaomen.matters.actions.whistling import (
    Called,
    Meeting,
    arrive,
    end_whistle,
    excuse,
    respond,
    whistle,
)
from qiaomen.matters.models import Matter, Turnout
from qiaomen.matters.states import Verb
from qiaomen.matters.turnouts import awaited, dismissible, excusable
from qiaomen.matters.whistle_limits import whistle_limits
from qiaomen.people.models import Unit
from qiaomen.territory.fields import PositionField


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
    at = MomentField(label=_("When to meet"), required=False)
    answer_by = MomentField(label=_("To be answered by"), required=False)

    def known(self) -> Mapping[str, Any]:
        return {"spot": "" if self.matter.confidential else self.matter.address or self.matter.place.name}

    def fill_lists(self) -> None:
        self.field(OfficesField, "called").offer(choices.unit_choices(callable_units(self.matter)))
        limits = whistle_limits()
        self.fields["at"].help_text = left_empty(limits.to_come(self.matter))
        self.fields["answer_by"].help_text = left_empty(limits.to_answer(self.matter))

    def act(self) -> object:
        said = self.cleaned_data
        units = Unit.objects.in_bulk([pk for pk, _part in said["called"]])
        meeting = Meeting(said["task"], said["spot"], said["at"], said["answer_by"])
        called = [Called(units[pk], part) for pk, part in said["called"]]
        return whistle(self.matter, by=self.actor, called=called, meeting=meeting)


def left_empty(limit: Limit) -> str:
    return gettext("Left empty: within %s.") % limit.in_words()


class FurtherCallForm(VerbForm):
    noun, verb, group = "further-call", Verb.CALL_MORE, Group.WORK
    title, done = (
        _("Call another office to the spot"),
        _("The office is called. Its answer stands on this page."),
    )
    help_text = _("It is told now, and its time to answer counts from now.")
    unit = NamedField(label=_("Office"))
    part = WordsField(
        label=_("Its part"), required=False, help_text=_("Left empty: what all were called for.")
    )
    at = MomentField(
        label=_("When to be there"),
        required=False,
        help_text=_("Left empty: when the others meet; if they have met, as fast as the house lays down."),
    )

    def fill_lists(self) -> None:
        called = self.matter.turnouts.filter(whistle__ended_at=None, mistaken=False).values("unit")
        self.offer("unit", choices.unit_choices(callable_units(self.matter).exclude(pk__in=called)))

    def act(self) -> object:
        said = self.cleaned_data
        called = Called(Unit.objects.get(pk=said["unit"]), said["part"])
        return call_more(self.matter, by=self.actor, called=called, meet_at=said["at"])


def callable_units(matter: Matter) -> QuerySet[Unit]:
    """Whom the forms offer; the actions say why another is not called."""
    units = Unit.objects.current(clock.today()).exclude(kind__in=(Unit.Kind.DESK, Unit.Kind.COMPANY))
    return units.exclude(pk__in=filter(None, (matter.unit_id, matter.about_unit_id)))


class CalledForm(VerbForm):
    """What a called office does; it reads first what it is called to."""

    group = Group.WORK

    def advice(self) -> str:
        turnout = awaited(self.matter, self.actor)
        return said_of(turnout) if turnout else ""


def said_of(turnout: Turnout) -> str:
    """Who calls whom, where to, when and for what."""
    whistle = turnout.whistle
    return gettext("%(unit)s is called to “%(spot)s” for %(moment)s: %(task)s") % {
        "unit": turnout.unit.name,
        "spot": whistle.spot,
        "moment": moment(turnout.meet_at),
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
        return f"{obj.unit.name} · {moment(obj.meet_at)}"


def rows_of(turnouts: list[Turnout]) -> QuerySet[Turnout]:
    return Turnout.objects.filter(pk__in=[turnout.pk for turnout in turnouts]).select_related("unit")


class ExcuseForm(VerbForm):
    noun, verb, group = "excuse", Verb.EXCUSE, Group.WORK
    title, done = _("Excuse an office from coming"), _("It is excused, and counted apart.")
    turnout = AbsentField(Turnout.objects.none(), label=_("Office"), empty_label=None)
    reason = WordsField(label=_("Why it did not have to come"))

    def fill_lists(self) -> None:
        self.field(AbsentField, "turnout").queryset = rows_of(excusable(self.matter, self.actor))

    def act(self) -> object:
        return excuse(self.matter, by=self.actor, **self.cleaned_data)


class LettingGoForm(VerbForm):
    noun, verb, group = "letting-go", Verb.LET_GO, Group.WORK
    title, done = _("Let an office go that was called by mistake"), _("It is told, and counted nowhere.")
    help_text = _("Only for a wrong call. Who was rightly called and cannot come is excused, and counted so.")
    turnout = AbsentField(Turnout.objects.none(), label=_("Office"), empty_label=None)
    reason = WordsField(label=_("Why it was a mistake"))

    def fill_lists(self) -> None:
        self.field(AbsentField, "turnout").queryset = rows_of(dismissible(self.matter, self.actor))

    def act(self) -> object:
        return let_go(self.matter, by=self.actor, **self.cleaned_data)


class WhistleEndForm(VerbForm):
    noun, verb, group = "whistle-end", Verb.END_WHISTLE, Group.WORK
    title, done = _("End the whistle"), _("The whistle has ended. Whoever was still on the way is told.")
    help_text = _(
        "Before the meeting this calls it off. Afterwards whoever did not come stays counted, unless excused."
    )
    reason = WordsField(label=_("Why it ends"))

    def act(self) -> object:
        return end_whistle(self.matter, by=self.actor, reason=self.cleaned_data["reason"])
