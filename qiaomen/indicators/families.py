"""Counted matters with all that were merged into them, and the voices that told of each."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet

from qiaomen.indicators.attempts import Voice
from qiaomen.indicators.rates import LeftOut
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.states import State


@dataclass(frozen=True, slots=True)
class Families:
    """`lead_of`: each matter whose voices count -> the counted matter that it belongs to, itself included.

    `beside` has a line for each matter that was merged into a counted one: into which, and what is shown;
    not for old ones, which are shown wherever they stand.
    """

    lead_of: Mapping[int, int]
    beside: tuple[tuple[int, LeftOut], ...]


class Merger(NamedTuple):
    """A merged matter. An old or excluded one gives no voice to its family."""

    pk: int
    into: int | None
    history: bool
    excluded: bool

    @property
    def speaks(self) -> bool:
        return not (self.history or self.excluded)

    @property
    def shown_as(self) -> LeftOut:
        return LeftOut.EXCLUDED if self.excluded else LeftOut.MERGED


def families(leads: Collection[int]) -> Families:
    """One query."""
    mergers = [Merger(*row) for row in merged().values_list("pk", "merged_into_id", "history", "excluded")]
    into = {merger.pk: merger.into for merger in mergers}
    inside = [(merger, lead) for merger in mergers if (lead := end(merger.pk, into)) in leads]
    speaking = {merger.pk: lead for merger, lead in inside if merger.speaks}
    return Families(
        lead_of={lead: lead for lead in leads} | speaking,
        beside=tuple((lead, merger.shown_as) for merger, lead in inside if not merger.history),
    )


def merged() -> QuerySet[Matter]:
    return Matter.objects.filter(state=State.MERGED)


def end(pk: int, into: Mapping[int, int | None]) -> int:
    """The matter at the end of the chain of mergers that begins with `pk`."""
    following = into.get(pk)
    while following is not None:
        pk, following = following, into.get(following)
    return pk


def voices(counted: MatterQuerySet, family: Families) -> dict[int, Voice]:
    """Telling -> voice, for all tellings of the families; two queries."""
    return {
        pk: Voice(family.lead_of[matter], who or pk)
        for pk, matter, who in _tellings(counted)
        if matter in family.lead_of
    }


def _tellings(counted: MatterQuerySet) -> Iterator[tuple[int, int, str]]:
    for matters in (counted, merged()):
        told = Telling.objects.filter(matter__in=matters.values("pk"))
        yield from told.values_list("pk", "matter_id", "who")
