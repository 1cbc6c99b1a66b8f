"""Why a matter goes to one unit and not to another, in lines for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from qiaomen.catalogue.models import Item
from qiaomen.catalogue.router import Router
from qiaomen.catalogue.routing import LOSES, Chain, RuleLine, Ruling, decisive, ranked
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place


@dataclass(frozen=True, slots=True)
class Considered:
    """One rule: what it says, and why it wins or does not."""

    rule: RuleLine
    says: str
    because: StrOrPromise


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every rule that might have answered, those in force before the others, the most specific first."""

    question: str
    ruling: Ruling | None
    unit: str
    considered: tuple[Considered, ...]

    def lines(self) -> list[str]:
        return [self.question, *(self._line(each) for each in self.considered), self.answer]

    @property
    def answer(self) -> str:
        if self.ruling is None:
            return _("No rule fits: the matter waits at the desk.")
        return _("%(unit)s answers, by %(rule)s: %(because)s.") % {
            "unit": self.unit,
            "rule": _called(self.ruling.rule),
            "because": self.ruling.because,
        }

    def _line(self, each: Considered) -> str:
        mark = "→" if self.ruling and each.rule == self.ruling.rule else " "
        return f"{mark} {_called(each.rule)}  {each.says}: {each.because}"


def explain(item: Item | None, place: Place, day: date) -> Explanation:
    """Which unit answers for `item` (None: anything) in `place` on the day, and by which rule."""
    router = Router.load()
    rules = router.considered(item, place)
    names = _Names.of(rules)
    ruling = router.ruling(item, place, day)
    chain = router.chain(item)
    order = sorted(ranked(rules, chain), key=lambda rule: not rule.in_force(day))
    return Explanation(
        question=_question(item, place, day),
        ruling=ruling,
        unit=names.units[ruling.unit_id] if ruling else "",
        considered=tuple(
            Considered(rule, names.says(rule), _why(rule, ruling, chain, day)) for rule in order
        ),
    )


def _question(item: Item | None, place: Place, day: date) -> str:
    return _("%(item)s in %(place)s on %(day)s") % {
        "item": f"{item.name} ({item.code})" if item else _("any item"),
        "place": place.full_name(),
        "day": day,
    }


def _called(rule: RuleLine) -> str:
    return _("rule %d") % rule.number


def _why(rule: RuleLine, ruling: Ruling | None, chain: Chain, day: date) -> StrOrPromise:
    if rule.unit_has_ended(day):
        return _("its unit has ended")
    if day < rule.from_day:
        return _("not yet in force")
    if ruling is None or not rule.in_force(day):
        return _("no longer in force")
    if rule == ruling.rule:
        return ruling.because
    return LOSES[decisive(rule, ruling.rule, chain)]


@dataclass(frozen=True, slots=True)
class _Names:
    """What people call the ids in the rules; three queries."""

    items: Mapping[int, str]
    places: Mapping[str, str]
    units: Mapping[int, str]

    @classmethod
    def of(cls, rules: list[RuleLine]) -> "_Names":
        items = Item.objects.filter(pk__in={rule.item_id for rule in rules if rule.item_id})
        places = Place.objects.filter(path__in={rule.path for rule in rules})
        units = Unit.objects.filter(pk__in={rule.unit_id for rule in rules})
        return cls(
            dict(items.values_list("pk", "name")),
            dict(places.values_list("path", "name")),
            dict(units.values_list("pk", "name")),
        )

    def says(self, rule: RuleLine) -> str:
        item = self.items[rule.item_id] if rule.item_id else _("any item")
        span = f"{rule.from_day} – {rule.to_day or ''}".rstrip()
        return f"{item} · {self.places[rule.path]} → {self.units[rule.unit_id]} ({span})"
