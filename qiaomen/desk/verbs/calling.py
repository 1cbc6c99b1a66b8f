"""Asking the resident, and how a matter ends."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.forms import WordsField
from qiaomen.desk.verbs.base import Group, VerbForm
from qiaomen.desk.voices import VoiceField, labels
from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.actions.calling import Verdict, call
from qiaomen.matters.actions.closing import close, withdraw
from qiaomen.matters.grounds import require_ground
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Ground, Verb
from qiaomen.matters.voices import NEEDS_NO_SOLUTION

YES_NO = [("yes", _("yes")), ("no", _("no"))]
GRADES = [
    ("5", _("5 very satisfied")),
    ("4", _("4 satisfied")),
    ("3", _("3 basically satisfied")),
    ("2", _("2 not satisfied")),
    ("1", _("1 not satisfied at all")),
]

_ANSWERED_UNREACHED = _(
    "Answers stand below, though nobody was reached. If the person was reached, choose “yes”; else open this "
    "page again and enter the call without answers. What was seen otherwise belongs into a note."
)


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not answered (None)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=YES_NO,
            widget=forms.RadioSelect,
            coerce=lambda said: said == "yes",
            empty_value=None,
            **kwargs,
        )


class CallBackForm(VerbForm):
    noun, verb, group = "call-back", Verb.CALL, Group.WORK
    title, done = _("Enter a call-back"), _("The call is entered.")
    help_text = _("Call, then enter what was said; one entry for each call, also when nobody answers.")
    telling = VoiceField(label=_("Who was called"))
    reached = YesNoField(label=_("Was the person reached?"))
    contacted = YesNoField(label=_("Was the unit in touch in time?"), required=False)
    solved = YesNoField(label=_("Is it solved?"), required=False)
    satisfaction = forms.TypedChoiceField(
        label=_("How satisfied?"),
        choices=GRADES,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    comment = WordsField(label=_("In the resident's words"), required=False)

    def fill_lists(self) -> None:
        self.field(VoiceField, "telling").offer(labels(self.situation.voices))
        if self.matter.kind in NEEDS_NO_SOLUTION:
            self.fields["solved"].help_text = gettext("May be left out for this kind of matter.")

    def known(self) -> Mapping[str, Any]:
        unasked = (voice for voice in self.situation.voices if voice.has_contact and not voice.verdict)
        return {"telling": next((voice.telling.pk for voice in unasked), None)}

    def clean(self) -> dict[str, Any]:
        heard = super().clean() or self.cleaned_data
        answers = ("contacted", "solved", "satisfaction", "comment")
        if heard.get("reached") is False and any(heard.get(name) not in {None, ""} for name in answers):
            self.add_error("reached", _ANSWERED_UNREACHED)
        return heard

    def act(self) -> object:
        telling, verdict = self.cleaned_data["telling"], self._verdict()
        return call(self.matter, by=self.actor, telling=telling, verdict=verdict)

    def _verdict(self) -> Verdict | None:
        heard = self.cleaned_data
        if not heard["reached"]:
            return None
        return Verdict(heard["contacted"], heard["solved"], heard["satisfaction"], heard["comment"])


class ClosureForm(VerbForm):
    noun, verb, group = "closure", Verb.CLOSE, Group.WORK
    title, done = _("Close it"), _("It is closed.")
    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=[
            (ground, ground.label)
            for ground in (Ground.CONFIRMED, Ground.SILENT, Ground.UNREACHABLE, Ground.NO_CONTACT)
        ],
        widget=forms.RadioSelect,
    )

    def known(self) -> Mapping[str, Any]:
        return {"ground": borne_out(self.matter)}

    def act(self) -> object:
        return close(self.matter, by=self.actor, ground=Ground(self.cleaned_data["ground"]))


def borne_out(matter: Matter) -> Ground | None:
    """The first ground that the records bear out."""
    for ground in Ground:
        try:
            require_ground(matter, ground, clock.now())
        except Refusal:
            continue
        return ground
    return None


class WithdrawalForm(VerbForm):
    noun, verb, group = "withdrawal", Verb.WITHDRAW, Group.WORDS
    title, done = _("Withdraw it for the resident"), _("It is withdrawn and closed.")
    help_text = _("Only when the resident has said so.")
    said = WordsField(label=_("When and how the resident said so"))

    def act(self) -> object:
        return withdraw(self.matter, by=self.actor, **self.cleaned_data)
