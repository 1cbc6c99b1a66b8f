"""The groups are brought up to date: each matter that is new finds its issue, or begins one."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from qiaomen.catalogue.models import UNSORTED, Item
from qiaomen.indicators.families import end, merged
from qiaomen.indicators.grouping import nearest
from qiaomen.indicators.hot.models import FEWEST, NEAR, HotIssue, HotMember
from qiaomen.indicators.hot.vocabulary import learn, remembered
from qiaomen.kernel import counters, ledger
from qiaomen.kernel.actors import machine
from qiaomen.matters.likeness.candidates import candidates
from qiaomen.matters.likeness.linking import link
from qiaomen.matters.likeness.traits import Lexicon, Said, read
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.states import State
from qiaomen.people.models import common_path
from qiaomen.territory.models import Place

FEW = 200  # so many new matters are compared with what may be alike; more of them all with all
OF_AN_ISSUE = 12  # members by whom an issue is known then
BATCH = 1000

_COLUMNS = ("number", "title", "body", "place_id", "item_id")


def regroup() -> int:
    """How many matters were looked at for the first time. Safe to repeat: it goes on where it stopped."""
    with transaction.atomic():
        fresh = list(_fresh().only(*_COLUMNS).order_by("pk"))
        if not fresh:
            return 0
        reader = Reader.load()
        compared, lexicon = _some(fresh, reader) if len(fresh) <= FEW else _all(reader)
        compared |= {matter.pk: reader.read(matter) for matter in fresh if matter.pk not in compared}
        issue_of = _issues(compared)
        _keep({matter.pk for matter in fresh}, _groups(compared, lexicon, issue_of), issue_of)
        return len(fresh)


def comparable() -> MatterQuerySet:
    """No confidential matter, no erased one; a merged one goes with the one that it was merged into."""
    return Matter.objects.filter(confidential=False, erased_at=None).exclude(state=State.MERGED)


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

    def read(self, matter: Matter) -> Said:
        item = matter.item_id if matter.item_id != self.unsorted else None
        return read(matter.title, matter.body, place=self.near.get(matter.place_id), item=item)


def _all(reader: Reader) -> tuple[dict[int, Said], Lexicon]:
    rows = comparable().only(*_COLUMNS).order_by("pk").iterator(BATCH)
    compared = {matter.pk: reader.read(matter) for matter in rows}
    return compared, learn(compared.values())


def _some(fresh: Collection[Matter], reader: Reader) -> tuple[dict[int, Said], Lexicon]:
    """What may be alike by the index of words, and a few members of each issue that it belongs to."""
    known = remembered()
    if known is None:
        return _all(reader)
    said = {matter.pk: reader.read(matter) for matter in fresh}
    found: set[int] = set()
    for matter in fresh:
        found |= set(candidates(f"{matter.title}\n{matter.body}", known, comparable()))
    wanted = found | _fellows(found)
    rows = comparable().filter(pk__in=wanted - said.keys()).only(*_COLUMNS)
    return said | {row.pk: reader.read(row) for row in rows}, known


def _fellows(found: Collection[int]) -> set[int]:
    issues = set(
        HotMember.objects.filter(matter__in=found).exclude(issue=None).values_list("issue", flat=True)
    )
    fellows: defaultdict[int, list[int]] = defaultdict(list)
    for matter, issue in HotMember.objects.filter(issue__in=issues).values_list("matter", "issue"):
        fellows[issue].append(matter)
    return {matter for members in fellows.values() for matter in members[:OF_AN_ISSUE]}


def _issues(compared: Collection[int]) -> dict[int, int]:
    """The matter -> its issue, of those that have one."""
    members = HotMember.objects.exclude(issue=None)
    if len(compared) <= BATCH:
        members = members.filter(matter__in=compared)
    return {matter: issue for matter, issue in members.values_list("matter", "issue") if issue}


def _groups(compared: Mapping[int, Said], lexicon: Lexicon, issue_of: Mapping[int, int]) -> list[list[int]]:
    order = sorted(compared)
    together = {at: issue_of[matter] for at, matter in enumerate(order) if matter in issue_of}
    linked = link([lexicon.traits(compared[matter]) for matter in order], together)
    return [[order[at] for at in sorted(group)] for group in linked]


def _keep(fresh: Collection[int], groups: Collection[list[int]], issue_of: Mapping[int, int]) -> None:
    """Whoever finds an issue joins it, large new groups begin one, and the others are looked at no more."""
    into = dict(merged().values_list("pk", "merged_into_id"))
    without = {matter for group in groups for matter in group if matter not in issue_of}
    tellings = _tellings(without, into)
    found: dict[int, int | None] = dict.fromkeys(fresh)
    begun = []
    for group in groups:
        known = next((issue_of[matter] for matter in group if matter in issue_of), None)
        if known:
            found |= dict.fromkeys(without.intersection(group), known)
        elif sum(tellings[matter] for matter in group) >= FEWEST:
            begun.append(group)
    found |= _formed(begun)
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
