"""Places at the desk: the tree, names and aliases, and what becomes of a place."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qiaomen.catalogue.explaining import explain
from qiaomen.desk.office.place_deeds import (
    AliasPlace,
    ChangePlace,
    EndPlace,
    MergePlace,
    NewPlace,
    ResumePlace,
    UnaliasPlace,
)
from qiaomen.desk.office.shelf import Row, Sheet, Shelf, url_of
from qiaomen.indicators.uses import uses_of_place
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.lists import listed
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.textsearch.folding import fold
from qiaomen.territory import paths
from qiaomen.territory.models import Place, PlaceKind, PlaceName


class Places(Shelf[Place]):
    name = "places"
    key = "place"
    permission = Permission.TERRITORY_EDIT
    files = "places"
    title = gettext_lazy("Places")
    advice = gettext_lazy(
        "Streets, communities, grids. What lies in a place is reached by the posts of that place."
    )
    columns = (
        pgettext_lazy("of a place or unit", "Name"),
        gettext_lazy("Code"),
        gettext_lazy("Kind"),
        gettext_lazy("Lies in"),
    )
    nothing = gettext_lazy("No place is called so. Try a part of the name, or add it.")
    beginning = NewPlace
    deeds = (ChangePlace, AliasPlace, UnaliasPlace, MergePlace, EndPlace, ResumePlace)
    undoing = "change"
    done = {
        "found": gettext_lazy("added"),
        "add": gettext_lazy("added"),
        "rename": gettext_lazy("renamed"),
        "correct": gettext_lazy("its entry was corrected"),
        "move": gettext_lazy("moved"),
        "merge": gettext_lazy("merged into another"),
        "absorb": gettext_lazy("another was merged into it"),
        "end": gettext_lazy("ended"),
        "resume": gettext_lazy("the end was taken back"),
        "draw": gettext_lazy("its boundary was drawn"),
        "name": gettext_lazy("a name was added"),
        "unname": gettext_lazy("a name was taken away"),
    }

    def rows(self, actor: Actor, words: str, *, ended: bool) -> Sequence[Row]:
        """Buildings only where they are looked for; an alias leads to its place."""
        places = Place.objects.visible_to(actor)
        if not ended:
            places = places.current(clock.today())
        if not words:
            places = places.exclude(kind=PlaceKind.BUILDING)
        wanted = fold(words)
        called = _called(wanted) if wanted else set()
        rows = places.order_by("path").values(
            "pk", "path", "code", "name", "kind", "parent__name", "ended_on"
        )
        return [
            _cells(row, flat=bool(wanted))
            for row in rows
            if wanted in fold(f"{row['code']}\n{row['name']}") or row["pk"] in called
        ]

    def find(self, actor: Actor, name: str) -> Place:
        return get_object_or_404(Place.objects.visible_to(actor).select_related("parent"), code=name)

    def name_of(self, row: Place) -> str:
        return row.code

    def sheet(self, row: Place, _actor: Actor) -> Sheet:
        ended = date_format(row.ended_on) if row.ended_on else ""
        return Sheet(
            title=row.name,
            code=row.code,
            note=_("It ended on %s.") % ended if ended else "",
            facts=(
                (_("Kind"), row.get_kind_display()),
                (_("Lies in"), row.parent.full_name() if row.parent else "–"),
                (_("Official code"), row.official_code or "–"),
                (_("Also called"), _names(row, PlaceName.Kind.ALIAS)),
                (_("Was called"), _names(row, PlaceName.Kind.FORMER)),
                (_("Boundary"), _("drawn") if row.polygon else _("not drawn")),
                (_("Default unit"), explain(None, row, clock.today()).answer),
            ),
            uses=uses_of_place(row),
            links=() if row.ended_on else _links(row),
        )


def _links(place: Place) -> Sequence[tuple[str, str]]:
    code = urlencode({"place": place.code})
    return (
        (_("Draw its boundary"), reverse("desk:boundary", args=[place.code])),
        (_("Add a place in it"), f"{reverse('desk:office-places-new')}?{urlencode({'parent': place.code})}"),
        (_("Who answers here, and why"), f"{reverse('desk:office-explanation')}?{code}"),
        (_("Give it a default unit"), f"{reverse('desk:office-rules-new')}?{code}"),
    )


def _names(place: Place, kind: PlaceName.Kind) -> str:
    in_use = place.names.in_use().filter(kind=kind).order_by("number")
    return listed(in_use.values_list("text", flat=True)) or "–"


def _called(wanted: str) -> set[int]:
    names = PlaceName.objects.in_use().values_list("place_id", "text")
    return {place for place, text in names if wanted in fold(text)}


def _cells(row: Mapping[str, Any], *, flat: bool) -> Row:
    ended = _("ended on %s") % date_format(row["ended_on"]) if row["ended_on"] else ""
    level = 1 if flat else min(len(paths.line(row["path"])), 3)
    cells = (row["code"], ended or str(PlaceKind(row["kind"]).label), row["parent__name"] or "–")
    return Row(url_of("places", row["code"]), row["name"], cells, level)
