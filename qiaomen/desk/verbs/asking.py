"""The questions of a matter's item, asked on the telephone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.forms import answers_in_words, question_fields
from qiaomen.desk.situation import Situation
from qiaomen.desk.verbs.base import Group, VerbForm
from qiaomen.matters.actions.speaking import supplement
from qiaomen.matters.states import Verb


class ParticularsForm(VerbForm):
    """Each question of the item that has no answer yet; the answers become words of the resident."""

    noun, verb, group = "particulars", Verb.SUPPLEMENT, Group.WORDS
    title, done = _("Keep the answers"), _("The answers are kept.")
    help_text = _("Ask what helps; what is not known stays empty.")

    def fill_lists(self) -> None:
        self.add(question_fields(self.situation.particulars.questions))

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        return super().is_open(now) and bool(now.particulars.questions)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not answers_in_words(self.situation.particulars.questions, said):
            raise forms.ValidationError(_("Write at least one answer, or go on without."))
        return said

    def act(self) -> object:
        words = answers_in_words(self.situation.particulars.questions, self.cleaned_data)
        return supplement(self.matter, by=self.actor, text=words)
