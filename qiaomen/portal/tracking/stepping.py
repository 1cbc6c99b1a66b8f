"""What a procedure asks of the teller: a step to fill in, an agreement to sign."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.procedures.filling import shown
from qiaomen.catalogue.procedures.forms import step_fields
from qiaomen.catalogue.procedures.language import Actor, Kind, Party, Step
from qiaomen.kernel.actors import Actor as Teller
from qiaomen.kernel.actors import resident
from qiaomen.kernel.files import inspect
from qiaomen.kernel.forms import refusals_shown
from qiaomen.kernel.lists import labelled
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.actions.stepping import complete_step, sides_to_sign, sign_step
from qiaomen.matters.models import Matter
from qiaomen.matters.procedure import sent_back, standing_rows
from qiaomen.matters.turns import own_steps
from qiaomen.matters.voices import voices
from qiaomen.portal.tracking.access import Own
from qiaomen.portal.tracking.adding import enclose
from qiaomen.portal.tracking.forms import MatterForm
from qiaomen.portal.tracking.hearing import concerns, joined_at

TELLER = Actor(Party.RESIDENT)


def step_of(own: Own) -> Step | None:
    """The step that waits for the teller."""
    return next(iter(own_steps(own.matter, own.by)), None)


def require_step(own: Own) -> None:
    if step_of(own) is None:
        raise Refusal(_("There is nothing for you to fill in now. Thank you."))


def require_signature(own: Own) -> None:
    if not _to_sign(own.matter, own.by):
        raise Refusal(_("There is nothing for you to sign now. Thank you."))


def step_words(own: Own) -> str:
    step = step_of(own)
    return "\n".join(filter(None, [step.name, step.help, _why_again(own, step)])) if step else ""


def _why_again(own: Own, step: Step) -> str:
    """What was missing when it was done before; not for those who joined later."""
    earlier = sent_back(own.matter, step)
    if earlier is None or earlier.ended_at is None:
        return ""
    heard = concerns(own, earlier.matter_id, earlier.ended_at, joined_at(own))
    return str(_("Please do this once more: %s") % earlier.reason) if heard else ""


def agreed_words(own: Own) -> str:
    """What was filled in, which the teller signs."""
    rows = standing_rows(own.matter)
    lines = [
        labelled(blank.label, shown(blank, rows[step.code].filled.get(blank.code, "")) or "–")
        for step in _to_sign(own.matter, own.by)
        for blank in step.fields
    ]
    return "\n".join(lines)


class StepForm(MatterForm):
    """The step that waits for the resident, with its own fields."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:
        super().__init__(matter, *args, **kwargs)
        self.step = next(iter(own_steps(matter, resident("web"))), None)
        if self.step:
            self.initial = {**self._said_before(self.step), "seen": self.step.code}
            self.add(step_fields(self.step))

    def _said_before(self, step: Step) -> Mapping[str, str]:
        """What was sent back need not be typed again; but nobody reads what another teller has written."""
        earlier = sent_back(self.matter, step)
        if earlier is None or len(voices(self.matter)) > 1:
            return {}
        return {code: text for code, text in earlier.filled.items() if code not in self.enclosed()}

    def clean(self) -> None:
        _require_shown(self)
        for code in self.enclosed():
            if upload := self.cleaned_data.get(code):
                with refusals_shown():
                    self.cleaned_data[code] = inspect(upload, upload.name)

    def enclosed(self) -> list[str]:
        return [blank.code for blank in self.step.fields if blank.kind == Kind.FILE] if self.step else []


class SignatureForm(MatterForm):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    sure = forms.BooleanField(
        label=_("I have read it and agree"),
        error_messages={"required": _("Tick this if you agree; else call the office.")},
    )

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:
        super().__init__(matter, *args, **kwargs)
        self.initial["seen"] = " ".join(step.code for step in _to_sign(matter, resident("web")))

    def clean(self) -> None:
        _require_shown(self)


def _require_shown(form: MatterForm) -> None:
    """Sent twice, a form must not fill in or sign what comes next, which the teller has not read yet."""
    next_one = form.initial.get("seen")
    if next_one and form.data.get("seen") != next_one:
        raise forms.ValidationError(_("This has been sent already. Load the page again to see what is next."))


@transaction.atomic
def fill_in_step(own: Own, form: Any) -> None:
    """With its files, or not at all."""
    said = dict(form.cleaned_data)
    files = [file for code in form.enclosed() if (file := said.get(code))]
    enclose(own, files)
    for code in form.enclosed():
        said[code] = said[code].name if said.get(code) else ""
    filled = {code: str(value) for code, value in said.items() if value}
    step = step_of(own)
    if step is not None:
        complete_step(own.matter, by=own.by, code=step.code, filled=filled)


def sign(own: Own) -> None:
    for step in _to_sign(own.matter, own.by):
        sign_step(own.matter, by=own.by, code=step.code, side=TELLER)


def _to_sign(matter: Matter, by: Teller) -> list[Step]:
    return [step for step, side in sides_to_sign(matter, by) if side == TELLER]
