"""The map on which a resident shows where it is."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from qiaomen.territory.maps import Map, has_ground


def map_for(form: forms.Form) -> Map | None:
    """It fills in the fields `point` and `place`; folded, so that only whoever unfolds it waits for it."""
    if not has_ground():
        return None
    return Map(
        label=_("Map on which you can choose the point"),
        outlines=reverse("portal:map-outlines"),
        ask=reverse("portal:map-spot"),
        field=form["point"].auto_id,
        names=form["place"].auto_id,
        folded=True,
    )
