"""Who told of a matter, in words that name nobody; and the choice of one of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from qiaomen.desk.countdown import moment
from qiaomen.matters.models import Telling
from qiaomen.matters.voices import Voice


def told(telling: Telling) -> str:
    """How and when somebody told."""
    return _("by %(channel)s on %(moment)s") % {
        "channel": telling.get_channel_display(),
        "moment": moment(telling.told_at),
    }


def said(voice: Voice, place: int) -> str:
    """A voice as one line; `place` is its number among the voices of the matter."""
    return _("Voice %(place)d, %(told)s") % {"place": place, "told": told(voice.telling)}


def labels(voices: Iterable[Voice]) -> dict[int, str]:
    """By the id of the telling to ask."""
    return {voice.telling.pk: said(voice, place) for place, voice in enumerate(voices, 1)}


class VoiceField(forms.ModelChoiceField):  # type: ignore[type-arg] # Django's own field is not generic
    """A row for each voice; gives the telling to ask."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.RadioSelect(attrs={"class": "desk-choices desk-rows"})
        super().__init__(Telling.objects.none(), empty_label=None, widget=widget, **kwargs)
        self.labels: Mapping[int, str] = {}

    def offer(self, labels: Mapping[int, str]) -> None:
        self.labels = labels
        self.queryset = (
            Telling.objects.filter(pk__in=labels).select_related("matter").order_by("told_at", "id")
        )

    def label_from_instance(self, obj: Telling) -> str:
        return self.labels[obj.pk]
