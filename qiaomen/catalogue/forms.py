"""The questions of an item as fields, for the forms of every face; and the answers as words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.kinds import QuestionKind
from qiaomen.catalogue.terms import Question

_LONGEST = 500  # characters of an answer
_YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def question_fields(questions: Iterable[Question]) -> dict[str, forms.Field]:
    """A field for each, in order; needed only where a rule needs the answer, which is named."""
    return {f"answer-{at}": _field(question) for at, question in enumerate(questions)}


def answers_in_words(questions: Sequence[Question], said: Mapping[str, Any]) -> str:
    """A line for each that was answered, in the office's language: those who handle it read them."""
    given = [(question, said.get(f"answer-{at}")) for at, question in enumerate(questions)]
    return "\n".join(
        f"{question.label} {_spelled(question, answer)}"
        for question, answer in given
        if answer not in (None, "")
    )


def _field(question: Question) -> forms.Field:
    needed = _("Needed by %s.") % question.required_by if question.required_by else ""
    return _FIELDS[QuestionKind(question.kind)](
        question, label=question.label, required=bool(question.required_by), help_text=needed
    )


def _text(_question: Question, **told: Any) -> forms.Field:
    return forms.CharField(max_length=_LONGEST, widget=forms.TextInput(attrs={"autocomplete": "off"}), **told)


def _number(_question: Question, **told: Any) -> forms.Field:
    sentence = {"invalid": _("Write a number in digits.")}
    return forms.DecimalField(
        max_digits=12, error_messages=sentence, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **told
    )


def _date(_question: Question, **told: Any) -> forms.Field:
    sentence = {"invalid": _("There is no such day. Choose one, or type it like 2026-03-31.")}
    return forms.DateField(
        error_messages=sentence, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **told
    )


def _yes_no(_question: Question, **told: Any) -> forms.Field:
    return forms.ChoiceField(choices=_YES_NO, widget=forms.RadioSelect, **told)


def _choice(question: Question, **told: Any) -> forms.Field:
    return forms.ChoiceField(
        choices=[(each, each) for each in question.options], widget=forms.RadioSelect, **told
    )


_FIELDS: Mapping[QuestionKind, Callable[..., forms.Field]] = {
    QuestionKind.TEXT: _text,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _date,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.CHOICE: _choice,
}


def _spelled(question: Question, answer: Any) -> str:
    if question.kind == QuestionKind.YES_NO:
        with override(settings.LANGUAGE_CODE):
            return gettext("Yes") if answer == "yes" else gettext("No")
    return answer.isoformat() if isinstance(answer, date) else str(answer)
