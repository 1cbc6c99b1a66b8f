"""The unit at work."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.shelf import answers_about
from qiaomen.desk.forms import WordsField
from qiaomen.desk.knowledge.cells import Found, found
from qiaomen.desk.situation import Situation
from qiaomen.desk.verbs.base import Group, VerbForm
from qiaomen.kernel.forms import DayField
from qiaomen.matters.actions.handling import answer, ask, redo, resume, supply
from qiaomen.matters.answer_check import lacking
from qiaomen.matters.conditions import require_nothing_open
from qiaomen.matters.states import Outcome, Verb

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class QuestionForm(VerbForm):
    noun, verb, group = "question", Verb.ASK, Group.WORK
    title, done = _("Ask the resident"), _("The resident is asked.")
    help_text = _("Where the promise allows it, the clock stands until there is an answer.")
    TOLD = ("question",)
    question = WordsField(label=_("Question"), help_text=_("The resident reads this."))

    def act(self) -> object:
        return ask(self.matter, by=self.actor, question=self.cleaned_data["question"])


class SupplyForm(VerbForm):
    noun, verb, group = "supply", Verb.SUPPLY, Group.WORK
    title, done = _("Enter what the resident said"), _("The unit goes on with it.")
    text = WordsField(label=_("The resident's answer"))

    def act(self) -> object:
        return supply(self.matter, by=self.actor, text=self.cleaned_data["text"])


class ResumptionForm(VerbForm):
    noun, verb, group = "resumption", Verb.RESUME, Group.WORK
    title, done = _("Resume it"), _("It is being handled again, and the clock runs.")

    def act(self) -> object:
        return resume(self.matter, by=self.actor)


class AnswerForm(VerbForm):
    noun, verb, group = "answer", Verb.ANSWER, Group.WORK
    title, done = _("Answer"), _("The resident has an answer.")
    TOLD = ("outcome", "planned_for", "text")
    outcome = forms.ChoiceField(
        label=_("What has come of it"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    text = WordsField(
        label=_("Answer"), help_text=_("The resident reads this: what was found, what was done, who to call.")
    )
    planned_for = DayField(
        label=_("Planned for"), required=False, help_text=_("Only when it is planned for a day.")
    )
    short = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        return super().is_open(now) and not now.answer_waits_for

    @classmethod
    def require_now(cls, now: Situation) -> None:
        super().require_now(now)
        if Verb.ANSWER in now.offered:
            require_nothing_open(now.matter)

    def known(self) -> Mapping[str, Any]:
        return {"outcome": Outcome.SOLVED}

    def for_resident(self) -> list[str]:
        said = self.cleaned_data
        sentence = gettext("Answer from %(unit)s: %(outcome)s.") % {
            "unit": self.matter.unit.name,
            "outcome": Outcome(said["outcome"]).label,
        }
        planned = gettext("Planned for %s.") % date_format(said["planned_for"]) if said["planned_for"] else ""
        return [" ".join(filter(None, (sentence, planned))), said["text"]]

    def remarks(self) -> "list[StrOrPromise]":
        told = "" if self.matter.confidential else f"{self.matter.title}\n{self.matter.body}"
        planned = self.cleaned_data["planned_for"]
        text: str = self.cleaned_data["text"]
        return lacking(f"{text} {planned}" if planned else text, told)

    def fill_lists(self) -> None:
        """The short answer that the address names is what the words begin with."""
        code = self.initial.get("short")
        if code and (short := ShortAnswer.objects.current().filter(code=code).first()):
            self.initial["text"], self.initial["outcome"] = short.answer, Outcome.EXPLAINED

    def clean_short(self) -> ShortAnswer | None:
        """The one that the words were made from; it may have ended since."""
        return ShortAnswer.objects.filter(code=self.cleaned_data["short"]).first()

    def short_answers(self) -> list[Found]:
        """Those of the item, and those that fit what was told."""
        told = f"{self.matter.title}\n{self.matter.body}"
        return [found(row) for row in answers_about(self.matter.item_id, told)]

    def replies(self) -> list[dict[str, str]]:
        """The item's standard replies, to begin with one of them."""
        replies: list[dict[str, str]] = self.matter.item_version.replies
        return replies

    def act(self) -> object:
        said = self.cleaned_data
        return answer(
            self.matter,
            by=self.actor,
            outcome=Outcome(said["outcome"]),
            text=said["text"],
            planned_for=said["planned_for"],
            short=said["short"],
        )


class RedoForm(VerbForm):
    noun, verb, group = "redo", Verb.REDO, Group.WORK
    title, done = _("Have it redone"), _("The unit handles it again.")
    help_text = _("The same unit handles it again; the resident's first verdict stays counted.")
    reason = WordsField(label=_("What is missing in the answer"))

    def act(self) -> object:
        return redo(self.matter, by=self.actor, reason=self.cleaned_data["reason"])
