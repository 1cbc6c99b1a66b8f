"""What the tally needs, loaded for a period in a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Case as Choice
from django.db.models import CharField, Count, F, Q, QuerySet, Value, When

from qiaomen.indicators.attempts import Attempt, Voice, last_words
from qiaomen.indicators.definitions import Definition
from qiaomen.indicators.families import Families, families, merged, voices
from qiaomen.indicators.grouping import Groups
from qiaomen.indicators.instants import Epoch
from qiaomen.indicators.periods import Period
from qiaomen.indicators.rates import Case, Facts, Group, LeftOut, Verdict
from qiaomen.kernel import clock
from qiaomen.kernel.actors import is_resident
from qiaomen.matters.models import CallBack, Matter
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.states import State


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from: the matters that may be read, in a period, by groups, under a definition."""

    readable: MatterQuerySet
    period: Period
    groups: Groups
    definition: Definition

    @property
    def told(self) -> MatterQuerySet:
        """Without the orders of the house to itself."""
        return self.readable.exclude(item__code__in=sorted(self.definition.items_left_out))

    @property
    def counted(self) -> MatterQuerySet:
        """The matters of the workload."""
        grounds = sorted(self.definition.closed_for)
        closed = self.told.counted().filter(state=State.CLOSED, ground__in=grounds)
        return closed.filter(self.period.holds("closed_at"))


class Closed(NamedTuple):
    """A matter of the workload, judged by its standing answer."""

    group: Group
    kind: str
    seconds: int
    in_time: bool | None


def gather(source: Source) -> Facts:
    matters = closed_by(source)
    family = families(matters)
    voice_of = voices(source.counted, family)
    attempts = list(attempts_in(source, family, voice_of))
    words = last_words(attempts)
    return Facts(
        cases=_cases(matters, voice_of, words),
        verdicts=Counter(verdict_of(source.groups, matters[said.voice.lead], said) for said in words),
        overdue=_overdue(source),
        left_out=_left_out(source) + _left_out_beside(source.groups, matters, family, attempts),
    )


def closed_by(source: Source) -> dict[int, Closed]:
    in_time = Choice(
        When(due_at=None, then=None), When(answered_at__lte=F("due_at"), then=True), default=False
    )
    rows = source.counted.values_list(
        "pk", source.groups.column, "kind", Epoch("answered_at") - Epoch("received_at"), in_time
    )
    group_of = source.groups.group_of
    return {pk: Closed(group_of(value), *judged) for pk, value, *judged in rows}


def attempts_in(source: Source, family: Families, voice_of: Mapping[int, Voice]) -> Iterator[Attempt]:
    """Call-backs that reached a voice of the family which they were about; two queries.

    A telling that was split off later speaks of another concern, and is not among them.
    """
    for telling, matter, by, answered_by, *said in chain(_reached(source.counted), _reached(merged())):
        voice = voice_of.get(telling)
        if voice and voice.lead == family.lead_of.get(matter):
            yield Attempt(voice, by == answered_by, is_resident(by), *said)


def _reached(matters: QuerySet[Matter]) -> Iterator[tuple[Any, ...]]:
    """Telling, matter, who asked, who had answered, then the last columns of an Attempt."""
    rows = CallBack.objects.filter(reached=True, matter__in=matters.values("pk")).order_by("pk")
    said = ("answer_id", "answer__unit_id", "contacted", "solved", "satisfaction")
    return rows.values_list("telling_id", "matter_id", "by", "answer__by", *said).iterator()


def _cases(matters: Mapping[int, Closed], voice_of: Mapping[int, Voice], words: list[Attempt]) -> list[Case]:
    told = Counter(voice.lead for voice in set(voice_of.values()))
    reached = Counter(voice.lead for voice in {attempt.voice for attempt in words})
    return [
        Case(matter.group, matter.seconds, matter.in_time, told[pk], reached[pk])
        for pk, matter in matters.items()
    ]


def verdict_of(groups: Groups, matter: Closed, attempt: Attempt) -> Verdict:
    return Verdict(
        groups.of_answer(matter.group, attempt.unit),
        matter.kind,
        attempt.contacted,
        attempt.solved,
        attempt.satisfaction,
    )


def _overdue(source: Source) -> Counter[Group]:
    """Promised for a day of the period, and no answer so far."""
    late = source.told.counted().overdue(clock.now()).filter(source.period.holds("due_at"))
    count: Counter[Group] = Counter()
    for value, number in late.values_list(source.groups.column).annotate(Count("pk")).order_by():
        count[source.groups.group_of(value)] += number
    return count


def _left_out(source: Source) -> Counter[tuple[Group, LeftOut]]:
    """Matters that ended in the period and are not counted; of old ones those received in it."""
    old = Q(history=True) & source.period.holds("received_at")
    ended = Q(history=False) & source.period.holds("closed_at")
    rows = source.readable.filter(old | ended).annotate(reason=_reason(source.definition)).exclude(reason="")
    count: Counter[tuple[Group, LeftOut]] = Counter()
    for value, reason, number in (
        rows.values_list(source.groups.column, "reason").annotate(Count("pk")).order_by()
    ):
        count[source.groups.group_of(value), LeftOut(reason)] += number
    return count


def _reason(definition: Definition) -> Choice:
    """Why a matter that has ended is not counted, the first that fits; "" for one that is."""
    return Choice(
        When(history=True, then=Value(LeftOut.HISTORY.value)),
        When(excluded=True, then=Value(LeftOut.EXCLUDED.value)),
        When(item__code__in=sorted(definition.items_left_out), then=Value(LeftOut.SUPERVISION.value)),
        When(state=State.DECLINED, then=Value(LeftOut.DECLINED.value)),
        When(~Q(ground__in=sorted(definition.closed_for)), then=Value(LeftOut.WITHDRAWN.value)),
        default=Value(""),
        output_field=CharField(),
    )


def _left_out_beside(
    groups: Groups, matters: Mapping[int, Closed], family: Families, attempts: Iterable[Attempt]
) -> Counter[tuple[Group, LeftOut]]:
    """What is not counted of matters that are: those merged into them, verdicts by who answered."""
    merged_ones = Counter((matters[lead].group, reason) for lead, reason in family.beside)
    own = (attempt for attempt in attempts if attempt.own)
    return merged_ones + Counter(
        (groups.of_answer(matters[attempt.voice.lead].group, attempt.unit), LeftOut.OWN_VERDICT)
        for attempt in own
    )
