"""Fields of an item that hold more than a line: a limit, and lists typed as lines."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.forms import refusals_shown
from qiaomen.kernel.limits import MOST, Limit, LimitUnit
from qiaomen.kernel.refusal import Refusal


class LimitWidget(forms.MultiWidget):
    """An amount and its unit beside each other."""

    template_name = "desk/catalogue/limit.html"
    use_fieldset = True

    def __init__(self) -> None:
        units = forms.Select({"aria-label": _("unit of time")}, [("", "–"), *LimitUnit.choices])
        super().__init__([forms.NumberInput({"aria-label": _("amount"), "min": 1}), units])

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Each part with its own looks: the whole would give both the same."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for part, look in zip(context["widget"]["subwidgets"], ("form-control", "form-select"), strict=True):
            part["attrs"]["class"] = look
        return context

    def decompress(self, value: Any) -> list[str]:
        amount, _space, unit = (value or "").partition(" ")
        return [amount, unit]


class LimitField(forms.MultiValueField):
    """Gives the text of a limit, "" for none."""

    widget = LimitWidget
    read: Callable[[str], object] = staticmethod(Limit.parse)

    def __init__(self, **kwargs: Any) -> None:
        parts = (forms.CharField(required=False), forms.CharField(required=False))
        super().__init__(parts, required=False, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> str:
        """What no limit is, is said in the words of the two boxes: the catalogue's own are those of files."""
        text = " ".join(data_list).strip()
        try:
            return text and str(self.read(text))
        except Refusal:
            raise forms.ValidationError(
                _(
                    "This is no length of time. Write a whole number from 1 to %(most)d into the first box "
                    "and choose hours, workdays or days in the second; or leave both empty."
                )
                % {"most": MOST}
            ) from None


class LinesField(forms.CharField):
    """A list that is typed as lines."""

    widget = forms.Textarea

    def __init__(
        self, read: Callable[[str], Any], spell: Callable[[Any], str], *, rows: int = 4, **kwargs: Any
    ) -> None:
        super().__init__(required=False, **kwargs)
        self.read, self.spell = read, spell
        self.widget.attrs["rows"] = rows

    def clean(self, value: Any) -> Any:
        with refusals_shown():
            return self.read(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        """What was typed stays as it was typed."""
        return value if isinstance(value, str) else self.spell(value or ())
