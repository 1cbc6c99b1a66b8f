"""Hot issues: many residents, one problem. Told by item and place alone; nothing reads the words.

Where the item or the place is not known yet, only what the desk has merged is the same problem.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from qiaomen.catalogue.models import UNSORTED, Item
from qiaomen.indicators.families import end, merged
from qiaomen.indicators.grouping import nearest
from qiaomen.indicators.periods import Period
from qiaomen.indicators.reading import readable
from qiaomen.indicators.wording import aligned
from qiaomen.kernel.actors import Actor
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.territory.models import Place, PlaceKind

FEWEST = 3  # voices that make an issue
NEAR = (PlaceKind.GRID, PlaceKind.COMMUNITY)  # in anything wider, "the same place" means nothing


@dataclass(frozen=True, slots=True)
class HotIssue:
    """`messages` are the sources' own numbers, else the matters'; the days are those of what happened."""

    issue: str
    place: str
    residents: int
    messages: tuple[str, ...]
    first: date
    last: date

    def to_json(self) -> dict[str, Any]:
        return {
            "issue": self.issue,
            "place": self.place,
            "residents": self.residents,
            "messages": list(self.messages),
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class HotIssues:
    """The most told first."""

    issues: tuple[HotIssue, ...]

    def to_json(self) -> list[dict[str, Any]]:
        return [issue.to_json() for issue in self.issues]

    def lines(self) -> list[str]:
        if not self.issues:
            return [_("No problem was told of by %d residents or more.") % FEWEST]
        titles = [_("residents"), _("issue"), _("place"), _("from"), _("to"), _("messages")]
        definition = _(
            "Residents are all who told of it, each counted once; who only joined others counts once their "
            "number was verified. Who told is forgotten with a matter's "
            "words: matters that have been erased and were not merged count as one resident each."
        )
        return [*aligned([titles, *(_cells(issue) for issue in self.issues)]), definition]


class Told(NamedTuple):
    """One telling of a matter; `place` is the nearest grid or community."""

    happened_at: datetime
    number: str
    matter: int
    item: int
    place: int
    voice: str | int
    message: str


@dataclass(slots=True)
class Problem:
    """What is told of as one. `is_sorted`: by its item and place, else by what the desk has merged."""

    is_sorted: bool
    told: list[Told] = field(default_factory=list)

    @property
    def earliest(self) -> Told:
        return min(self.told)

    @property
    def residents(self) -> int:
        return len({telling.voice for telling in self.told})

    @property
    def heat(self) -> tuple[int, datetime, str]:
        return self.residents, max(telling.happened_at for telling in self.told), self.earliest.number


def hot_issues(
    *, by: Actor, from_day: date | None = None, to_day: date | None = None, top: int = 10
) -> HotIssues:
    """The `top` problems that at least three residents told of, by what happened in the period.

    Needs what `report_rates` needs; confidential matters are in none.
    """
    period = Period(from_day, to_day)
    told = list(_told(readable(by).filter(period.holds("happened_at"))))
    hot = [problem for problem in _problems(told) if problem.residents >= FEWEST]
    hottest = sorted(hot, key=lambda problem: problem.heat, reverse=True)[:top]
    return HotIssues(tuple(_described(hottest)))


def _told(matters: MatterQuerySet) -> Iterator[Told]:
    near = nearest(NEAR)
    counted = Telling.objects.exclude(joined=True, verified_at=None)
    rows = counted.filter(matter__in=matters.values("pk")).values_list(
        "pk", "who", "source_no", "matter__happened_at", "matter__number", "matter_id", "matter__item_id",
        "matter__place_id",
    )  # fmt: skip
    for pk, who, source_no, happened_at, number, matter, item, place in rows:
        yield Told(happened_at, number, matter, item, near[place], who or pk, source_no or number)


def _problems(told: Iterable[Told]) -> list[Problem]:
    """A merged matter goes with the one that it was merged into, if that was told of in the period too."""
    by_matter = {telling.matter: telling for telling in told}
    into = dict(merged().values_list("pk", "merged_into_id"))
    unsorted = Item.objects.get(code=UNSORTED).pk
    near = set(Place.objects.filter(kind__in=NEAR).values_list("pk", flat=True))
    problems: dict[tuple[int, ...], Problem] = {}
    for telling in told:
        lead = end(telling.matter, into)
        known = by_matter.get(lead, telling)
        is_sorted = known.item != unsorted and known.place in near
        key = (known.item, known.place) if is_sorted else (lead,)
        problems.setdefault(key, Problem(is_sorted)).told.append(telling)
    return list(problems.values())


def _described(problems: Sequence[Problem]) -> Iterator[HotIssue]:
    earliest = [problem.earliest for problem in problems]
    items = dict(Item.objects.filter(pk__in={told.item for told in earliest}).values_list("pk", "name"))
    titles = dict(Matter.objects.filter(pk__in={told.matter for told in earliest}).values_list("pk", "title"))
    places = Place.objects.full_names(told.place for told in earliest)
    for problem, told in zip(problems, earliest, strict=True):
        days = [timezone.localtime(telling.happened_at).date() for telling in problem.told]
        place = places[told.place]
        yield HotIssue(
            issue=f"{place}{items[told.item]}" if problem.is_sorted else titles[told.matter] or told.number,
            place=place,
            residents=problem.residents,
            messages=tuple(telling.message for telling in sorted(problem.told)),
            first=min(days),
            last=max(days),
        )


def _cells(issue: HotIssue) -> list[str]:
    messages = ", ".join(issue.messages)
    return [str(issue.residents), issue.issue, issue.place, str(issue.first), str(issue.last), messages]
