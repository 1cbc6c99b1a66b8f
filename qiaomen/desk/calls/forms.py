"""The forms of the list of call-backs: three answers, a later hour, what the office says."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.calls.script import LANGUAGES
from qiaomen.desk.forms import DeskForm, MomentField, WordsField
from qiaomen.desk.verbs.calling import GRADES, YesNoField
from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.actions.calling import Verdict
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.voices import NEEDS_NO_SOLUTION, tellings

SOON = timedelta(hours=2)  # the proposed hour of another call


class OfAVoice(DeskForm):
    """What is entered of the voice that is called."""

    telling = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matter = matter

    def clean_telling(self) -> Telling:
        return voice_named(self.matter, self.cleaned_data["telling"])


def voice_named(matter: Matter, named: str) -> Telling:
    """The telling of this id, if it is one of the matter's."""
    found = next((telling for telling in tellings(matter) if str(telling.pk) == named), None)
    if found is None:
        raise Refusal(_("This person did not tell of this matter."))
    return found


class VerdictForm(OfAVoice):
    contacted = YesNoField(label=_("Was the unit in touch in time?"))
    solved = YesNoField(label=_("Is it solved?"))
    satisfaction = forms.TypedChoiceField(
        label=_("How satisfied?"), choices=GRADES[::-1], coerce=int, widget=forms.RadioSelect
    )
    comment = WordsField(
        label=_("In the resident's words"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:
        super().__init__(matter, *args, **kwargs)
        if matter.kind in NEEDS_NO_SOLUTION:
            self.fields["solved"].required = False
            self.fields["solved"].help_text = gettext("May be left out for this kind of matter.")

    def verdict(self) -> Verdict:
        heard = self.cleaned_data
        return Verdict(heard["contacted"], heard["solved"], heard["satisfaction"], heard["comment"])


class LaterForm(OfAVoice):
    until = MomentField(label=_("Not before"))

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"until": clock.now() + SOON, **kwargs.get("initial", {})}
        super().__init__(matter, *args, **kwargs)


class ScriptForm(DeskForm):
    """A text for each language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = forms.Textarea(attrs={"rows": 4})
        labels = {"zh-hans": "中文", "ko": "한국어", "en": "English"}
        self.add(
            {code: forms.CharField(label=labels[code], required=False, widget=widget) for code in LANGUAGES}
        )
