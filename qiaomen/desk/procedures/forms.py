"""What an office says of a procedure in forms: a copy, its text, and which items use it."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.models import Item, ItemVersion, ProcedureVersion
from qiaomen.catalogue.procedures.reading import is_code
from qiaomen.desk.fields import Choice, NamedField
from qiaomen.desk.forms import DeskForm
from qiaomen.kernel import clock


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
