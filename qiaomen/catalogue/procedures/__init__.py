"""Procedures are data: ordered steps in TOML files beside this one, or written by the office."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import Any

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.limits import Limit
from qiaomen.kernel.refusal import Refusal

_STEP_KEYS = ("code", "name", "actor", "mandatory", "fields", "limit")
_LONGEST = {"code": 50, "name": 120}  # as wide as their columns


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


def shipped() -> Iterator[Procedure]:
    """The procedures that come with the program, by file name."""
    files = [file for file in resources.files(__name__).iterdir() if file.name.endswith(".toml")]
    for file in sorted(files, key=lambda each: each.name):
        yield from_toml(file.read_text(encoding="utf-8"))


def from_toml(text: str) -> Procedure:
    """A procedure from the text of a TOML file; errors name the key and the remedy."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise Refusal(_("This is not valid TOML: %s.") % problem) from None
    _require_keys(data, ("code", "name", "step"), str(_("the procedure")))
    for key, longest in _LONGEST.items():
        if not _is_text(data.get(key)) or len(data[key]) > longest or "@" in data["code"]:
            raise Refusal(_("A procedure needs “code” (without @) and “name”, both short and in quotes."))
    return from_json(data["code"], data["name"], data.get("step", []))


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
    where = str(_("step %d") % number)
    if not isinstance(step, dict) or not _is_text(step.get("code")) or not _is_text(step.get("name")):
        raise Refusal(_("In %s: give “code” and “name”, both in quotes.") % where)
    _require_keys(step, _STEP_KEYS, where)
    return StepPlan(
        code=step["code"],
        name=step["name"],
        actor=_actor(step.get("actor", StepActor.UNIT), where),
        mandatory=_mandatory(step.get("mandatory", True), where),
        fields=_fields(step.get("fields", []), where),
        limit=_limit(step.get("limit", ""), where),
    )


def _require_keys(table: dict[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in table.keys() - set(known):
        raise Refusal(
            _("In %(where)s: there is no key “%(key)s”. Choose from %(known)s.")
            % {"where": where, "key": key, "known": ", ".join(known)}
        )


def _actor(word: Any, where: str) -> StepActor:
    if word not in list(StepActor):
        raise Refusal(
            _("In %(where)s: “actor” must be one of %(actors)s.")
            % {"where": where, "actors": ", ".join(StepActor)}
        )
    return StepActor(word)


def _mandatory(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise Refusal(_("In %s: “mandatory” must be true or false, without quotes.") % where)
    return value


def _fields(names: Any, where: str) -> tuple[str, ...]:
    if not isinstance(names, list) or not all(map(_is_text, names)):
        raise Refusal(_("In %s: “fields” must be a list of names, each in quotes.") % where)
    return tuple(names)


def _limit(text: Any, where: str) -> Limit | None:
    if text == "":
        return None
    try:
        return Limit.parse(str(text))
    except Refusal as refusal:
        raise Refusal(
            _("In %(where)s: “limit”: %(problem)s") % {"where": where, "problem": refusal}
        ) from None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
