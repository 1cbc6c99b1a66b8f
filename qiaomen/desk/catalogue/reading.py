"""What an item's page shows apart: its procedure by its title, its questions one by one."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from qiaomen.catalogue.kinds import QuestionKind
from qiaomen.catalogue.models import ProcedureVersion
from qiaomen.catalogue.terms import Question, Terms


@dataclass(frozen=True, slots=True)
class ProcedureShown:
    """`spelled` is code@version."""

    name: str
    spelled: str
    url: str


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """`rule` is what makes the answer necessary, "" where it is optional."""

    label: str
    how: str
    rule: str


def procedure_shown(terms: Terms) -> ProcedureShown | None:
    code, _at, version = terms.procedure.partition("@")
    row = ProcedureVersion.objects.filter(code=code, version=version).first() if version else None
    return (
        ProcedureShown(row.name, str(row), reverse("desk:procedure-page", args=[row.code])) if row else None
    )


def questions_shown(terms: Terms) -> list[QuestionShown]:
    return [QuestionShown(each.label, _how(each), each.required_by) for each in terms.questions]


def _how(question: Question) -> str:
    if question.options:
        return _("one of: %s") % " / ".join(question.options)
    return str(QuestionKind(question.kind).label)
