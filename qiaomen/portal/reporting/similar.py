"""What others have told of nearby, shown before a report is sent."""

from qiaomen.matters.alike import alike
from qiaomen.matters.models import Matter
from qiaomen.portal.released.listing import Entry, entries
from qiaomen.portal.reporting.forms import ReportForm
from qiaomen.portal.reporting.taking import place_of
from qiaomen.territory.models import Place, PlaceKind


def similar_to(form: ReportForm) -> list[Entry]:
    """None for whom they were shown, who takes up an own one anew, or would have to choose photos again."""
    said = form.cleaned_data
    if said.get("seen") or said.get("again") or said.get("photos") or not said.get("body"):
        return []
    place = place_of({"place": "", "address": "", "point": None, **said})
    around = place or Place.objects.filter(kind=PlaceKind.ROOT).first()
    if around is None:
        return []
    found = [row.pk for row in alike(said["body"], around)]
    return entries(Matter.objects.released().filter(pk__in=found)) if found else []
