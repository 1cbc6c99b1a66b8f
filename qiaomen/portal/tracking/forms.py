from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qiaomen.catalogue.forms import answers_in_words, question_fields
from qiaomen.kernel.forms import HonestForm
from qiaomen.matters.actions.calling import Verdict
from qiaomen.matters.models import Matter
from qiaomen.matters.particulars import particulars
from qiaomen.matters.voices import NEEDS_NO_SOLUTION
from qiaomen.portal.forms import PhotosField, WordsField

YES_NO = [("yes", _("Yes")), ("no", _("No"))]
SATISFACTION = [
    (5, _("very satisfied")),
    (4, _("satisfied")),
    (3, _("basically satisfied")),
    (2, _("dissatisfied")),
    (1, _("very dissatisfied")),
]
AS_WRITTEN = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
CHOOSE = {"required": _("Choose one.")}


class TrackForm(HonestForm):
    number = forms.CharField(
        label=_("Number"),
        max_length=60,
        widget=forms.TextInput(attrs=AS_WRITTEN),
        error_messages={"required": _("Type the number that you were given.")},
    )
    code = forms.CharField(
        label=pgettext_lazy("tracking", "Code"),
        help_text=_("The eight letters and digits that came with the number."),
        max_length=40,
        widget=forms.TextInput(attrs=AS_WRITTEN),
        error_messages={"required": _("Type the code that you were given.")},
    )


class MatterForm(HonestForm):
    """A form about one matter."""

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matter = matter


class ReplyForm(MatterForm):
    text = WordsField(label=_("Your answer"), missing=_("Write your answer to the question."))


class AdditionForm(MatterForm):
    text = WordsField(
        label=_("What do you want to add or ask?"),
        missing=_("Write what you want to add."),
    )


class ParticularsForm(MatterForm):
    """The questions of the matter's item that have no answer yet."""

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:
        super().__init__(matter, *args, **kwargs)
        self.questions = particulars(matter).questions
        self.add(question_fields(self.questions))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.questions and not self.errors and not answers_in_words(self.questions, said):
            self.add_error(next(iter(self.fields)), _("Write at least one answer, or go on without."))
        return said

    @property
    def words(self) -> str:
        return answers_in_words(self.questions, self.cleaned_data)


class PhotosForm(MatterForm):
    photos = PhotosField(
        label=_("Photos or documents"),
        help_text=_("Up to 6. We remove the position and other hidden data from photos."),
    )


class ReopeningForm(MatterForm):
    reason = WordsField(
        label=_("What is still wrong?"),
        missing=_("Say what is still wrong: whoever decides needs to know."),
    )


class WithdrawalForm(MatterForm):
    sure = forms.BooleanField(
        label=_("Yes, nobody needs to work on it any more"),
        error_messages={"required": _("Tick this if you are sure.")},
    )


def yes_or_no(given: str) -> bool:
    return given == "yes"


class VerdictForm(MatterForm):
    """The three answers; a praise or a question needs no "solved"."""

    contacted = forms.TypedChoiceField(
        label=_("Did somebody get in touch with you in time?"),
        choices=YES_NO,
        coerce=yes_or_no,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    solved = forms.TypedChoiceField(
        label=_("Is it solved?"),
        choices=YES_NO,
        coerce=yes_or_no,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    satisfaction = forms.TypedChoiceField(
        label=_("How satisfied are you?"),
        choices=SATISFACTION,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    comment = WordsField(label=_("Anything else that you want to say"), required=False)

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:
        super().__init__(matter, *args, **kwargs)
        if matter.kind in NEEDS_NO_SOLUTION:
            del self.fields["solved"]

    @property
    def verdict(self) -> Verdict:
        return Verdict(**self.cleaned_data)
