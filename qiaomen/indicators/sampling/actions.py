"""How a month is drawn and a case is checked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from qiaomen.catalogue.models import SUPERVISION
from qiaomen.indicators.periods import Period
from qiaomen.indicators.sampling.checklists import Question, in_force
from qiaomen.indicators.sampling.drawing import draw, pool_of
from qiaomen.indicators.sampling.models import Mark, Sample, SampledCase
from qiaomen.kernel import clock, ledger, roots
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event, Root
from qiaomen.kernel.names import taken_means
from qiaomen.kernel.permissions import HOUSE, Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.actions.inspecting import correct, inspect
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Ground, State

_MOST = 100  # of one unit: more is no sample

Pool = Mapping[int, list[str]]


def draw_sample(month: date, *, per_unit: int, by: Actor) -> Sample:
    """Draw `per_unit` matters of each unit from those closed in the month that the day lies in, once."""
    by.require(Permission.CASE_CHECK, HOUSE)
    first, period = month.replace(day=1), Period.month(month)
    if not 1 <= per_unit <= _MOST:
        raise Refusal(_("Draw 1 to %d matters of each unit.") % _MOST)
    if clock.today().replace(day=1) <= first:
        raise Refusal(_("The month has not ended yet. Draw from the first day of the next."))
    with taken_means(_("This month has been drawn already: a second draw would choose again.")):
        matters = {matter.number: matter for matter in _closed_in(period)}
        if not matters:
            raise Refusal(_("Nothing was closed in that month, so there is nothing to draw."))
        pool = _by_unit(matters)
        sample = Sample(month=first, per_unit=per_unit, checklist=in_force(clock.today()).version)
        sample.seed, sample.source = _seed(period)
        sample.pool = pool_of(pool)
        ledger.begin(sample, "draw", by=by, data={"matters": len(matters)})
        drawn = [number for numbers in draw(pool, sample.seed, per_unit).values() for number in numbers]
        ledger.begin_many([_case(sample, matters[number]) for number in sorted(drawn)], "draw", by=by)
    return sample


def check_case(
    case: SampledCase, *, by: Actor, marks: Mapping[str, Mark], remarks: Mapping[str, str]
) -> Event:
    """What the file shows, question by question; a no needs a remark, and may have to be put right."""
    with move(case, "check", by=by) as change:
        questions = case.sample.questions.questions
        _require_complete(questions, marks, remarks)
        inspect(case.matter, by=by, remarks=_in_words(questions, remarks))
        if faults := [each for each in questions if each.put_right and marks[each.code] == Mark.NO]:
            finding = correct(case.matter, by=by, order=_order(case, faults))
            change.set(finding_id=finding.pk)
        change.set(marks={code: mark.value for code, mark in marks.items()}, checked_at=change.at)
    return change.event


def _closed_in(period: Period) -> Iterator[Matter]:
    """What an office has handled to its end: no old matters, no withdrawn ones, no orders of the house."""
    closed = Matter.objects.filter(period.holds("closed_at"), state=State.CLOSED, history=False)
    told = closed.exclude(ground=Ground.WITHDRAWN).exclude(item__code=SUPERVISION).filter(erased_at=None)
    return told.only("number", "unit_id").iterator()


def _by_unit(matters: Mapping[str, Matter]) -> Pool:
    pool: defaultdict[int, list[str]] = defaultdict(list)
    for number, matter in matters.items():
        pool[matter.unit_id].append(number)
    return pool


def _seed(period: Period) -> tuple[str, str]:
    """The root of the month's last day, which nobody could choose; without one, of the ledger as it is."""
    if root := Root.objects.filter(day__in=[period.last]).first():
        return root.digest, f"root {root.day}"
    through = Event.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    heads = roots.Heads().advance(through).root(clock.today(), previous="")
    return heads.digest, f"heads {heads.events}"


def _case(sample: Sample, matter: Matter) -> SampledCase:
    return SampledCase(sample=sample, matter=matter, unit_id=matter.unit_id)


def _require_complete(
    questions: tuple[Question, ...], marks: Mapping[str, Mark], remarks: Mapping[str, str]
) -> None:
    if missing := [str(each) for each in questions if each.code not in marks]:
        raise Refusal(_("Answer this too: %s") % missing[0])
    for each in questions:
        if marks[each.code] == Mark.NO and not remarks.get(each.code, "").strip():
            raise Refusal(_("Write what is missing: %s") % each)


def _in_words(questions: tuple[Question, ...], remarks: Mapping[str, str]) -> str:
    """In the office's language: whoever reads the matter reads this."""
    with translation.override(settings.LANGUAGE_CODE):
        said = [(str(each), remarks.get(each.code, "").strip()) for each in questions]
    return "\n".join(f"{question} {remark}" for question, remark in said if remark)


def _order(case: SampledCase, faults: list[Question]) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        listed = " ".join(f"{place}. {fault}" for place, fault in enumerate(faults, start=1))
        sentence = _("A check of the file of %(number)s found faults. Put them right and report: %(faults)s")
        return sentence % {"number": case.matter.number, "faults": listed}
