"""Steps of the matter's procedure."""

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.procedures import StepPlan
from qiaomen.desk.forms import WordsField, look
from qiaomen.desk.situation import Situation
from qiaomen.desk.verbs.base import Group, VerbForm
from qiaomen.matters.actions.stepping import complete_step, send_back_step
from qiaomen.matters.models import Matter
from qiaomen.matters.procedure import completed, plan_of
from qiaomen.matters.states import Verb


def steps_left(matter: Matter) -> list[StepPlan]:
    """Not completed ones in order, those that may be left out included."""
    done = completed(matter)
    return [step for step in plan_of(matter) if step.code not in done]


class StepForm(VerbForm):
    """The first step that is left, or the one that was asked for, with its own fields."""

    noun, verb, group = "step", Verb.COMPLETE_STEP, Group.WORK
    title, done = _("Complete the next step"), _("The step is completed.")
    code = forms.CharField(widget=forms.HiddenInput)

    def fill_lists(self) -> None:
        step = self.step()
        if step is None:
            return
        self.initial["code"] = step.code
        for number, name in enumerate(step.fields):
            self.fields[f"filled-{number}"] = field = WordsField(label=name)
            field.widget.attrs["class"] = look(field.widget)

    def step(self) -> StepPlan | None:
        left = steps_left(self.matter)
        wanted = self.data.get("code") or self.initial.get("code")
        return next((step for step in left if step.code == wanted), left[0] if left else None)

    def advice(self) -> str:
        step = self.step()
        return _("Step: %s") % step.name if step else ""

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        return super().is_open(now) and bool(steps_left(now.matter))

    def act(self) -> object:
        filled = {
            str(field.label): self.cleaned_data[name]
            for name, field in self.fields.items()
            if name.startswith("filled-")
        }
        return complete_step(self.matter, by=self.actor, code=self.cleaned_data["code"], filled=filled)


class StepReturnForm(VerbForm):
    noun, verb, group = "step-return", Verb.SEND_BACK_STEP, Group.WORK
    title, done = _("Send a step back"), _("The step is open again.")
    code = forms.ChoiceField(label=_("Step"))
    reason = WordsField(label=_("What is missing"))

    def fill_lists(self) -> None:
        done = completed(self.matter)
        choices = [(step.code, step.name) for step in plan_of(self.matter) if step.code in done]
        self.field(forms.ChoiceField, "code").choices = choices

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        return super().is_open(now) and bool(completed(now.matter))

    def act(self) -> object:
        return send_back_step(self.matter, by=self.actor, **self.cleaned_data)
