"""What an item says, as a form: all of its terms, lists as plain lines."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue import checks, lines
from qiaomen.catalogue.checks import UnfitTerm
from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.models import Item, ItemVersion, ProcedureVersion
from qiaomen.catalogue.terms import Terms
from qiaomen.catalogue.wording import LABELS
from qiaomen.desk.catalogue.fields import LimitField, LinesField
from qiaomen.desk.fields import Choice, NamedField
from qiaomen.desk.forms import DeskForm, WordsField
from qiaomen.kernel import clock
from qiaomen.kernel.forms import DayField

_AS_DEFAULT = _("Left empty: as the default promise says.")
_SWITCH: Mapping[str, bool | None] = {"": None, "yes": True, "no": False}


class SearchForm(DeskForm):
    q = forms.CharField(label=_("Code, name or keyword"), required=False, max_length=60)
    ended = forms.BooleanField(label=_("Show ended ones too"), required=False)


class TermsForm(DeskForm):
    """One field for each term; `terms()` is what they say together."""

    name = forms.CharField(label=LABELS["name"])
    public_name = forms.CharField(
        label=LABELS["public_name"], required=False, help_text=_("As a resident would say it.")
    )
    description = WordsField(label=LABELS["description"], required=False)
    keywords = LinesField(
        lines.read_words,
        lines.spell_words,
        label=LABELS["keywords"],
        help_text=_("One a line, as people say it. By them a concern is recognised."),
    )
    kind = forms.ChoiceField(
        label=LABELS["kind"],
        required=False,
        choices=[("", _("as the resident tells it")), *MatterKind.choices],
    )
    visibility = forms.ChoiceField(label=LABELS["visibility"], choices=ItemVersion.Visibility.choices)
    accept = LimitField(label=LABELS["accept"], help_text=_AS_DEFAULT)
    answer = LimitField(label=LABELS["answer"], help_text=_AS_DEFAULT)
    call_back = LimitField(label=LABELS["call_back"], help_text=_AS_DEFAULT)
    pausable = forms.ChoiceField(
        label=LABELS["pausable"],
        required=False,
        choices=[("", _("as the default promise says")), ("yes", _("yes")), ("no", _("no"))],
        help_text=_("While the resident is asked something, or the matter is suspended."),
    )
    procedure = forms.ChoiceField(label=LABELS["procedure"], required=False)
    replies = LinesField(
        lines.read_replies,
        lines.spell_replies,
        rows=8,
        label=LABELS["replies"],
        help_text=_(
            "The name of a reply in one line, its text below it; a blank line before the next. What has to "
            "be filled in stands in braces."
        ),
    )
    duties = LinesField(
        lines.read_duties,
        lines.spell_duties,
        label=LABELS["duties"],
        help_text=_("One unit a line, a colon, its part; a star * before the one that leads."),
    )
    basis = LinesField(
        lines.read_words, lines.spell_words, label=LABELS["basis"], rows=2, help_text=_("One a line.")
    )
    questions = LinesField(
        lines.read_questions,
        lines.spell_questions,
        label=LABELS["questions"],
        help_text=_(
            "One a line. After = how it is answered: yes_no, number, date, or options with / between them; "
            "after @ the rule that needs the answer, if one does."
        ),
    )
    elsewhere = WordsField(
        label=LABELS["elsewhere"],
        required=False,
        help_text=_("Only for what is not for this office: what it is, and whom to call."),
    )
    retention_days = forms.IntegerField(
        label=LABELS["retention_days"], required=False, help_text=_("In days. Left empty: as for all others.")
    )

    def __init__(self, code: str, *args: Any, **kwargs: Any) -> None:
        self.item_code = code
        self.newest = ProcedureVersion.objects.newest()
        super().__init__(*args, **kwargs)
        known = self.initial.get("procedure", "")
        self.field(forms.ChoiceField, "procedure").choices = _procedures(self.newest, known)

    def clean_pausable(self) -> bool | None:
        return _SWITCH[self.cleaned_data["pausable"]]

    def clean(self) -> dict[str, Any]:
        """By the catalogue's own checks, each told beside its field."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for name in [name for name in TERMS if name in said]:
            try:
                said[name] = checks.fit_term(name, said[name], newest=self.newest)
            except UnfitTerm as unfit:
                self.add_error(unfit.field, str(unfit))
        if not self.errors:
            self._require_default_kept()
        return said

    def _require_default_kept(self) -> None:
        try:
            checks.require_default_kept(self.item_code, self.terms())
        except UnfitTerm as unfit:
            self.add_error(unfit.field, str(unfit))

    def terms(self) -> Terms:
        return Terms(**{name: self.cleaned_data[name] for name in TERMS})


TERMS = tuple(field.name for field in fields(Terms))


def known(terms: Terms) -> dict[str, Any]:
    """What the fields show of an item that is there already."""
    spelled = {said: word for word, said in _SWITCH.items()}
    return {name: getattr(terms, name) for name in TERMS} | {"pausable": spelled[terms.pausable]}


class RevisionForm(TermsForm):
    """Until `shown` is what the fields say, nothing is saved: the difference is looked at first."""

    field_order = ("from_day",)

    from_day = DayField(
        label=_("From this day on"), help_text=_("Matters that began before keep what was said then.")
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def digest(self) -> str:
        """Of the day and all that the item is to say: what was shown is what is saved."""
        return sha256(repr((self.cleaned_data["from_day"], self.terms())).encode()).hexdigest()


class NewItemForm(TermsForm):
    field_order = ("code", "parent", "from_day")

    code = forms.CharField(
        label=_("Code"), help_text=_("Letters, digits, dots and hyphens. It stays the item's own for ever.")
    )
    parent = NamedField(
        label=_("Stands below"), required=False, help_text=_("Left empty: on the first level.")
    )
    from_day = DayField(label=_("From this day on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__("", *args, **kwargs)
        self.offer("parent", _parents())


class PeriodForm(DeskForm):
    from_day = DayField(label=_("From"), required=False)
    to_day = DayField(label=_("To"), required=False)


class VersionsForm(DeskForm):
    """Two of the days from which an item says something else."""

    from_day = forms.TypedChoiceField(label=_("What it said from"), required=False, coerce=date.fromisoformat)
    to_day = forms.TypedChoiceField(label=_("What it says from"), required=False, coerce=date.fromisoformat)

    def __init__(self, item: Item, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = item.versions.values_list("from_day", flat=True)
        days = [(f"{day}", date_format(day)) for day in dict.fromkeys(versions)]
        for name in ("from_day", "to_day"):
            self.field(forms.TypedChoiceField, name).choices = days


class EndForm(DeskForm):
    on = DayField(label=_("The first day without it"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


def day_of_revision(item: Item) -> date:
    """Today, or the day of the last version where that is still to come."""
    return max(clock.today(), item.versions.reverse()[0].from_day)


def _procedures(newest: Mapping[str, int], known: str) -> list[tuple[str, str]]:
    """None, the newest version of each, and the one that the item names, should that be an older one."""
    names = {str(row): row.name for row in ProcedureVersion.objects.all()}
    codes = [f"{code}@{version}" for code, version in sorted(newest.items())]
    offered = list(dict.fromkeys([*codes, *([known] if known else [])]))
    return [("", str(_("none"))), *((code, f"{names.get(code, '')} ({code})") for code in offered)]


def _parents() -> list[Choice]:
    rows = Item.objects.current(clock.today()).filter(level__lt=3).order_by("code")
    return [
        Choice(pk, f"{name} ({code})", name, code)
        for pk, code, name in rows.values_list("pk", "code", "name")
    ]
