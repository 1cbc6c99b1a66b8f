"""The assignment stack: city, street, community. Who holds a matter now, and who held it before."""

from django.db.models import QuerySet

from qiaomen.kernel.transitions import Change
from qiaomen.matters.models import Assignment, Matter


def active(matter: Matter) -> QuerySet[Assignment]:
    """The levels that are answerable now, the topmost first."""
    return matter.assignments.filter(ended_at=None).select_related("unit").order_by("depth")


def deepest(matter: Matter) -> Assignment | None:
    """The level that must act now; None while the desk has it."""
    return active(matter).last()


def returns(matter: Matter) -> int:
    """How often it has been handed back; after two, only a final assignment is left."""
    return matter.assignments.filter(end=Assignment.End.RETURNED).count()


def end_levels(change: Change[Matter], end: Assignment.End, *, from_depth: int = 0) -> None:
    for level in change.row.assignments.filter(ended_at=None, depth__gte=from_depth):
        level.ended_at, level.end = change.at, end
        change.keep(level)


def restore_levels(change: Change[Matter]) -> bool:
    """Take up again what the answer had ended; whether there was anything."""
    levels = list(change.row.assignments.filter(end=Assignment.End.ANSWERED))
    for level in levels:
        level.ended_at, level.end = None, ""
        change.keep(level)
    return bool(levels)
