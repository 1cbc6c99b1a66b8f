"""Fields of a step's form that hold more than a line: its limit, who signs, when it is not needed."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.procedures.askable import askable
from qiaomen.catalogue.procedures.language import Condition, Step
from qiaomen.desk.catalogue.fields import LimitField, LimitWidget
from qiaomen.kernel.limits import Rhythm, limit_or_rhythm

Side = tuple[str, Any]  # as a procedure writes it, and its label


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
    read = staticmethod(limit_or_rhythm)


class SignersWidget(forms.Widget):
    """A small number beside each side; named by the side, so that a new role moves no number."""

    template_name = "desk/procedures/signers.html"
    use_fieldset = True
    sides: Sequence[Side] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        counts = dict(value or {})
        context["widget"]["rows"] = [
            (f"{name}-{side}", label, counts.get(side, "")) for side, label in self.sides
        ]
        return context

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> dict[str, str]:
        return {side: data.get(f"{name}-{side}", "").strip() for side, _label in self.sides}


class SignersField(forms.Field):
    """Gives (side, how many) for each side that signs."""

    widget = SignersWidget

    def offer(self, sides: Sequence[Side]) -> None:
        if isinstance(self.widget, SignersWidget):
            self.widget.sides = sides

    def clean(self, value: Any) -> tuple[tuple[str, int], ...]:
        typed = [(side, count) for side, count in (value or {}).items() if count not in {"", "0"}]
        if any(not (count.isdecimal() and len(count) == 1) for _side, count in typed):
            raise forms.ValidationError(_("Of each side sign 1 to 9. Leave empty who does not sign."))
        return tuple((side, int(count)) for side, count in typed)


class ConditionField(forms.MultipleChoiceField):
    """Values of one field of an earlier step; gives what it is called and the values, or None."""

    widget = forms.CheckboxSelectMultiple({"class": "desk-groups"})

    def offer(self, before: Sequence[Step], held: Sequence[str]) -> None:
        """What can be asked of `before`; what the text asks besides (`held`) stays what it is."""
        groups = [
            (each.label, [(_key(each.path, value), words) for value, words in each.values])
            for each in askable(before)
        ]
        known = {key for _label, values in groups for key, _words in values}
        rest = [(key, " = ".join(json.loads(key))) for key in held if key not in known]
        self.choices = [*groups, *([(_("As its text says"), rest)] if rest else [])]

    def clean(self, value: Any) -> Any:
        chosen = [json.loads(key) for key in super().clean(value)]
        paths = {path for path, _value in chosen}
        if len(paths) > 1:
            raise forms.ValidationError(_("A condition asks of one thing only: choose in one group."))
        return (paths.pop(), tuple(value for _path, value in chosen)) if chosen else None


def keys_of(condition: Condition | None) -> list[str]:
    """What a ConditionField shows of a condition."""
    if condition is None:
        return []
    return [_key(f"{condition.step}.{condition.field}", value) for value in condition.values]


def _key(path: str, value: str) -> str:
    return json.dumps([path, value], ensure_ascii=False)


def completed(steps: Iterable[Step]) -> list[tuple[str, Any]]:
    """Steps from whose completion something can be counted."""
    return [(step.code, _("when “%s” is completed") % step.name) for step in steps]
