"""How routing rules come and end."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue import checks
from qiaomen.catalogue.models import Item, Rule, Saying
from qiaomen.kernel import clock, counters, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import lock, move
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place

_LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class RuleSeed:
    """A rule to be; both days count, an open end is None."""

    item: Item | None
    place: Place
    unit: Unit
    from_day: date
    to_day: date | None = None
    note: str = ""

    @property
    def saying(self) -> Saying:
        return (self.item.pk if self.item else None, self.place.pk, self.unit.pk)


def add_rule(
    *,
    place: Place,
    unit: Unit,
    item: Item | None = None,
    from_day: date | None = None,
    to_day: date | None = None,
    note: str = "",
    by: Actor,
) -> Rule:
    """From the day on (None: today) `unit` answers for `item` in `place`; without an item it is the default.

    The day may lie in the past. Where two rules say the same item and place, the later one wins, so a wrong
    rule is set right at once by another.
    """
    seed = RuleSeed(item, place, unit, from_day or clock.today(), to_day, note)
    return add_rules([seed], by=by)[0]


def add_rules(seeds: Sequence[RuleSeed], *, by: Actor) -> list[Rule]:
    """New rules, all or none: one statement a table."""
    with transaction.atomic():
        numbers = counters.take(Rule.SERIES, len(seeds))  # held from here: nobody adds one of these meanwhile
        for seed in seeds:
            by.require(Permission.CATALOGUE_EDIT, seed.place.scope)
            require_sound(seed)
        _require_new(seeds)
        rules = [_grow(seed, number) for seed, number in zip(seeds, numbers, strict=True)]
        ledger.begin_many(rules, "add", by=by, data=[_as(rule, by) for rule in rules])
    return rules


def end_rule(rule: Rule, *, last_day: date, by: Actor) -> Event:
    """The rule holds for the last time on `last_day`; what was routed by it stays as it is."""
    with move(rule, "end", by=by) as change:
        checks.require_today_or_later(last_day)
        if last_day < rule.from_day:
            raise Refusal(_("The rule begins on %s. Choose that day or a later one.") % rule.from_day)
        if rule.to_day and rule.to_day <= last_day:
            raise Refusal(_("The rule ends on %s already. Choose an earlier day.") % rule.to_day)
        change.set(to_day=last_day)
    return change.event


def replace_rule(rule: Rule, *, unit: Unit, from_day: date, note: str = "", by: Actor) -> Rule:
    """From the day on `unit` answers instead: a new rule, and the last day of the old one before it.

    A rule of today cannot have ended yesterday: it ends today, and the new one, being later, wins.
    """
    with transaction.atomic():
        lock(rule)
        checks.require_today_or_later(from_day)
        new = add_rule(place=rule.place, unit=unit, item=rule.item, from_day=from_day, note=note, by=by)
        last_day = max(from_day - timedelta(days=1), clock.today())
        if (rule.to_day is None or last_day < rule.to_day) and last_day >= rule.from_day:
            end_rule(rule, last_day=last_day, by=by)
    return new


def require_sound(seed: RuleSeed) -> None:
    for ground in (seed.item, seed.unit):
        if ground and not ground.current_on(seed.from_day):
            raise Refusal(_("“%s” has ended by then. Choose one that is in use.") % ground)
    if seed.place.ended_on and seed.place.ended_on <= seed.from_day:
        raise Refusal(_("“%s” has ended by then. Choose one that is in use.") % seed.place)
    if seed.to_day and seed.to_day < seed.from_day:
        raise Refusal(_("The rule would end before it begins. Choose a later last day."))
    if len(seed.note.strip()) > _LONGEST_NOTE:
        raise Refusal(_("The note is longer than %d characters. Shorten it.") % _LONGEST_NOTE)


def _require_new(seeds: Sequence[RuleSeed]) -> None:
    """No two rules say the same of one day: the second would only hide the first."""
    alike: defaultdict[Saying, list[Rule | RuleSeed]] = defaultdict(list)
    for rule in Rule.objects.filter(place__in={seed.place.pk for seed in seeds}):
        alike[rule.saying].append(rule)
    for seed in seeds:
        if any(overlap(seed, other) for other in alike[seed.saying]):
            raise Refusal(
                _("There is a rule already by which %(unit)s answers in %(place)s. End that one first.")
                % {"unit": seed.unit, "place": seed.place}
            )
        alike[seed.saying].append(seed)


def overlap(one: Rule | RuleSeed, other: Rule | RuleSeed) -> bool:
    """Whether there is a day of both."""
    return one.from_day <= (other.to_day or date.max) and other.from_day <= (one.to_day or date.max)


def _grow(seed: RuleSeed, number: int) -> Rule:
    return Rule(
        number=number,
        item=seed.item,
        place=seed.place,
        unit=seed.unit,
        from_day=seed.from_day,
        to_day=seed.to_day,
        note=seed.note.strip(),
    )


def _as(rule: Rule, by: Actor) -> dict[str, str]:
    post = by.post_for(Permission.CATALOGUE_EDIT, rule.scope)
    return {"as": post} if post else {}
