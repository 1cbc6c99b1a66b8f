"""What an actor may do, and where: one enum for the whole house, and the grants that posts give."""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """Alphabetical. A role is a set of these."""

    ANNOUNCE = "announce"
    CALENDAR_EDIT = "calendar.edit"
    CASE_CHECK = "case.check"
    CATALOGUE_EDIT = "catalogue.edit"
    KNOWLEDGE_EDIT = "knowledge.edit"
    LEDGER_READ = "ledger.read"
    MATTER_ASSIGN = "matter.assign"
    MATTER_CALL_BACK = "matter.call_back"
    MATTER_CLOSE = "matter.close"
    MATTER_CONFIDENTIAL = "matter.confidential"
    MATTER_DECIDE = "matter.decide"
    MATTER_DISCLOSE = "matter.disclose"
    MATTER_ERASE = "matter.erase"
    MATTER_HANDLE = "matter.handle"
    MATTER_NOTE = "matter.note"
    MATTER_READ = "matter.read"
    MATTER_RECEIVE = "matter.receive"
    MATTER_REQUEST = "matter.request"
    MATTER_SORT = "matter.sort"
    MATTER_SPEAK = "matter.speak"
    MATTER_STEP = "matter.step"
    MATTER_SUPERVISE = "matter.supervise"
    MATTER_UNSETTLED = "matter.unsettled"
    PEOPLE_EDIT = "people.edit"
    REPORT_READ = "report.read"
    ROUND_EDIT = "round.edit"
    ROUND_READ = "round.read"
    ROUND_WALK = "round.walk"
    TASK_RUN = "task.run"
    TERRITORY_EDIT = "territory.edit"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a row stands for permissions; every recorded row supplies its own.

    `path` is the path of its place ("" is the whole house), `units` the ids of the units that hold or
    assist it, `barred` the ids of the units that must not know of it; an `unsettled` row may be about any.
    """

    path: str = ""
    units: frozenset[int] = frozenset()
    barred: frozenset[int] = frozenset()
    confidential: bool = False
    unsettled: bool = False


HOUSE = Scope()


@dataclass(frozen=True, slots=True)
class Grant:
    """What one post gives: its role's permissions below a place, for all rows or those of some units."""

    permissions: frozenset[Permission]
    below: str = ""
    units: frozenset[int] | None = None
    post: str = ""
    role: str = ""

    def allows(self, permission: Permission, scope: Scope) -> bool:
        return permission in self.permissions and self.reaches(scope)

    def reaches(self, scope: Scope) -> bool:
        if scope.confidential and Permission.MATTER_CONFIDENTIAL not in self.permissions:
            return False
        if scope.unsettled and Permission.MATTER_UNSETTLED not in self.permissions:
            return False
        if self.units is not None and self.units.isdisjoint(scope.units):
            return False
        return scope.path.startswith(self.below)
