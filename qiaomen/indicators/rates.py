"""The tally: from plain facts to rates. No database, no floats; the definition says what counts."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from qiaomen.indicators.definitions import Definition

Group = Hashable


class LeftOut(models.TextChoices):
    """Why something is not counted."""

    HISTORY = "history", _("taken in as history")
    EXCLUDED = "excluded", _("excluded by decision")
    SUPERVISION = "supervision", _("supervision order")
    MERGED = "merged", _("merged into another")
    WITHDRAWN = "withdrawn", _("withdrawn by the resident")
    DECLINED = "declined", _("declined")
    OWN_VERDICT = "own_verdict", _("verdict entered by who answered")


class Case(NamedTuple):
    """One matter of the workload: `seconds` from receipt to the standing answer, `voices` that told of it
    and how many were `reached`; `in_time` is None where nothing was promised.
    """

    group: Group
    seconds: int
    in_time: bool | None
    voices: int
    reached: int


class Verdict(NamedTuple):
    """What one voice last said of one answer; None is a question that was not answered."""

    group: Group
    kind: str
    contacted: bool | None
    solved: bool | None
    satisfaction: int | None


@dataclass(slots=True)
class Facts:
    """All that a report is made of, or the part of one group. Equal verdicts are counted together."""

    cases: list[Case] = field(default_factory=list)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    overdue: Counter[Group] = field(default_factory=Counter)
    left_out: Counter[tuple[Group, LeftOut]] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    numerator: int
    denominator: int

    @property
    def rate(self) -> Fraction | None:
        """Between 0 and 1; None of nothing."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None


@dataclass(frozen=True, slots=True)
class Figures:
    """What a report says of one group, or of all."""

    matters: int
    response: Share
    resolution: Share
    satisfaction: Share
    reached: Share
    on_time: Share
    median_seconds: int | None
    p90_seconds: int | None
    overdue: int
    left_out: Mapping[LeftOut, int]


def tally(facts: Facts, definition: Definition) -> Figures:
    cases, verdicts = facts.cases, facts.verdicts
    times = sorted(case.seconds for case in cases)
    left_out: Counter[LeftOut] = Counter()
    for (_group, reason), count in facts.left_out.items():
        left_out[reason] += count
    return Figures(
        matters=len(cases),
        response=_share((said.contacted, count) for said, count in verdicts.items()),
        resolution=_share((is_solved(said, definition), count) for said, count in verdicts.items()),
        satisfaction=_share((is_satisfied(said, definition), count) for said, count in verdicts.items()),
        reached=Share(sum(case.reached for case in cases), sum(case.voices for case in cases)),
        on_time=_share(Counter(case.in_time for case in cases).items()),
        median_seconds=within(times, Fraction(1, 2)),
        p90_seconds=within(times, Fraction(9, 10)),
        overdue=facts.overdue.total(),
        left_out={reason: left_out[reason] for reason in LeftOut if left_out[reason]},
    )


def by_group(facts: Facts) -> dict[Group, Facts]:
    """The facts of each group, however little is known of it."""
    parts: dict[Group, Facts] = defaultdict(Facts)
    for case in facts.cases:
        parts[case.group].cases.append(case)
    for verdict, count in facts.verdicts.items():
        parts[verdict.group].verdicts[verdict] = count
    for group, count in facts.overdue.items():
        parts[group].overdue[group] = count
    for (group, reason), count in facts.left_out.items():
        parts[group].left_out[group, reason] = count
    return dict(parts)


def within(ordered: Sequence[int], part: Fraction) -> int | None:
    """The smallest of the ordered values that at least `part` of them do not exceed; None of nothing."""
    if not ordered:
        return None
    needed = -(-len(ordered) * part.numerator // part.denominator)
    return ordered[needed - 1]


def _share(said: Iterable[tuple[bool | None, int]]) -> Share:
    """How many said yes, of those who said yes or no."""
    counted: Counter[bool | None] = Counter()
    for answer, count in said:
        counted[answer] += count
    return Share(counted[True], counted[True] + counted[False])


def is_solved(verdict: Verdict, definition: Definition) -> bool | None:
    return None if verdict.kind in definition.solution_not_asked else verdict.solved


def is_satisfied(verdict: Verdict, definition: Definition) -> bool | None:
    stars = verdict.satisfaction
    return None if stars is None else stars >= definition.satisfied_from
