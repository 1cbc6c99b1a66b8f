"""The questions of an item as fields, for the forms of every face; and the answers as words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue import fields
from qiaomen.catalogue.kinds import QuestionKind
from qiaomen.catalogue.terms import Question


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
    options = {"options": question.options} if question.kind == QuestionKind.CHOICE else {}
    return _FIELDS[QuestionKind(question.kind)](
        label=question.label, required=bool(question.required_by), help_text=needed, **options
    )


_FIELDS: Mapping[QuestionKind, Callable[..., forms.Field]] = {
    QuestionKind.TEXT: fields.line,
    QuestionKind.NUMBER: fields.number,
    QuestionKind.DATE: fields.day,
    QuestionKind.YES_NO: fields.yes_no,
    QuestionKind.CHOICE: fields.choice,
}


def _spelled(question: Question, answer: Any) -> str:
    if question.kind == QuestionKind.YES_NO:
        with override(settings.LANGUAGE_CODE):
            return gettext("Yes") if answer == "yes" else gettext("No")
    return answer.isoformat() if isinstance(answer, date) else str(answer)
