"""The assignment stack: city, street, community. Who holds a matter now, and who held it before."""

from datetime import datetime

from django.db.models import QuerySet

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


def end_levels(matter: Matter, at: datetime, end: Assignment.End, *, from_depth: int = 0) -> None:
    matter.assignments.filter(ended_at=None, depth__gte=from_depth).update(ended_at=at, end=end)
