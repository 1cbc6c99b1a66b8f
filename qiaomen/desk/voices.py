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


def labels(voices: Iterable[Voice]) -> dict[Telling, str]:
    """The telling to ask of each voice, in their order."""
    return {voice.telling: said(voice, place) for place, voice in enumerate(voices, 1)}


class VoiceField(forms.ChoiceField):
    """A row for each voice; gives the telling to ask."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.RadioSelect(attrs={"class": "desk-choices desk-rows"}), **kwargs)
        self.tellings: Mapping[str, Telling] = {}

    def offer(self, labels: Mapping[Telling, str]) -> None:
        self.tellings = {str(telling.pk): telling for telling in labels}
        self.choices = [(telling.pk, label) for telling, label in labels.items()]

    def clean(self, value: Any) -> Any:
        return self.tellings[super().clean(value)]
