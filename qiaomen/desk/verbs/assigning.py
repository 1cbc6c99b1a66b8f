"""Who must act."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.desk import choices
from qiaomen.desk.fields import NamedField
from qiaomen.desk.forms import WordsField
from qiaomen.desk.situation import Situation
from qiaomen.desk.verbs.base import Group, VerbForm
from qiaomen.kernel import clock
from qiaomen.matters.actions.assigning import (
    accept,
    assign,
    assign_finally,
    entrust,
    require_returned_seldom,
)
from qiaomen.matters.actions.assisting import assist, report
from qiaomen.matters.conditions import require_task
from qiaomen.matters.states import Verb
from qiaomen.people.models import Person, Unit


class AssignmentForm(VerbForm):
    noun, verb, group = "assignment", Verb.ASSIGN, Group.WORK
    title, done = _("Give it to a unit"), _("The unit has it now.")
    unit = NamedField(label=_("Unit"), help_text=_("Type a part of the name and choose from the list."))

    def fill_lists(self) -> None:
        self.offer("unit", choices.units_for(self.matter, self.actor))

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        return super().is_open(now) and not now.needs_final_assignment

    @classmethod
    def require_now(cls, now: Situation) -> None:
        super().require_now(now)
        require_returned_seldom(now.matter)

    def act(self) -> object:
        return assign(self.matter, by=self.actor, unit=Unit.objects.get(pk=self.cleaned_data["unit"]))


class FinalAssignmentForm(VerbForm):
    noun, verb, group = "final-assignment", Verb.ASSIGN, Group.WORK
    title, done = _("Assign it finally"), _("The unit has it now and cannot hand it back.")
    help_text = _("Two units have handed it back. A joint meeting decides, and its minutes are kept.")
    unit = NamedField(label=_("Unit"))
    minutes = WordsField(label=_("Minutes"), help_text=_("Who was there, and what was agreed."))

    def fill_lists(self) -> None:
        self.offer("unit", choices.units_for(self.matter, self.actor))

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        return super().is_open(now) and now.needs_final_assignment and Verb.DECIDE in now.offered

    def act(self) -> object:
        unit = Unit.objects.get(pk=self.cleaned_data["unit"])
        return assign_finally(self.matter, by=self.actor, unit=unit, minutes=self.cleaned_data["minutes"])


class AcceptanceForm(VerbForm):
    noun, verb, group = "acceptance", Verb.ACCEPT, Group.WORK
    title, done = _("Accept it"), _("Your unit has taken it on.")
    help_text = _("From then on your unit is handling it. If it is not yours, ask to hand it back instead.")

    def act(self) -> object:
        return accept(self.matter, by=self.actor)


class EntrustmentForm(VerbForm):
    noun, verb, group = "entrustment", Verb.ENTRUST, Group.WORK
    title, done = _("Entrust it to a colleague"), _("It is entrusted.")
    officer = forms.ModelChoiceField(Person.objects.none(), label=_("Colleague"), empty_label=None)

    def fill_lists(self) -> None:
        people = Person.objects.people_of(self.matter.unit, clock.today())
        self.field(forms.ModelChoiceField, "officer").queryset = people

    def known(self) -> Mapping[str, Any]:
        return {"officer": self.matter.officer_id}

    def act(self) -> object:
        return entrust(self.matter, by=self.actor, officer=self.cleaned_data["officer"])


class AssistForm(VerbForm):
    noun, verb, group = "assist", Verb.ASSIST, Group.WORK
    title, done = _("Ask another unit to help"), _("The other unit has been asked.")
    help_text = _("The unit that has the matter stays answerable.")
    unit = NamedField(label=_("Unit"))
    task = WordsField(label=_("What it should do"))

    def fill_lists(self) -> None:
        units = Unit.objects.current(clock.today()).exclude(kind=Unit.Kind.DESK)
        self.offer("unit", choices.unit_choices(units.exclude(pk__in=self._not_to_ask())))

    def _not_to_ask(self) -> list[int]:
        helping = self.matter.assists.values_list("unit_id", flat=True)
        return [*helping, self.matter.unit_id, *filter(None, [self.matter.about_unit_id])]

    def act(self) -> object:
        unit = Unit.objects.get(pk=self.cleaned_data["unit"])
        return assist(self.matter, by=self.actor, unit=unit, task=self.cleaned_data["task"])


class ReportForm(VerbForm):
    noun, verb, group = "report", Verb.REPORT, Group.WORK
    title, done = _("Report how you helped"), _("The unit that has the matter can read your report.")
    text = WordsField(label=_("What your unit has done"))

    def advice(self) -> str:
        return require_task(self.matter, self.actor).task

    def act(self) -> object:
        return report(self.matter, by=self.actor, text=self.cleaned_data["text"])
