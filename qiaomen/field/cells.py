"""What a phone carries of a matter, as text: as little as the way to it and the work there need. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from qiaomen.catalogue.procedures.language import Blank, Step
from qiaomen.matters.states import LIFE, STANDING_CLOCK, UNANSWERED, Outcome, State, Verb
from qiaomen.territory.naming import chained

BRIEF = ("number", "title", "state", "place__name", "place__parent__name", "due_at", "ledger_seq")
TO_CHECK = LIFE[Verb.CHECK].sources or frozenset()
WHOLE = (*BRIEF, "pk", "body", "address", "longitude", "latitude", "unit_id", "procedure")

Row = Mapping[str, Any]
Cells = dict[str, Any]


def day_and_time(local: datetime) -> str:
    return f"{date_format(local, 'MONTH_DAY_FORMAT')} {date_format(local, 'TIME_FORMAT')}"


def brief(row: Row, *, checks: bool = False) -> Cells:
    """A matter of the grid that others work on: that it is known, and how it stands."""
    runs = row["state"] in UNANSWERED and row["state"] not in STANDING_CLOCK and row["due_at"]
    return {
        "number": row["number"],
        "seq": row["ledger_seq"],
        "title": row["title"],
        "state": str(State(row["state"]).label),
        "place": chained(filter(None, (row["place__parent__name"], row["place__name"]))),
        "due": _("by %s") % day_and_time(timezone.localtime(row["due_at"])) if runs else "",
        "dueAt": int(row["due_at"].timestamp() * 1000) if runs else 0,
        "deeds": [{"noun": "check" if checks and row["state"] in TO_CHECK else "note"}],
    }


def whole(row: Row, steps: Sequence[Step], *, handles: bool) -> Cells:
    """A matter that waits for whoever carries the phone; `steps` are those that they can take."""
    point = f"{row['latitude']}, {row['longitude']}" if row["longitude"] is not None else ""
    taken = [step_cells(step) for step in steps]
    return {
        **brief(row),
        "body": row["body"],
        "address": row["address"],
        "point": point,
        "deeds": [*taken, *(_handling(row["state"], steps) if handles else ()), {"noun": "note"}],
    }


def _handling(state: str, steps: Sequence[Step]) -> Sequence[Cells]:
    """What the unit does: it answers after it has accepted and taken its steps, all on the same walk."""
    if state not in {State.ASSIGNED, State.HANDLING}:
        return []
    accept = [{"noun": "accept"}] if state == State.ASSIGNED else []
    before = [f"step-{step.code}" for step in steps if step.mandatory and not step.after_answer]
    outcomes = [[one.value, str(one.label)] for one in Outcome]
    after = [*(deed["noun"] for deed in accept), *before]
    return [*accept, {"noun": "answer", "outcomes": outcomes, "after": after}]


def step_cells(step: Step) -> Cells:
    fields = [blank_cells(step, blank) for blank in step.fields]
    return {"noun": "step", "step": step.code, "title": step.name, "help": step.help, "fields": fields}


def blank_cells(step: Step, blank: Blank) -> Cells:
    """`when` names the field of the same step and the values with which this one is asked for."""
    here = blank.when if blank.when and blank.when.step == step.code else None
    return {
        "name": f"blank-{blank.code}",
        "label": blank.label,
        "kind": blank.kind.value,
        "options": list(blank.options),
        "required": blank.required and not blank.sum_of and (blank.when is None or here is not None),
        "when": [f"blank-{here.field}", list(here.values)] if here else None,
    }
