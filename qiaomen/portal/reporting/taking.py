"""From a filled-in form to a telling that is kept."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.matters.actions.receiving import receive
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import Told, tidy
from qiaomen.matters.models import Matter, Telling
from qiaomen.people.models import Unit
from qiaomen.territory.lookup import best_place, locate
from qiaomen.territory.models import Place


def take_in(
    said: Mapping[str, Any], *, by: Actor, again_of: Matter | None, sent: QuerySet[Telling]
) -> Telling:
    """Receive what the form says; the same form again is the same telling.

    Whoever goes back and sends once more has the same words in a form with a new key: `sent` is what
    this browser has told of late.
    """
    tale = tidy(told(said, again_of), clock.now())
    known = sent.filter(fingerprint=tale.fingerprint(), matter__again_of=again_of).first()
    if known is not None:
        return known
    receive(tale, by=by)
    return Telling.objects.select_related("matter").get(key=said["key"])


def told(said: Mapping[str, Any], again_of: Matter | None) -> Told:
    return Told(
        key=said["key"],
        channel=Channel.WEB,
        body=said["body"],
        place=place_of(said),
        point=said["point"],
        address=said["address"],
        name=said["name"],
        phone=said["phone"],
        language=get_language() or "",
        hide_from_unit=said["hide_from_unit"],
        about_unit=Unit.objects.filter(code=said["about"]).first() if said["about"] else None,
        again_of=again_of,
    )


def place_of(said: Mapping[str, Any]) -> Place | None:
    """The place that was chosen, or a more exact one that the words or the position say; its desk answers."""
    chosen = Place.objects.filter(code=said["place"]).first()
    finding = best_place(f"{said['address']}\n{said['body']}")
    exact = (finding.place_id if finding.sure else None, _around(said["point"]))
    for pk in filter(None, exact):
        place = Place.objects.get(pk=pk)
        if chosen is None or chosen.holds(place):
            return place
    return chosen


def _around(point: tuple[str, str] | None) -> int | None:
    return locate(float(point[0]), float(point[1])) if point else None
