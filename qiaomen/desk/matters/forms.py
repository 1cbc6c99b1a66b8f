from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.forms import DeskForm
from qiaomen.desk.matters.purposes import OF_A_PERSON, Purpose
from qiaomen.desk.situation import Situation
from qiaomen.desk.voices import VoiceField, labels
from qiaomen.matters.actions.disclosing import may_know


class DisclosureForm(DeskForm):
    """One look at the contact of one voice."""

    telling = VoiceField(label=_("Whose contact"))
    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=[(purpose, purpose.label) for purpose in Purpose if purpose in OF_A_PERSON],
        help_text=_("Each look is recorded, with its purpose and whose contact it was."),
    )

    def __init__(self, now: Situation, *args: Any) -> None:
        super().__init__(*args)
        known = {voice.telling for voice in now.voices if may_know(now.matter, voice, now.actor)}
        shown = {telling: label for telling, label in labels(now.voices).items() if telling in known}
        self.field(VoiceField, "telling").offer(shown)
        if len(shown) == 1:
            self.initial["telling"] = known.pop().pk
