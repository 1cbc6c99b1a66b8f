"""(item, place, day) -> unit: the most specific rule wins, and the answer says why. Pure.

Of the rules that fit, the one with the deeper item wins, then the deeper place, then the later first day,
then the higher number. Numbers are unique, so the order is total and no answer depends on chance.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

Chain = Sequence[int]  # ids of an item and all above it, the topmost first; empty: no item
Paths = Sequence[str]  # the paths of a place and all above it, the root first


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What routing needs to know of a rule.

    Both its days count; `unit_ended_on` is the first day without the unit.
    """

    pk: int
    number: int
    item_id: int | None
    path: str
    unit_id: int
    from_day: date
    to_day: date | None
    unit_ended_on: date | None = None

    def __str__(self) -> str:
        return f"rule/{self.number}"

    def in_force(self, day: date) -> bool:
        return self.from_day <= day <= (self.to_day or date.max) and not self.unit_has_ended(day)

    def unit_has_ended(self, day: date) -> bool:
        return self.unit_ended_on is not None and self.unit_ended_on <= day

    def fits(self, items: Chain, paths: Paths) -> bool:
        return (self.item_id is None or self.item_id in items) and self.path in paths


class Rank(NamedTuple):
    """How specific a rule is; the greater wins."""

    item: int
    place: int
    from_day: date
    number: int


# by which part of the rank a rule wins or loses
WINS: Sequence[StrOrPromise] = (
    _("its item is the more exact"),
    _("its place is the more exact"),
    _("it began later"),
    _("it has the higher number"),
)
LOSES: Sequence[StrOrPromise] = (
    _("its item is less exact"),
    _("its place is less exact"),
    _("it began earlier"),
    _("it has the lower number"),
)
ALONE = _("no other rule fits")


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rule that wins, and what sets it before the next best one."""

    rule: RuleLine
    because: StrOrPromise

    @property
    def unit_id(self) -> int:
        return self.rule.unit_id


def route(rules: Iterable[RuleLine], items: Chain, paths: Paths, day: date) -> Ruling | None:
    """The ruling for the item and place at the ends of the chains; None if no rule fits that day."""
    fitting = ranked((rule for rule in rules if rule.fits(items, paths) and rule.in_force(day)), items)
    if not fitting:
        return None
    best, *others = fitting
    return Ruling(best, WINS[decisive(best, others[0], items)] if others else ALONE)


def ranked(rules: Iterable[RuleLine], items: Chain) -> list[RuleLine]:
    """The most specific first."""
    return sorted(rules, key=lambda rule: rank(rule, items), reverse=True)


def rank(rule: RuleLine, items: Chain) -> Rank:
    depth = 0 if rule.item_id is None else items.index(rule.item_id) + 1
    return Rank(depth, len(rule.path), rule.from_day, rule.number)


def decisive(one: RuleLine, other: RuleLine, items: Chain) -> int:
    """Which part of the ranks of two different rules differs first."""
    pairs = zip(rank(one, items), rank(other, items), strict=True)
    return next(part for part, (mine, theirs) in enumerate(pairs) if mine != theirs)
