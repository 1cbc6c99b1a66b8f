"""A case file's checklist as a form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.forms import DeskForm, look
from qiaomen.indicators.sampling.checklists import Checklist, Question
from qiaomen.indicators.sampling.models import Mark


class CheckForm(DeskForm):
    """For each question of the list a mark, and a remark for what is missing."""

    def __init__(self, checklist: Checklist, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in checklist.questions:
            self._add(f"mark-{question.code}", _marked(question))
            self._add(f"remark-{question.code}", _remarked())

    def _add(self, name: str, field: forms.Field) -> None:
        field.widget.attrs["class"] = look(field.widget)
        self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for code, mark in self.marks().items():
            if mark == Mark.NO and not said.get(f"remark-{code}", "").strip():
                self.add_error(f"remark-{code}", _("Write what is missing, so that it can be put right."))
        return said

    def marks(self) -> Mapping[str, Mark]:
        return {code: Mark(mark) for code, mark in self._by_code("mark").items()}

    def remarks(self) -> Mapping[str, str]:
        return self._by_code("remark")

    def _by_code(self, kind: str) -> dict[str, str]:
        said = self.cleaned_data.items()
        return {name.partition("-")[2]: value for name, value in said if name.startswith(f"{kind}-")}


def _marked(question: Question) -> forms.ChoiceField:
    return forms.ChoiceField(label=str(question), choices=Mark.choices, widget=forms.RadioSelect)


def _remarked() -> forms.CharField:
    return forms.CharField(label=_("What is missing"), required=False)
