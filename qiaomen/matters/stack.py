"""The assignment stack: city, street, community. Who holds a matter now, and who held it before."""

from operator import attrgetter

from qiaomen.kernel.transitions import Change
from qiaomen.matters.models import Assignment, Matter


def active(matter: Matter) -> list[Assignment]:
    """The levels that are answerable now, the topmost first."""
    levels = [level for level in matter.assignments.all() if level.ended_at is None]
    return sorted(levels, key=attrgetter("depth"))


def deepest(matter: Matter) -> Assignment | None:
    """The level that must act now; None while the desk has it."""
    return next(reversed(active(matter)), None)


def returns(matter: Matter) -> int:
    """How often it has been handed back; after two, only a final assignment is left."""
    return sum(level.end == Assignment.End.RETURNED for level in matter.assignments.all())


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
