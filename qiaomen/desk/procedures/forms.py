"""What an office says of a procedure in forms: a copy, a step, its text, and which items use it."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.models import Item, ItemVersion, ProcedureVersion
from qiaomen.catalogue.procedures.editing import ANSWER, BEGINNING, Draft
from qiaomen.catalogue.procedures.fieldlines import read_fields, spell_fields
from qiaomen.catalogue.procedures.language import Actor, Party, Procedure, Step
from qiaomen.catalogue.procedures.reading import is_code
from qiaomen.desk.catalogue.fields import LimitField, LimitWidget, LinesField
from qiaomen.desk.fields import Choice, NamedField
from qiaomen.desk.forms import DeskForm, WordsField
from qiaomen.kernel import clock
from qiaomen.kernel.limits import Rhythm
from qiaomen.people.models import Role


class CopyForm(DeskForm):
    code = forms.CharField(
        label=_("Code"), max_length=50, help_text=_("A short name without spaces. It stays for ever.")
    )
    name = forms.CharField(label=_("Its name"), max_length=120)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not is_code(code):
            raise forms.ValidationError(_("Leave out spaces and the signs @ . : /"))
        if ProcedureVersion.objects.filter(code=code).exists():
            raise forms.ValidationError(_("Another procedure has this code. Choose another one."))
        return code


class TextForm(DeskForm):
    """`seen` names the version that the text was made from, `shown` is what was looked at."""

    text = forms.CharField(
        label=_("The text"), strip=False, widget=forms.Textarea({"rows": 24, "spellcheck": "false"})
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)


class StepLimitWidget(LimitWidget):
    """Besides an amount of time the day, the week or the month that is going on."""

    def __init__(self) -> None:
        super().__init__()
        units = self.widgets[1]
        if isinstance(units, forms.Select):
            units.choices = [*units.choices, *Rhythm.choices]

    def decompress(self, value: Any) -> list[str]:
        return ["", value] if value in Rhythm.values else super().decompress(value)


class StepLimitField(LimitField):
    widget = StepLimitWidget


class StepForm(DeskForm):
    name = forms.CharField(label=_("What is done"), max_length=120)
    actor = forms.ChoiceField(label=_("Who does it"))
    limit = StepLimitField(label=_("By when"), help_text=_("Counted from when the step opens."))
    fields_ = LinesField(
        read_fields,
        spell_fields,
        label=_("What is filled in"),
        help_text=_(
            "One field a line. After = how: one line, a number, yuan, a day, yes or no, a picture or "
            "document, or options with / between them; then a comma and “optional”, if it may be left empty."
        ),
    )
    signatures = forms.MultipleChoiceField(
        label=_("Who signs"), required=False, widget=forms.CheckboxSelectMultiple({"class": "desk-choices"})
    )
    told = WordsField(
        label=_("What the resident is told"),
        required=False,
        help_text=_("The name of a field in braces stands for what was filled in. Left empty: nothing."),
    )
    help = WordsField(label=_("Advice for whoever does it"), required=False)
    optional = forms.BooleanField(label=_("It may be passed by"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(f"role:{code}", name) for code, name in Role.objects.values_list("code", "name")]
        takers = [party for party in Party if party not in {Party.ROLE, Party.OTHER}]
        signers = [*takers, Party.OTHER]
        self.field(forms.ChoiceField, "actor").choices = [*_labelled(takers), *roles]
        self.field(forms.MultipleChoiceField, "signatures").choices = [*_labelled(signers), *roles]

    def draft(self) -> Draft:
        said = self.cleaned_data
        return Draft(
            name=said["name"],
            actor=said["actor"],
            mandatory=not said["optional"],
            limit=said["limit"],
            fields=said["fields_"],
            signatures=tuple(said["signatures"]),
            told=said["told"].replace("\r\n", "\n"),
            help=said["help"].replace("\r\n", "\n"),
        )


class NewStepForm(StepForm):
    field_order = ("after",)

    after = forms.ChoiceField(label=_("Where it stands"), required=False)

    def __init__(self, procedure: Procedure, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(step.code, _("after “%s”") % step.name) for step in procedure.steps]
        ends = [(BEGINNING, _("as the first step")), (ANSWER, _("directly after the answer"))]
        self.field(forms.ChoiceField, "after").choices = [ends[0], *places, ends[1]]


def known_step(step: Step) -> dict[str, Any]:
    """What the fields show of a step that is there."""
    return {
        "name": step.name,
        "actor": str(step.actor),
        "limit": str(step.limit) if step.limit else "",
        "fields_": step.fields,
        "signatures": [str(signing.of) for signing in step.signatures],
        "told": step.told,
        "help": step.help,
        "optional": not step.mandatory,
    }


class UseForm(DeskForm):
    """Items that go by an older version, and any other one."""

    items = forms.ModelMultipleChoiceField(
        Item.objects.none(),
        label=_("Items that go by another version of it"),
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "desk-choices"}),
    )
    item = NamedField(label=_("Another item"), required=False)

    def __init__(self, version: ProcedureVersion, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        named = dict(
            ItemVersion.objects.in_force(today)
            .filter(item__ended_on=None, procedure__startswith=f"{version.code}@")
            .values_list("item", "procedure")
        )
        older = [pk for pk, procedure in named.items() if procedure != str(version)]
        field = self.field(forms.ModelMultipleChoiceField, "items")
        field.queryset = Item.objects.filter(pk__in=older).order_by("code")
        self.initial.setdefault("items", older)
        if not older:
            del self.fields["items"]
        self.offer("item", _others(older))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors and not self.chosen():
            raise forms.ValidationError(_("Choose at least one item."))
        return said

    def chosen(self) -> list[Item]:
        said = self.cleaned_data
        picked = list(said.get("items", ()))
        return [*picked, *Item.objects.filter(pk=said.get("item") or 0)]


def _others(named: Collection[int]) -> list[Choice]:
    rows = Item.objects.current(clock.today()).exclude(pk__in=named).order_by("code")
    return [
        Choice(pk, f"{name} ({code})", name, code)
        for pk, code, name in rows.values_list("pk", "code", "name")
    ]


def _labelled(parties: Sequence[Party]) -> list[tuple[str, Any]]:
    return [(str(Actor(party)), party.label) for party in parties]
