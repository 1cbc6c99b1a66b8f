"""What people are told, in the words of the office: one page a message, three languages on it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.desk.forms import DeskForm, WordsField
from qiaomen.desk.office.deeds import NOTHING_NEW, OVERTAKEN
from qiaomen.desk.office.shelf import Listing, Row
from qiaomen.kernel import clock, wording
from qiaomen.kernel.forms import refusals_shown
from qiaomen.kernel.lists import listed
from qiaomen.kernel.models import OwnWording
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.kernel.rewording import fit, messages, preview, reword, shipped_words
from qiaomen.kernel.web import Asked, done, route, status_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TITLES: Mapping[str, "StrOrPromise"] = {
    "desk_step_late": gettext_lazy("To a desk: a resident's part is late"),
    "mail_left_out": gettext_lazy("To a resident: not all of a mail could be kept"),
    "mail_subject": gettext_lazy("To a resident: the subject of our mails"),
    "matter_answered": gettext_lazy("To a resident: there is an answer"),
    "matter_asked": gettext_lazy("To a resident: there is a question"),
    "matter_closed": gettext_lazy("To a resident: it is closed"),
    "matter_declined": gettext_lazy("To a resident: it is not for us"),
    "matter_extended": gettext_lazy("To a resident: it takes longer"),
    "matter_received": gettext_lazy("To a resident: it has been received"),
    "matter_step_due": gettext_lazy("To a resident: their part is awaited"),
    "matter_step_returned": gettext_lazy("To a resident: their part has to be done again"),
    "matter_suspended": gettext_lazy("To a resident: it cannot be settled for now"),
    "sign_in_code": gettext_lazy("To a resident: the code to sign in"),
    "unit_assigned": gettext_lazy("To a unit: it has been given a matter"),
    "unit_called": gettext_lazy("To a unit: it is called to the spot"),
    "unit_called_off": gettext_lazy("To a unit: it need not come"),
    "unit_called_pressing": gettext_lazy("To a unit: its answer to a call is awaited"),
    "unit_called_unanswered": gettext_lazy("To those above: a call is not answered"),
    "unit_reminded": gettext_lazy("To a unit: a matter is pressing"),
    "unit_step_due": gettext_lazy("To a unit: a step is due soon"),
    "unit_step_late": gettext_lazy("To a unit: a step is late"),
}


class WordsForm(DeskForm):
    """A field for each language; left empty it is as the program says."""

    def __init__(self, template: str, *args: object) -> None:
        self.template = template
        self.own = {row.language: row for row in OwnWording.objects.filter(template=template)}
        initial = {_field(code): self.words(code) for code, _name in settings.LANGUAGES}
        super().__init__(*args, initial=initial)
        self.add(
            {
                _field(code): WordsField(label=name, required=False, widget=forms.Textarea({"rows": 3}))
                for code, name in settings.LANGUAGES
            }
        )

    def words(self, language: str) -> str:
        """What is said in the language now."""
        row = self.own.get(language)
        return row.text if row and row.text else shipped_words(self.template, language)

    def clean(self) -> None:
        super().clean()
        for code, _name in settings.LANGUAGES:
            try:
                with refusals_shown():
                    fit(self.template, self.cleaned_data.get(_field(code), ""))
            except forms.ValidationError as wrong:
                self.add_error(_field(code), wrong)

    def changed(self) -> dict[str, str]:
        """The words by language, where they differ from what is said now; "" for those of the program."""
        said = {code: self.cleaned_data[_field(code)].strip() for code, _name in settings.LANGUAGES}
        words = {
            code: "" if text == shipped_words(self.template, code) else text for code, text in said.items()
        }
        return {code: text for code, text in words.items() if text != self.kept(code)}

    def kept(self, language: str) -> str:
        row = self.own.get(language)
        return row.text if row else ""

    @property
    def seen(self) -> str:
        """How far the words of all languages had come."""
        return str(sum(row.ledger_seq for row in self.own.values()))

    def previews(self, unit: str) -> list[tuple[str, str]]:
        """How it will read, with invented facts."""
        return [
            (
                str(name),
                preview(
                    self.template,
                    code,
                    self.cleaned_data[_field(code)] or shipped_words(self.template, code),
                    unit=unit,
                    at=clock.now(),
                ),
            )
            for code, name in settings.LANGUAGES
        ]


def _field(language: str) -> str:
    return f"words-{language}"


@route(May.CATALOGUE_EDIT, "GET")
def notices(request: Asked) -> HttpResponse:
    languages = dict(settings.LANGUAGES)
    own: dict[str, list[str]] = {}
    for template, language in OwnWording.objects.exclude(text="").values_list("template", "language"):
        own.setdefault(template, []).append(str(languages[language]))
    rows = [
        Row(_url(name), str(TITLES.get(name, name)), (listed(own.get(name, ())) or "–",))
        for name in messages()
    ]
    listing = Listing((gettext_lazy("Message"), gettext_lazy("In our own words")), rows)
    return render(request, "desk/office/notices.html", {"listing": listing})


@route(May.CATALOGUE_EDIT, "GET", "POST")
def notice(request: Asked, message: str) -> HttpResponse:
    """The first sending shows how it will read; the same again saves it."""
    if message not in messages():
        raise Http404
    if request.method == "GET":
        return _show(request, WordsForm(message))
    form = WordsForm(message, request.POST)
    if not form.is_valid():
        return _show(request, form, 422)
    if "sure" not in request.POST:
        return _show(request, form, previews=form.previews(_("Example office")))
    try:
        _save(request, form)
    except Refusal as no:
        return _show(request, form, status_of(no), refusal=no)
    return done(request, _("People are told so from now on."), reverse("desk:office-notices"))


def _save(request: Asked, form: WordsForm) -> None:
    if request.POST.get("seen") != form.seen:
        raise Conflict(OVERTAKEN)
    if not (changed := form.changed()):
        raise Refusal(NOTHING_NEW)
    for language, text in changed.items():
        reword(form.template, language=language, text=text, by=request.actor)


def _url(name: str) -> str:
    return reverse("desk:office-notice", args=[name])


def _show(request: Asked, form: WordsForm, status: int = 200, **found: object) -> HttpResponse:
    context = {
        "form": form,
        "title": TITLES.get(form.template, form.template),
        "blanks": [f"{{{name}}}" for name in wording.blanks(form.template)],
        **found,
    }
    return render(request, "desk/office/notice.html", context, status=status)
