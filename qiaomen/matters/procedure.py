"""The ordered steps that handling a matter must take, as its item's procedure says."""

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.models import ProcedureVersion
from qiaomen.catalogue.procedures import StepPlan
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.models import Matter


def plan_of(matter: Matter) -> tuple[StepPlan, ...]:
    """The steps of the version that the matter began with; none without a procedure."""
    if not matter.procedure:
        return ()
    code, _at, version = matter.procedure.partition("@")
    return ProcedureVersion.objects.get(code=code, version=int(version)).plan.steps


def completed(matter: Matter) -> set[str]:
    return set(matter.steps.filter(sent_back_at=None).values_list("code", flat=True))


def open_steps(matter: Matter) -> list[StepPlan]:
    """Mandatory steps that are still to be completed, in order."""
    done = completed(matter)
    return [step for step in plan_of(matter) if step.mandatory and step.code not in done]


def step_named(matter: Matter, code: str) -> StepPlan:
    for step in plan_of(matter):
        if step.code == code:
            return step
    raise Refusal(_("This matter has no step “%s”.") % code)
