"""The hottest problems: how many residents told of each, where, when, and how hot it is."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from qiaomen.catalogue.models import UNSORTED, Item
from qiaomen.indicators.families import end, merged
from qiaomen.indicators.grouping import nearest
from qiaomen.indicators.hot.heat import Heat, formula, heat
from qiaomen.indicators.hot.models import FEWEST, NEAR, HotIssue, HotMember
from qiaomen.indicators.periods import Period
from qiaomen.indicators.reading import readable
from qiaomen.indicators.wording import aligned
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.matters.models import Telling
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.territory.models import Place


class Told(NamedTuple):
    """One telling of a matter; `place` is the nearest grid or community."""

    happened_at: datetime
    number: str
    matter: int
    item: int
    place: int
    voice: str | int
    message: str
    likes: int

    @property
    def day(self) -> date:
        return timezone.localtime(self.happened_at).date()


@dataclass(frozen=True, slots=True)
class Hot:
    """One problem as it stands. `messages` are the sources' own numbers, else the matters'."""

    number: int
    issue: str
    place: str
    heat: Heat
    messages: tuple[str, ...]
    matters: tuple[int, ...]
    first: date
    last: date
    pinned: bool

    @property
    def residents(self) -> int:
        return self.heat.residents

    def to_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "issue": self.issue,
            "place": self.place,
            "residents": self.residents,
            "messages": list(self.messages),
            "heat": self.heat.index,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class HotIssues:
    """The hottest first."""

    issues: tuple[Hot, ...]

    def to_json(self) -> list[dict[str, Any]]:
        return [issue.to_json() for issue in self.issues]

    def lines(self) -> list[str]:
        if not self.issues:
            return [_("No problem was told of by %d residents or more.") % FEWEST]
        titles = [_("heat"), _("residents"), _("issue"), _("place"), _("from"), _("to"), _("messages")]
        return [*aligned([titles, *(_cells(issue) for issue in self.issues)]), formula(), meaning()]


def meaning() -> str:
    return _(
        "Residents are all who told of it, each counted once; who only joined others counts once their "
        "number was verified. Who told is forgotten with a matter's "
        "words: matters that have been erased and were not merged count as one resident each."
    )


def hot_issues(
    *, by: Actor, from_day: date | None = None, to_day: date | None = None, top: int = 10
) -> HotIssues:
    """The `top` hottest that at least three residents told of, by what happened in the period.

    As the groups stand: `regroup` brings them up to date. Needs what `report_rates` needs; confidential
    matters are in none.
    """
    period = Period(from_day, to_day)
    today = min(to_day or clock.today(), clock.today())
    told = _by_issue(_told(readable(by).filter(period.holds("happened_at"))))
    heats = {issue: heat_of(tellings, today) for issue, tellings in told.items()}
    hot = [issue for issue in told if heats[issue].residents >= FEWEST]
    hottest = sorted(hot, key=lambda issue: (-heats[issue].index, -issue))[:top]
    return HotIssues(tuple(_described(hottest, told, heats)))


def one_issue(issue: HotIssue, *, by: Actor) -> Hot | None:
    """How it stands, of what `by` may read; None if they may read nothing of it."""
    family = HotIssue.objects.filter(Q(pk=issue.pk) | Q(into=issue))
    told_of = HotMember.objects.filter(issue__in=family).values("matter")
    mine = readable(by).filter(Q(pk__in=told_of) | Q(merged_into__in=told_of))
    told = _by_issue(_told(mine))
    heats = {pk: heat_of(tellings, clock.today()) for pk, tellings in told.items()}
    return next(_described([pk for pk in told if pk == issue.pk], told, heats), None)


def heat_of(told: Collection[Told], today: date) -> Heat:
    likes = sum({each.message: each.likes for each in told}.values())
    return heat([(each.voice, each.day) for each in told], likes, today)


def _told(matters: MatterQuerySet) -> Iterator[Told]:
    near = nearest(NEAR)
    counted = Telling.objects.exclude(joined=True, verified_at=None)
    rows = counted.filter(matter__in=matters.values("pk")).values_list(
        "pk", "who", "source_no", "likes", "matter__happened_at", "matter__number", "matter_id",
        "matter__item_id", "matter__place_id",
    )  # fmt: skip
    for pk, who, source_no, likes, happened_at, number, matter, item, place in rows:
        told = (happened_at, number, matter, item, near[place], who or pk, source_no or number)
        yield Told(*told, likes)


def _by_issue(told: Iterable[Told]) -> dict[int, list[Told]]:
    """A merged matter goes with the one that it was merged into, and so does a joined issue."""
    into = dict(merged().values_list("pk", "merged_into_id"))
    members = list(HotMember.objects.exclude(issue=None).values_list("matter", "issue", "issue__into"))
    issue_of = {matter: issue for matter, issue, _into in members}
    joined = {issue: other for _matter, issue, other in members}
    found: dict[int, list[Told]] = {}
    for telling in told:
        if issue := issue_of.get(end(telling.matter, into)):
            found.setdefault(end(issue, joined), []).append(telling)
    return found


def _described(
    issues: Collection[int], told: Mapping[int, list[Told]], heats: Mapping[int, Heat]
) -> Iterator[Hot]:
    rows = HotIssue.objects.select_related("lead").in_bulk(issues)
    items = dict(Item.objects.exclude(code=UNSORTED).values_list("pk", "name"))
    names = Place.objects.full_and_short_names(min(told[issue]).place for issue in issues)
    for issue in issues:
        row, tellings = rows[issue], sorted(told[issue])
        first = tellings[0]
        (place, short), item = names[first.place], items.get(first.item)
        title = f"{short}{item}" if item else str(row)
        yield Hot(
            number=row.number,
            issue=row.name or title,
            place=place,
            heat=heats[issue],
            messages=tuple(each.message for each in tellings),
            matters=tuple(dict.fromkeys(each.matter for each in tellings)),
            first=first.day,
            last=tellings[-1].day,
            pinned=row.pinned,
        )


def _cells(issue: Hot) -> list[str]:
    counted = [str(issue.heat.index), str(issue.residents)]
    return [*counted, issue.issue, issue.place, str(issue.first), str(issue.last), ", ".join(issue.messages)]
