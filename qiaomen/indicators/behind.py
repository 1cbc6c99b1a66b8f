"""The matters that stand behind a figure: by the same facts of which the figure is made."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.db import models
from django.utils.translation import gettext_lazy as _

from qiaomen.indicators.attempts import last_words
from qiaomen.indicators.definitions import Definition, in_force
from qiaomen.indicators.families import families, voices
from qiaomen.indicators.gathering import Closed, Source, attempts_in, closed_by, verdict_of
from qiaomen.indicators.grouping import Grouping, groups
from qiaomen.indicators.periods import Period
from qiaomen.indicators.rates import Verdict, is_satisfied, is_solved
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.states import State
from qiaomen.territory.models import PlaceKind


class Behind(models.TextChoices):
    """What a page counts. All but the first are of the matters closed in a period."""

    COUNTED = "counted", _("what counts in reports")
    CLOSED = "closed", _("closed")
    IN_TIME = "in_time", _("answered on time")
    LATE = "late", _("answered late")
    CONTACTED = "contacted", _("contacted in time")
    NOT_CONTACTED = "not_contacted", _("not contacted in time")
    SOLVED = "solved", _("solved, says the resident")
    UNSOLVED = "unsolved", _("not solved, says the resident")
    SATISFIED = "satisfied", _("satisfied")
    DISSATISFIED = "dissatisfied", _("not satisfied")


Answer = Callable[[Verdict, Definition], bool | None]


def _contacted(said: Verdict, _definition: Definition) -> bool | None:
    return said.contacted


VERDICTS: Mapping[Behind, tuple[Answer, bool]] = MappingProxyType(
    {
        Behind.CONTACTED: (_contacted, True),
        Behind.NOT_CONTACTED: (_contacted, False),
        Behind.SOLVED: (is_solved, True),
        Behind.UNSOLVED: (is_solved, False),
        Behind.SATISFIED: (is_satisfied, True),
        Behind.DISSATISFIED: (is_satisfied, False),
    }
)


def workload(matters: MatterQuerySet, definition: Definition) -> MatterQuerySet:
    """What comes in, waits and ends: no history, nothing excluded, merged into another or ordered by the
    house itself.
    """
    told = matters.counted().filter(confidential=False).exclude(state=State.MERGED)
    return told.exclude(item__code__in=sorted(definition.items_left_out))


def behind(figure: Behind, matters: MatterQuerySet, period: Period) -> MatterQuerySet:
    """Such of the matters as the figure counts; of verdicts, the matters that have one such."""
    definition = in_force(period.last)
    if figure == Behind.COUNTED:
        return workload(matters, definition)
    division = groups(Grouping.UNIT, PlaceKind.COMMUNITY)  # by whom is not asked
    source = Source(matters.filter(confidential=False), period, division, definition)
    return matters.filter(pk__in=_found(figure, source))


def _found(figure: Behind, source: Source) -> set[int]:
    judged = closed_by(source)
    if figure in VERDICTS:
        return _with_verdict(figure, source, judged)
    wanted = {Behind.IN_TIME: {True}, Behind.LATE: {False}}.get(figure, {True, False, None})
    return {pk for pk, matter in judged.items() if matter.in_time in wanted}


def _with_verdict(figure: Behind, source: Source, judged: Mapping[int, Closed]) -> set[int]:
    says, wanted = VERDICTS[figure]
    family = families(judged)
    words = last_words(attempts_in(source, family, voices(source.counted, family)))
    return {
        said.voice.lead
        for said in words
        if says(verdict_of(source.groups, judged[said.voice.lead], said), source.definition) is wanted
    }
