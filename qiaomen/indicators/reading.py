"""Who may read reports, and what then is counted for them."""

from collections.abc import Collection
from dataclasses import replace

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import HOUSE, Grant, Permission
from qiaomen.matters.models import Matter
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.territory import paths

_READING = frozenset({Permission.MATTER_READ, Permission.REPORT_READ})
_COUNTING = _READING | {Permission.MATTER_UNSETTLED}


def readable(by: Actor) -> MatterQuerySet:
    """The matters that reports to `by` are made of: where a post lets them read reports and matters both.

    Confidential ones are in no report, whoever reads it.
    """
    grants = by.holding(Permission.REPORT_READ)
    if not grants:
        by.require(Permission.REPORT_READ, HOUSE)
    reader = Actor(by.ref, grants, by.units)
    return Matter.objects.visible_to(reader).filter(confidential=False)


def reads_whole_house(by: Actor) -> bool:
    return all(by.may(permission, HOUSE) for permission in _READING)


def for_whole_house(by: Actor) -> Actor:
    """`by` as a reader of the house's own figures: complaints, whomever about, are counted too.

    Raises Forbidden unless they may read the reports of the whole house.
    """
    for permission in sorted(_READING):
        by.require(permission, HOUSE)
    return Actor(by.ref, (Grant(_COUNTING),))


def below(by: Actor, path: str) -> Actor:
    """`by` as a reader of the reports below `path` and of nothing else."""
    grants = (grant for grant in by.holding(Permission.REPORT_READ) if paths.related(grant.below, path))
    return Actor(by.ref, tuple(replace(one, below=max(one.below, path, key=len)) for one in grants), by.units)


def involving(by: Actor, units: Collection[int]) -> Actor:
    """`by` as a reader of the reports on what these units have to do with, and of nothing else."""
    grants = (
        replace(grant, units=frozenset(units) & (frozenset(units) if grant.units is None else grant.units))
        for grant in by.holding(Permission.REPORT_READ)
    )
    return Actor(by.ref, tuple(grants), by.units)
