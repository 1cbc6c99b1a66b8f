"""Fields in which a thing of the house is named: typed in part, or chosen from the browser's own list."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.lists import listed
from qiaomen.matters.models import Matter

SHOWN = 5  # that many names are told when several fit
QUOTED = 60  # characters of what was typed


class Choice(NamedTuple):
    """`label` is unique in the list, `short` and `code` are other ways to name the same."""

    pk: int
    label: str
    short: str
    code: str


class Datalist(forms.TextInput):
    """A text field with a list of what may stand in it; works without a script."""

    template_name = "desk/datalist.html"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.labels: list[str] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = context["list"] = f"{name}-list"
        context["labels"] = self.labels
        return context


class NamedField(forms.CharField):
    """Gives the id of what was named; the choices are set by the form, which knows who asks."""

    widget = Datalist

    def offer(self, choices: Iterable[Choice]) -> None:
        self.choices = list(choices)
        self.widget.labels = [choice.label for choice in self.choices]

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return resolve(text, self.choices) if text else None


class MatterField(forms.CharField):
    """Another matter by its number, one that `actor`, whom the form sets, may see; None where left empty."""

    actor: Actor

    def clean(self, value: Any) -> Matter | None:
        number = super().clean(value)
        if not number:
            return None
        matter = Matter.objects.visible_to(self.actor).filter(number__in={number, number.upper()}).first()
        if matter is None:
            raise forms.ValidationError(_("There is no matter with this number. Check it, or search for it."))
        return matter


def resolve(text: str, choices: Iterable[Choice]) -> int:
    """The one that `text` names: by label, code or short name, else the only one that contains it."""
    text = text.strip()
    choices = list(choices)
    named = [one for one in choices if text in (one.label, one.code)]
    named = named or [one for one in choices if text == one.short]
    named = named or [one for one in choices if text.casefold() in one.label.casefold()]
    if len(named) == 1:
        return named[0].pk
    raise forms.ValidationError(_none(text) if not named else _several(text, named))


def _none(text: str) -> str:
    return _("Nothing that can be chosen here is called “%s”. Choose from the list.") % Truncator(text).chars(
        QUOTED
    )


def _several(text: str, named: list[Choice]) -> str:
    return _("“%(text)s” fits several: %(names)s. Choose one from the list.") % {
        "text": Truncator(text).chars(QUOTED),
        "names": listed(one.label for one in named[:SHOWN]) + ("…" if len(named) > SHOWN else ""),
    }
