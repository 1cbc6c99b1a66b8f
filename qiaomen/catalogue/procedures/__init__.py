"""Procedures are data: ordered steps in TOML files beside this one, or written by the office."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.limits import Limit
from qiaomen.kernel.refusal import Refusal


class StepActor(StrEnum):
    UNIT = "unit"
    DESK = "desk"
    SUPERIOR = "superior"
    RESIDENT = "resident"


@dataclass(frozen=True, slots=True)
class StepPlan:
    """One step: who takes it, what must be filled in, and by when (from the start of the step)."""

    code: str
    name: str
    actor: StepActor
    mandatory: bool
    fields: tuple[str, ...]
    limit: Limit | None


@dataclass(frozen=True, slots=True)
class Procedure:
    code: str
    name: str
    steps: tuple[StepPlan, ...]


def from_toml(text: str) -> Procedure:
    """A procedure from the text of a TOML file; errors name the key and the remedy."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise Refusal(_("This is not valid TOML: %s.") % problem) from None
    code, name = data.get("code"), data.get("name")
    if not isinstance(code, str) or not isinstance(name, str) or not code or "@" in code:
        raise Refusal(_("A procedure needs “code” (without @) and “name”, both in quotes."))
    return from_json(code, name, data.get("step", []))


def from_json(code: str, name: str, steps: Any) -> Procedure:
    """The same from the stored list of steps."""
    if not isinstance(steps, list):
        raise Refusal(_("The steps of “%s” must be a list: write [[step]] before each.") % code)
    plans = tuple(_step(number, step) for number, step in enumerate(steps, start=1))
    codes = [plan.code for plan in plans]
    for plan in plans:
        if codes.count(plan.code) > 1:
            raise Refusal(_("Two steps have the code “%s”. Give one of them another.") % plan.code)
    return Procedure(code, name, plans)


def to_json(procedure: Procedure) -> list[dict[str, Any]]:
    return [
        {
            "code": step.code,
            "name": step.name,
            "actor": step.actor.value,
            "mandatory": step.mandatory,
            "fields": list(step.fields),
            "limit": str(step.limit or ""),
        }
        for step in procedure.steps
    ]


def _step(number: int, step: Any) -> StepPlan:
    where = {"number": number}
    if not isinstance(step, dict) or not step.get("code") or not step.get("name"):
        raise Refusal(_("Step %(number)d needs “code” and “name”.") % where)
    if step.get("actor", "unit") not in set(StepActor):
        raise Refusal(
            _("Step %(number)d: “actor” must be one of %(actors)s.")
            % {**where, "actors": ", ".join(StepActor)}
        )
    fields = step.get("fields", [])
    if not isinstance(fields, list) or not all(isinstance(field, str) and field for field in fields):
        raise Refusal(_("Step %(number)d: “fields” must be a list of names.") % where)
    limit = Limit.parse(step["limit"]) if step.get("limit") else None
    return StepPlan(
        str(step["code"]),
        str(step["name"]),
        StepActor(step.get("actor", "unit")),
        bool(step.get("mandatory", True)),
        tuple(fields),
        limit,
    )
