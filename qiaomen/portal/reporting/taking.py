"""From a filled-in form to a telling that is kept."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from qiaomen.kernel.actors import Actor
from qiaomen.matters.actions.receiving import receive
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import Told
from qiaomen.matters.models import Matter, Telling
from qiaomen.territory.models import Place


def take_in(said: Mapping[str, Any], *, by: Actor, again_of: Matter | None) -> Telling:
    """Receive what the form says; the same form again is the same telling."""
    receive(told(said, again_of), by=by)
    return Telling.objects.select_related("matter").get(key=said["key"])


def told(said: Mapping[str, Any], again_of: Matter | None) -> Told:
    return Told(
        key=said["key"],
        channel=Channel.WEB,
        body=said["body"],
        place=Place.objects.filter(code=said["place"]).first(),
        address=said["address"],
        name=said["name"],
        phone=said["phone"],
        language=get_language() or "",
        hide_from_unit=said["hide_from_unit"],
        again_of=again_of,
    )
