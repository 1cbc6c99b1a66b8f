"""What a phone carries for the time without signal: for its person, few rows, and few columns of each."""

from collections import defaultdict
from collections.abc import Mapping

from django.conf import settings
from django.db.models import Q, QuerySet

from qiaomen.catalogue.models import ProcedureVersion
from qiaomen.catalogue.procedures.language import Step
from qiaomen.field.cells import BRIEF, WHOLE, Cells, Row, brief, whole
from qiaomen.field.rounds import rounds_of
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.permissions import Scope
from qiaomen.matters.models import Matter, MatterStep
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.states import WORKED_ON, State
from qiaomen.territory.models import Place

MOST = 50  # of each list: a day's work, and little when a phone is lost
PLACES = 200
TO_HANDLE = (State.ASSIGNED, State.HANDLING)


def carried(actor: Actor) -> Cells:
    """Without what is confidential: that stays in the office."""
    open_ones = Matter.objects.visible_to(actor).open().filter(history=False, confidential=False)
    own = _own(open_ones, actor)
    return {
        "person": actor.ref,
        "days": settings.QIAOMEN_FIELD_DAYS,
        "reports": bool(actor.holding(May.MATTER_RECEIVE)),
        "places": _places(actor),
        "rounds": rounds_of(actor),
        "mine": own,
        "grid": _grid(open_ones, actor, [cells["number"] for cells in own]),
    }


def _places(actor: Actor) -> list[tuple[str, str]]:
    """Code and name of where the person takes reports in, in the order of the tree."""
    tops = {grant.below for grant in actor.holding(May.MATTER_RECEIVE)}
    if not tops:
        return []
    reach = Q()
    for top in tops:
        reach |= Q(pk__in=Place.objects.below(top))
    current = Place.objects.current(clock.today()).filter(reach).order_by("path")
    return list(current.values_list("code", "name")[:PLACES])


def _own(matters: MatterQuerySet, actor: Actor) -> list[Cells]:
    """Where it is the person's turn: their unit has it and no colleague was entrusted, or a step waits."""
    units, person = sorted(actor.units), int(actor.ref.rpartition("/")[2])
    waiting = MatterStep.objects.filter(unit__in=units, ended_at=None, filled_at=None)
    held = Q(unit__in=units, state__in=TO_HANDLE) & (Q(officer=None) | Q(officer=person))
    stepped = Q(pk__in=waiting.values("matter"), state__in=sorted(WORKED_ON))
    rows = list(matters.filter(held | stepped).order_by("due_at", "pk").values(*WHOLE, "place__path")[:MOST])
    steps = _steps(waiting, {row["pk"]: row["procedure"] for row in rows})
    return [_cells(row, steps[row["pk"]], actor) for row in rows]


def _cells(row: Row, steps: list[Step], actor: Actor) -> Cells:
    """With what the person's posts allow: some only look after what their unit has."""
    scope = Scope(path=row["place__path"], units=frozenset({row["unit_id"], *actor.units}))
    taken = steps if actor.may(May.MATTER_STEP, scope) else []
    handles = row["unit_id"] in actor.units and actor.may(May.MATTER_HANDLE, scope)
    return whole(row, taken, handles=handles)


def _steps(waiting: "QuerySet[MatterStep]", procedures: Mapping[int, str]) -> Mapping[int, list[Step]]:
    """The steps that wait for the person's units, by the id of the matter."""
    names = {name.partition("@")[::2] for name in procedures.values() if name}
    codes = {code for code, _version in names}
    versions = ProcedureVersion.objects.filter(code__in=codes) if codes else ()
    plans = {str(version): version.plan for version in versions}
    found = defaultdict(list)
    for matter, code in waiting.filter(matter__in=procedures).values_list("matter", "code"):
        step = plans[procedures[matter]].step(code)
        if step:
            found[matter].append(step)
    return found


def _grid(matters: MatterQuerySet, actor: Actor, own: list[str]) -> list[Cells]:
    """What else is open where the person works, newest first."""
    rows = matters.exclude(number__in=own).order_by("-received_at", "-pk").values(*BRIEF)[:MOST]
    checks = bool(actor.holding(May.MATTER_CALL_BACK))
    return [brief(row, checks=checks) for row in rows]
