"""What stands beside the form while somebody types: what to ask, what is known, what may be meant."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from qiaomen.desk import choices
from qiaomen.desk.fields import Choice, resolve
from qiaomen.desk.intake.about import about
from qiaomen.desk.intake.cells import of_echoes
from qiaomen.desk.intake.hints import item_hints, place_hints, places_called
from qiaomen.desk.knowledge.cells import short_answers
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission as May
from qiaomen.matters.told_before import told_before
from qiaomen.territory.models import Place


def beside(actor: Actor, name: UUID, filled: Mapping[str, str]) -> dict[str, Any]:
    """For what is filled in so far, of which nothing has to be whole."""
    words, places = filled.get("body", ""), choices.places(actor)
    named = _named(filled.get("place", ""), places)
    meant = [] if named else place_hints(f"{words}\n{filled.get('address', '')}", places)
    place = named or (meant[0].pk if meant else None)
    return {
        "name": name,
        "about": about(words, filled.get("item", "")),
        "echoes": of_echoes(told_before(words, _row(place), by=actor), words),
        "hints": [*([] if filled.get("item") else item_hints(words)), *meant],
        "places": [] if named else places_called(filled.get("place", ""), places),
        "found": short_answers(words),
        **rights(actor),
    }


def _row(place: int | None) -> Place | None:
    return Place.objects.filter(pk=place).first() if place else None


def rights(actor: Actor) -> dict[str, bool]:
    """Which of the buttons beside the form do something for this person."""
    return {
        "may_reply": bool(actor.holding(May.MATTER_HANDLE)),
        "may_merge": bool(actor.holding(May.MATTER_SORT)),
        "may_add": bool(actor.holding(May.MATTER_SPEAK)),
        "may_look_up": bool(actor.holding(May.MATTER_DISCLOSE)),
    }


def _named(text: str, places: Sequence[Choice]) -> int | None:
    try:
        return resolve(text, places) if text.strip() else None
    except forms.ValidationError:  # not typed to its end
        return None
