"""Words and files on the way."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.forms import WordsField
from qiaomen.desk.situation import Situation
from qiaomen.desk.verbs.base import Group, VerbForm
from qiaomen.kernel.files import Checked, inspect
from qiaomen.kernel.forms import refusals_shown
from qiaomen.matters.actions.attaching import attach
from qiaomen.matters.actions.speaking import inform, note, release, supplement
from qiaomen.matters.models import Audience
from qiaomen.matters.offers import speaks
from qiaomen.matters.states import Verb


class NoteForm(VerbForm):
    noun, verb, group = "note", Verb.NOTE, Group.WORDS
    title, done = _("Write a note"), _("The note is kept.")
    text = WordsField(label=_("Note"), help_text=_("Only the staff sees it."))

    def act(self) -> object:
        return note(self.matter, by=self.actor, text=self.cleaned_data["text"])


class MessageForm(VerbForm):
    noun, verb, group = "message", Verb.NOTE, Group.WORDS
    title, done = _("Tell the resident how things stand"), _("The resident can read it.")
    TOLD = ("text",)
    text = WordsField(label=_("Message"), help_text=_("The resident reads this. It is no answer yet."))

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        return super().is_open(now) and speaks(now.matter, now.actor)

    def act(self) -> object:
        return inform(self.matter, by=self.actor, text=self.cleaned_data["text"])


class SupplementForm(VerbForm):
    noun, verb, group = "supplement", Verb.SUPPLEMENT, Group.WORDS
    title, done = _("Add what the resident said"), _("It is added.")
    text = WordsField(label=_("What the resident added or asked"))

    def act(self) -> object:
        return supplement(self.matter, by=self.actor, text=self.cleaned_data["text"])


class AttachmentForm(VerbForm):
    noun, verb, group = "attachment", Verb.ATTACH, Group.WORDS
    title, done = _("Add a file"), _("The file is kept.")
    file = forms.FileField(
        label=_("File"),
        help_text=_("A photo, document, recording or film. Photos lose their position and metadata."),
    )
    audience = forms.ChoiceField(
        label=_("Who sees it"),
        choices=[(Audience.INTERNAL, _("only the staff")), (Audience.RESIDENT, _("the resident too"))],
        widget=forms.RadioSelect,
        initial=Audience.INTERNAL,
    )

    def fill_lists(self) -> None:
        if not speaks(self.matter, self.actor):
            del self.fields["audience"]

    def clean_file(self) -> Checked:
        upload = self.cleaned_data["file"]
        with refusals_shown():
            return inspect(upload, upload.name)

    def act(self) -> object:
        audience = Audience(self.cleaned_data.get("audience", Audience.INTERNAL))
        return attach(self.matter, by=self.actor, audience=audience, file=self.cleaned_data["file"])


class SummaryForm(VerbForm):
    noun, verb, group = "summary", Verb.RELEASE, Group.WORDS
    title, done = _("Release a summary"), _("The summary is set.")
    summary = WordsField(
        label=_("Summary for the public"),
        required=False,
        help_text=_("In your own words, without names and contacts. Empty takes it back."),
    )

    def known(self) -> Mapping[str, Any]:
        return {"summary": self.matter.summary}

    def act(self) -> object:
        return release(self.matter, by=self.actor, summary=self.cleaned_data["summary"])
