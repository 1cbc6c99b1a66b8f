"""By what a report is divided: each matter falls into one group, and each group has a code and a name."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.models import Item
from qiaomen.matters.channels import Channel
from qiaomen.people.models import Unit
from qiaomen.territory import paths
from qiaomen.territory.models import Place, PlaceKind


class Grouping(models.TextChoices):
    UNIT = "unit", _("unit")
    PLACE = "place", _("place")
    ITEM = "item", _("item")
    CHANNEL = "channel", _("channel")


class Label(NamedTuple):
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Groups:
    """`column` of the matter decides; `group_of` gives the group of its value, `labels` those of groups."""

    column: str
    group_of: Callable[[Any], Any]
    labels: Callable[[Iterable[Any]], Mapping[Any, Label]]

    def of_answer(self, group: Any, unit: int | None) -> Any:
        """The group of what was said of an answer: by units it is the unit that gave it."""
        return unit if unit and self.column == "unit_id" else group


def groups(grouping: Grouping, level: PlaceKind) -> Groups:
    """`level` is the kind of place under which places are summed up; only PLACE minds it."""
    if grouping == Grouping.PLACE:
        return Groups("place_id", nearest({level}).__getitem__, _places)
    if grouping == Grouping.ITEM:
        return Groups("item_id", _top_items().__getitem__, _items)
    if grouping == Grouping.CHANNEL:
        return Groups("channel", _itself, _channels)
    return Groups("unit_id", _itself, _units)


def nearest(kinds: Iterable[PlaceKind]) -> dict[int, int]:
    """Place -> itself or the nearest place above it that is of one of the kinds; itself if there is none."""
    wanted = set(kinds)
    rows = list(Place.objects.values_list("pk", "path", "kind"))
    of_kind = {path: pk for pk, path, kind in rows if kind in wanted}
    return {
        pk: next((of_kind[step] for step in reversed(paths.line(path)) if step in of_kind), pk)
        for pk, path, _kind in rows
    }


def _itself(value: Any) -> Any:
    return value


def _top_items() -> dict[int, int]:
    """Item -> the item of the first level above it."""
    above = dict(Item.objects.values_list("pk", "parent_id"))

    def top(item: int) -> int:
        parent = above.get(item)
        return top(parent) if parent else item

    return {item: top(item) for item in above}


def _units(ids: Iterable[Any]) -> dict[Any, Label]:
    rows = Unit.objects.filter(pk__in=list(ids)).values_list("pk", "code", "name")
    return {pk: Label(code, name) for pk, code, name in rows}


def _items(ids: Iterable[Any]) -> dict[Any, Label]:
    rows = Item.objects.filter(pk__in=list(ids)).values_list("pk", "code", "name")
    return {pk: Label(code, name) for pk, code, name in rows}


def _places(ids: Iterable[Any]) -> dict[Any, Label]:
    """With full names: every community has a first grid."""
    wanted = list(ids)
    codes = dict(Place.objects.filter(pk__in=wanted).values_list("pk", "code"))
    return {pk: Label(codes[pk], name) for pk, name in Place.objects.full_names(wanted).items()}


def _channels(values: Iterable[Any]) -> dict[Any, Label]:
    return {value: Label(value, str(Channel(value).label)) for value in values}
