"""Steps of the matter's procedure: filled in, signed, sent back, left out; and another version of it."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.models import ProcedureVersion
from qiaomen.catalogue.procedures.filling import shown
from qiaomen.catalogue.procedures.forms import step_fields
from qiaomen.catalogue.procedures.language import Actor as Side
from qiaomen.catalogue.procedures.language import Blank, Kind, Party
from qiaomen.desk.fields import Choice, NamedField
from qiaomen.desk.forms import WordsField
from qiaomen.desk.situation import Situation
from qiaomen.desk.verbs.base import Group, VerbForm
from qiaomen.kernel.files import inspect
from qiaomen.kernel.forms import refusals_shown
from qiaomen.kernel.lists import labelled
from qiaomen.matters.actions.attaching import attach
from qiaomen.matters.actions.sending_back import send_back_step, undoes_the_residents
from qiaomen.matters.actions.stepping import (
    complete_step,
    leave_out_step,
    migrate,
    sides_to_sign,
    sign_step,
)
from qiaomen.matters.models import Audience, Matter, MatterStep
from qiaomen.matters.procedure import open_steps, plan_of, sent_back, standing_rows
from qiaomen.matters.states import Verb

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class StepForm(VerbForm):
    """The first step that waits for this person, or the one that was asked for, with its own fields."""

    noun, verb, group = "step", Verb.COMPLETE_STEP, Group.WORK
    title, done = _("Complete the step"), _("The step is filled in.")
    step = forms.CharField(widget=forms.HiddenInput, required=False)

    def fill_lists(self) -> None:
        wanted = self.data.get("step") or self.initial.get("step")
        own = self.situation.own_steps
        first = next((step for step in own if step.mandatory), own[0] if own else None)
        self.taken = next((step for step in own if step.code == wanted), first)
        if self.taken is None:
            return
        self.initial["step"] = self.taken.code
        self.earlier = sent_back(self.matter, self.taken)
        if self.earlier:
            files = {blank.code for blank in self.blanks(Kind.FILE)}
            words = {code: text for code, text in self.earlier.filled.items() if code not in files}
            self.initial = {**words, **self.initial}
        self.add(step_fields(self.taken))

    @property
    def draft_name(self) -> str:
        """Each step has words of its own."""
        name = super().draft_name
        return f"{name}/{self.taken.code}" if name and self.taken else ""

    def advice(self) -> str:
        if self.taken is None:
            return ""
        lines = [_("Step: %s") % self.taken.name, self.taken.help]
        if self.earlier:
            lines.append(_("Sent back: %s") % self.earlier.reason)
        return "\n".join(filter(None, lines))

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        return super().is_open(now) and bool(now.own_steps)

    def clean(self) -> None:
        for blank in self.blanks(Kind.FILE):
            if upload := self.cleaned_data.get(blank.code):
                with refusals_shown():
                    self.cleaned_data[blank.code] = inspect(upload, upload.name)

    def blanks(self, kind: Kind) -> list[Blank]:
        return [blank for blank in self.taken.fields if blank.kind == kind] if self.taken else []

    def act(self) -> object:
        files = {blank.code for blank in self.blanks(Kind.FILE)}
        filled = {
            name: str(value) for name, value in self.cleaned_data.items() if value and name not in files
        }
        for code in files:
            if file := self.cleaned_data.get(code):
                attach(self.matter, by=self.actor, audience=Audience.INTERNAL, file=file)
                filled[code] = file.name
        step = self.cleaned_data["step"] or self.initial["step"]
        return complete_step(self.matter, by=self.actor, code=step, filled=filled)


class SignatureForm(VerbForm):
    noun, verb, group = "signature", Verb.SIGN_STEP, Group.WORK
    title, done = _("Sign a step"), _("It is signed.")
    help_text = _("Read what was filled in first: with your signature you stand for it.")
    side = forms.ChoiceField(label=_("For which side"), widget=forms.RadioSelect)

    def fill_lists(self) -> None:
        sides = sides_to_sign(self.matter, self.actor)
        self.field(forms.ChoiceField, "side").choices = [
            (f"{step.code} {side}", labelled(step.name, side_label(side))) for step, side in sides
        ]

    def advice(self) -> str:
        rows = standing_rows(self.matter)
        said = [str(self.help_text)]
        for step in {step.code: step for step, _side in sides_to_sign(self.matter, self.actor)}.values():
            said += [labelled(blank.label, _shown(blank, rows[step.code])) for blank in step.fields]
        return "\n".join(said)

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        return super().is_open(now) and bool(sides_to_sign(now.matter, now.actor))

    def act(self) -> object:
        code, _space, text = self.cleaned_data["side"].partition(" ")
        party, _colon, role = text.partition(":")
        return sign_step(self.matter, by=self.actor, code=code, side=Side(Party(party), role))


def _shown(blank: Blank, row: MatterStep) -> str:
    return shown(blank, row.filled.get(blank.code, "")) or "–"


def side_label(side: Side) -> str:
    if side.party in {Party.RESIDENT, Party.OTHER}:
        return str(_("%s, signed on paper before you") % side.party.label)
    return str(side.party.label) + (f" {side.role}" if side.role else "")


class StepReturnForm(VerbForm):
    noun, verb, group = "step-return", Verb.SEND_BACK_STEP, Group.WORK
    title, done = _("Send a step back"), _("The step is open again.")
    code = forms.ChoiceField(label=_("Step"))
    reason = WordsField(label=_("What is missing"))

    def fill_lists(self) -> None:
        choices = _named(self.matter, filled(self.matter))
        self.theirs = [code for code, _name in choices if undoes_the_residents(self.matter, code)]
        self.field(forms.ChoiceField, "code").choices = [
            (code, _("%s (the resident reads why)") % name if code in self.theirs else name)
            for code, name in choices
        ]

    def advice(self) -> "StrOrPromise":
        if not self.theirs:
            return ""
        return _(
            "Where the resident has to do something once more, they read what you write here. Write it for "
            "them: what is missing, and how to do it."
        )

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        return super().is_open(now) and bool(filled(now.matter))

    def act(self) -> object:
        return send_back_step(self.matter, by=self.actor, **self.cleaned_data)


class StepOmissionForm(VerbForm):
    noun, verb, group = "step-omission", Verb.LEAVE_OUT_STEP, Group.OVERSEE
    title, done = _("Go on without a step"), _("It goes on without the step.")
    help_text = _("Where a step cannot be taken here. You answer for it with the reason.")
    code = forms.ChoiceField(label=_("Step"))
    reason = WordsField(label=_("Why it goes on without it"))

    def fill_lists(self) -> None:
        codes = {step.code for step in open_steps(self.matter)}
        self.field(forms.ChoiceField, "code").choices = _named(self.matter, codes)

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        return super().is_open(now) and bool(open_steps(now.matter))

    def act(self) -> object:
        return leave_out_step(self.matter, by=self.actor, **self.cleaned_data)


class MigrationForm(VerbForm):
    noun, verb, group = "procedure", Verb.MIGRATE, Group.OVERSEE
    title, done = _("Go on by another version"), _("It goes on by that version.")
    help_text = _("Steps that both versions have stay completed; the others begin anew.")
    version = NamedField(label=_("Procedure"))

    def fill_lists(self) -> None:
        self.offer("version", versions_beside(self.situation))

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        return super().is_open(now) and bool(versions_beside(now))

    def act(self) -> object:
        version = ProcedureVersion.objects.get(pk=self.cleaned_data["version"])
        return migrate(self.matter, by=self.actor, version=version)


def versions_beside(now: Situation) -> list[Choice]:
    """Other versions of the procedure by which it goes."""
    return [
        Choice(version.pk, f"{version.name} {version}", str(version), str(version))
        for version in now.versions
        if str(version) != now.matter.procedure
    ]


def filled(matter: Matter) -> set[str]:
    return {row.code for row in standing_rows(matter).values() if row.filled_at}


def _named(matter: Matter, codes: set[str]) -> list[tuple[str, str]]:
    return [(step.code, step.name) for step in plan_of(matter).steps if step.code in codes]
