"""All rules at once, for many answers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Self

from qiaomen.catalogue.models import Item, Rule
from qiaomen.catalogue.routing import Chain, RuleLine, Ruling, route
from qiaomen.territory import paths
from qiaomen.territory.models import Place


class Router:
    """The rules as they were when it was loaded: one for a batch, a new one for the next."""

    def __init__(self, rules: Iterable[RuleLine], parents: Mapping[int, int | None]) -> None:
        """`parents` has the parent of each item by their ids."""
        self._parents = parents
        self._rules: defaultdict[tuple[int | None, str], list[RuleLine]] = defaultdict(list)
        for rule in rules:
            self._rules[rule.item_id, rule.path].append(rule)

    @classmethod
    def load(cls) -> Self:
        """In two queries, however many rules there are."""
        rows = Rule.objects.values_list(
            "pk", "number", "item_id", "place__path", "unit_id", "from_day", "to_day", "unit__ended_on"
        )
        return cls((RuleLine(*row) for row in rows), dict(Item.objects.values_list("pk", "parent_id")))

    def unit_for(self, item: Item | None, place: Place, day: date) -> int | None:
        """The id of the unit that answers for `item` (None: any) in `place` on the day; None if none does."""
        ruling = self.ruling(item, place, day)
        return ruling.unit_id if ruling else None

    def ruling(self, item: Item | None, place: Place, day: date) -> Ruling | None:
        return route(self.considered(item, place), self.chain(item), paths.line(place.path), day)

    def considered(self, item: Item | None, place: Place) -> list[RuleLine]:
        """The rules of any day for the item or one above it or every item, in the place or one above it."""
        return [
            rule
            for item_id in (None, *self.chain(item))
            for path in paths.line(place.path)
            for rule in self._rules.get((item_id, path), ())
        ]

    def chain(self, item: Item | None) -> Chain:
        """The item and all above it, the topmost first."""
        chain: list[int] = []
        at = item.pk if item else None
        while at is not None:
            chain.insert(0, at)
            at = self._parents[at]
        return chain
