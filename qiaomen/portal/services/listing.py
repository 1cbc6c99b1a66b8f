"""The public list of items: what can be asked, who answers, how fast."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from qiaomen.catalogue.models import UNSORTED, Item, ItemVersion
from qiaomen.catalogue.router import Router
from qiaomen.kernel import clock
from qiaomen.kernel.limits import Limit
from qiaomen.kernel.lists import labelled
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place

Row = Mapping[str, Any]
COLUMNS = ("item", "item__parent", "name", "public_name", "description", "answer")


@dataclass(frozen=True, slots=True)
class Service:
    """Strings for one item."""

    name: str
    description: str
    facts: list[str]


@dataclass(frozen=True, slots=True)
class Group:
    """The services below one item of the first level."""

    name: str
    services: list[Service]


def listing(place: Place) -> list[Group]:
    """What is listed publicly today, with the units that answer in `place`; in six queries."""
    today = clock.today()
    rows = _listed(today)
    default = Item.objects.get(code=UNSORTED).version_on(today).answer
    units, router = Unit.objects.in_bulk(), Router.load()
    inner = {row["item__parent"] for row in rows.values()}
    groups: defaultdict[int, list[Service]] = defaultdict(list)
    for pk, item in Item.objects.in_bulk(set(rows) - inner).items():
        unit = router.unit_for(item, place, today)
        groups[_top(router.chain(item), rows)].append(
            cells(rows[pk], units[unit].name if unit else "", default)
        )
    return [_group(rows[top], groups[top]) for top in rows if top in groups]


def _listed(day: date) -> Mapping[int, Row]:
    """Item -> what its version of the day says, the upper levels first."""
    current = ItemVersion.objects.in_force(day).filter(item__in=Item.objects.current(day))
    listed = current.filter(visibility=ItemVersion.Visibility.LISTED).order_by("item__level", "item__code")
    return {row["item"]: row for row in listed.values(*COLUMNS)}


def _top(chain: Sequence[int], rows: Mapping[int, Row]) -> int:
    """The topmost of the chain that is listed itself: what is not, stays unnamed."""
    return next(pk for pk in chain if pk in rows)


def cells(row: Row, unit: str, default: str) -> Service:
    """The strings of one row; `default` is the limit where the item promises nothing of its own."""
    limit = Limit.parse(row["answer"] or default).in_words()
    who = [labelled(_("Who answers"), unit)] if unit else []
    return Service(_name(row), row["description"], [*who, labelled(_("Answer within"), limit)])


def _group(row: Row, services: list[Service]) -> Group:
    return Group(_name(row), sorted(services, key=lambda service: service.name))


def _name(row: Row) -> str:
    name: str = row["public_name"] or row["name"]
    return name
