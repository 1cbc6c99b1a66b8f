"""The groups are brought up to date: each matter that is new finds its issue, or begins one."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from qiaomen.catalogue.models import UNSORTED, Item
from qiaomen.indicators.families import end, merged
from qiaomen.indicators.grouping import nearest
from qiaomen.indicators.hot.models import FEWEST, NEAR, HotIssue, HotMember
from qiaomen.kernel import counters, ledger
from qiaomen.kernel.actors import machine
from qiaomen.matters.likeness.candidates import MOST, says_place_and_trouble
from qiaomen.matters.likeness.linking import link
from qiaomen.matters.likeness.traits import Lexicon, Said, read
from qiaomen.matters.likeness.vocabulary import counted, learn, remembered
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.states import State
from qiaomen.people.models import common_path
from qiaomen.territory.models import Place

FEW = 200  # so many new matters are compared at once with what may be alike
MANY = 0.1  # share of all from which on the new ones are many: then all are compared with all
OF_AN_ISSUE = 12  # members by whom an issue is known to a few new matters
BATCH = 1000

_COLUMNS = ("number", "title", "body", "place_id", "item_id")


def regroup() -> int:
    """How many matters were looked at for the first time.

    What is found is kept bit by bit: nobody waits for it, and if it is stopped it goes on where it stopped.
    """
    fresh = list(_fresh().order_by("pk").values_list("pk", flat=True))
    reader = Reader.load()
    if len(fresh) > FEW and len(fresh) > MANY * comparable().count():
        compared = reader.read_all(comparable())
        _keep(fresh, _linked(compared, counted(compared.values())), compared)
    else:
        for batch in (fresh[start : start + FEW] for start in range(0, len(fresh), FEW)):
            compared = _with_fellows(reader.read_all(comparable().filter(pk__in=batch)), reader)
            _keep(batch, _linked(compared, remembered(compared.values())), compared)
    return len(fresh)


def comparable() -> MatterQuerySet:
    """No confidential matter, no erased one; a merged one goes with the one that it was merged into.

    Parts and orders are the office's own words about what a resident has told already.
    """
    return Matter.objects.filter(confidential=False, erased_at=None, parent=None).exclude(state=State.MERGED)


def _fresh() -> MatterQuerySet:
    """Nobody looked at it, or so many have told of it since that it is an issue by itself."""
    new = ~Exists(HotMember.objects.filter(matter=OuterRef("pk")))
    alone = HotMember.objects.filter(issue=None, matter__in=_often_told())
    return comparable().filter(new | Q(pk__in=alone.values("matter")))


def _often_told() -> set[int]:
    """What others joined or was merged, often enough to make an issue."""
    joined = Telling.objects.filter(joined=True).values_list("matter", flat=True)
    into = dict(merged().values_list("pk", "merged_into_id"))
    several = {end(matter, into) for matter in (*joined, *into)}
    return {matter for matter, times in _tellings(several, into).items() if times >= FEWEST}


@dataclass(frozen=True, slots=True)
class Reader:
    """What the office has found out of a matter is compared like its words, where it is narrow enough."""

    near: Mapping[int, int]
    unsorted: int

    @classmethod
    def load(cls) -> "Reader":
        narrow = set(Place.objects.filter(kind__in=NEAR).values_list("pk", flat=True))
        near = {place: above for place, above in nearest(NEAR).items() if above in narrow}
        return cls(near, Item.objects.get(code=UNSORTED).pk)

    def read_all(self, matters: MatterQuerySet) -> dict[int, Said]:
        rows = matters.only(*_COLUMNS).order_by("pk").iterator(BATCH)
        return {matter.pk: self._read(matter) for matter in rows}

    def _read(self, matter: Matter) -> Said:
        item = matter.item_id if matter.item_id != self.unsorted else None
        return read(matter.title, matter.body, place=self.near.get(matter.place_id), item=item)


def _with_fellows(fresh: Mapping[int, Said], reader: Reader) -> dict[int, Said]:
    """And what may be alike by the index of words, with a few members of each issue that it belongs to."""
    found: set[int] = set()
    for title, body in comparable().filter(pk__in=fresh).values_list("title", "body"):
        alike = comparable().filter(says_place_and_trouble(f"{title}\n{body}")).order_by("-pk")
        found |= set(alike.values_list("pk", flat=True)[:MOST])
    others = (found | _fellows(found)) - fresh.keys()
    return {**fresh, **reader.read_all(comparable().filter(pk__in=others))}


def _fellows(found: Collection[int]) -> set[int]:
    issues = set(
        HotMember.objects.filter(matter__in=found).exclude(issue=None).values_list("issue", flat=True)
    )
    fellows: defaultdict[int, list[int]] = defaultdict(list)
    for matter, issue in HotMember.objects.filter(issue__in=issues).values_list("matter", "issue"):
        fellows[issue].append(matter)
    return {matter for members in fellows.values() for matter in members[:OF_AN_ISSUE]}


def _linked(compared: Mapping[int, Said], lexicon: Lexicon) -> list[list[int]]:
    order, issue_of = sorted(compared), _issues(compared)
    together = {at: issue_of[matter] for at, matter in enumerate(order) if matter in issue_of}
    linked = link([lexicon.traits(compared[matter]) for matter in order], together)
    return [[order[at] for at in sorted(group)] for group in linked]


def _issues(matters: Collection[int]) -> dict[int, int]:
    """The matter -> its issue, of those that have one."""
    members = HotMember.objects.exclude(issue=None)
    if len(matters) <= BATCH:
        members = members.filter(matter__in=matters)
    return {matter: issue for matter, issue in members.values_list("matter", "issue") if issue}


def _keep(fresh: Collection[int], groups: Iterable[list[int]], said: Mapping[int, Said]) -> None:
    """Group by group: whoever waits to write gets in between."""
    wanted, waiting = frozenset(fresh), list[list[int]]()
    for group in groups:
        if not wanted.isdisjoint(group):
            waiting.append(group)
        if sum(map(len, waiting)) >= BATCH:
            _keep_some(wanted, waiting, said)
            waiting = []
    _keep_some(wanted, waiting, said)


@transaction.atomic
def _keep_some(fresh: Collection[int], groups: Collection[list[int]], said: Mapping[int, Said]) -> None:
    """Whoever finds an issue joins it, large new groups begin one, and the others are looked at no more."""
    matters = {matter for group in groups for matter in group}
    issue_of = _issues(matters)
    without = matters - issue_of.keys()
    tellings = _tellings(without, dict(merged().values_list("pk", "merged_into_id")))
    found: dict[int, int | None] = dict.fromkeys(without.intersection(fresh))
    begun = []
    for group in groups:
        known = next((issue_of[matter] for matter in group if matter in issue_of), None)
        if known:
            found |= dict.fromkeys(without.intersection(group), known)
        elif sum(tellings[matter] for matter in group) >= FEWEST:
            begun.append(group)
    _write(found | _formed(begun), said)


def _write(found: Mapping[int, int | None], said: Mapping[int, Said]) -> None:
    """A matter is learned from when it is looked at for the first time."""
    known = set(HotMember.objects.filter(matter__in=found).values_list("matter", flat=True))
    learn(said[matter] for matter in found if matter not in known)
    rows = [HotMember(matter_id=matter, issue_id=issue) for matter, issue in found.items()]
    HotMember.objects.bulk_create(
        rows, BATCH, update_conflicts=True, unique_fields=["matter"], update_fields=["issue"]
    )


def _tellings(matters: Collection[int], into: Mapping[int, int | None]) -> Counter[int]:
    """How many told of each of the matters, with all that were merged into it."""
    told = Telling.objects.exclude(joined=True, verified_at=None)
    if len(matters) <= BATCH:
        family = {matter for matter in into if end(matter, into) in matters}
        told = told.filter(matter__in={*matters, *family})
    return Counter(end(matter, into) for matter in told.values_list("matter", flat=True))


def _formed(groups: Collection[list[int]]) -> dict[int, int]:
    """The matter -> its new issue, which the first that told of it stands for."""
    if not groups:
        return {}
    wanted = {matter for group in groups for matter in group}
    path_of = dict(Matter.objects.filter(pk__in=wanted).values_list("pk", "place__path"))
    place_at = dict(Place.objects.values_list("path", "pk"))
    issues = [
        HotIssue(
            number=number, lead_id=group[0], place_id=place_at[common_path(path_of[each] for each in group)]
        )
        for number, group in zip(counters.take(HotIssue.SERIES, len(groups)), groups, strict=True)
    ]
    ledger.begin_many(issues, "form", by=machine("hot"))
    return {matter: issue.pk for issue, group in zip(issues, groups, strict=True) for matter in group}
