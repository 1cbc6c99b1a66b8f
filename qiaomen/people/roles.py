"""The roles that an installation begins with: data that an office may change, and the reasons for it.

A role of reach "place" sees all rows below the post's place; one of reach "unit" only those that the post's
unit or a unit below it holds or assists. Nobody but those named for it sees confidential matters, and whoever
keeps accounts and catalogues works on no matter.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.people.actions.roles import add_role
from qiaomen.people.models import Role


@dataclass(frozen=True, slots=True)
class Shipped:
    """A role as it leaves the house; the name is Chinese because it is data."""

    code: str
    name: str
    reach: Role.Reach
    permissions: frozenset[Permission]


_CLERK = frozenset(
    {
        Permission.MATTER_ASSIGN,
        Permission.MATTER_CALL_BACK,
        Permission.MATTER_CLOSE,
        Permission.MATTER_DISCLOSE,
        Permission.MATTER_HANDLE,
        Permission.MATTER_NOTE,
        Permission.MATTER_READ,
        Permission.MATTER_RECEIVE,
        Permission.MATTER_REQUEST,
        Permission.MATTER_SORT,
        Permission.MATTER_SPEAK,  # on the phone, for the resident
        Permission.MATTER_STEP,
        Permission.MATTER_UNSETTLED,  # in a desk only, whatever the role says
    }
)
_COMPANY = frozenset(
    {
        Permission.MATTER_HANDLE,
        Permission.MATTER_NOTE,
        Permission.MATTER_READ,
        Permission.MATTER_REQUEST,
        Permission.MATTER_STEP,
    }
)
# an office keeps its own short answers true and announces, a coordinator does so for all units in the place
_OFFICER = _COMPANY | {
    Permission.ANNOUNCE,
    Permission.KNOWLEDGE_EDIT,
    Permission.MATTER_ASSIGN,
    Permission.MATTER_DISCLOSE,
    Permission.ROUND_EDIT,
    Permission.ROUND_READ,
}
_COORDINATOR = _CLERK | {
    Permission.ANNOUNCE,
    Permission.CASE_CHECK,
    Permission.KNOWLEDGE_EDIT,
    Permission.MATTER_DECIDE,
    Permission.MATTER_SUPERVISE,
    Permission.REPORT_READ,
    Permission.ROUND_EDIT,
    Permission.ROUND_READ,
}
_LEADER = frozenset(
    {
        Permission.CASE_CHECK,
        Permission.MATTER_DECIDE,
        Permission.MATTER_NOTE,
        Permission.MATTER_READ,
        Permission.MATTER_STEP,  # what a procedure asks of those above
        Permission.MATTER_SUPERVISE,
        Permission.REPORT_READ,
        Permission.ROUND_READ,
    }
)
_ADMINISTRATOR = frozenset(
    {
        Permission.CALENDAR_EDIT,
        Permission.CATALOGUE_EDIT,
        Permission.PEOPLE_EDIT,
        Permission.TASK_RUN,
        Permission.TERRITORY_EDIT,
    }
)

SHIPPED = (
    Shipped("clerk", "受理员", Role.Reach.PLACE, _CLERK),
    Shipped(
        "confidential_clerk", "保密事项受理员", Role.Reach.PLACE, _CLERK | {Permission.MATTER_CONFIDENTIAL}
    ),
    Shipped("coordinator", "调度员", Role.Reach.PLACE, _COORDINATOR),
    Shipped("officer", "承办人", Role.Reach.UNIT, _OFFICER),
    # companies never see contacts: the desk relays
    Shipped("company_officer", "企业承办人", Role.Reach.UNIT, _COMPANY),
    # sees and takes in all of the grid; handles what the community is given by a second post as its officer
    Shipped(
        "grid_worker",
        "网格员",
        Role.Reach.PLACE,
        frozenset(
            {
                Permission.MATTER_NOTE,
                Permission.MATTER_READ,
                Permission.MATTER_RECEIVE,
                Permission.ROUND_WALK,
            }
        ),
    ),
    # volunteers, couriers: tell what they see, with photos, and read nothing
    Shipped(
        "volunteer",
        "志愿者（含快递员）",
        Role.Reach.PLACE,
        frozenset({Permission.MATTER_NOTE, Permission.MATTER_RECEIVE}),
    ),
    Shipped("leader", "分管领导", Role.Reach.PLACE, _LEADER),
    Shipped(
        "auditor",
        "审计员",
        Role.Reach.PLACE,
        frozenset(
            {
                Permission.CASE_CHECK,  # the only thing that an auditor writes
                Permission.LEDGER_READ,
                Permission.MATTER_READ,
                Permission.REPORT_READ,
                Permission.ROUND_READ,
            }
        ),
    ),
    Shipped("administrator", "系统管理员", Role.Reach.PLACE, _ADMINISTRATOR),
)

LABELS = {
    "clerk": _("clerk"),
    "confidential_clerk": _("clerk for confidential matters"),
    "coordinator": _("coordinator"),
    "officer": _("officer"),
    "company_officer": _("officer of a company"),
    "grid_worker": _("grid worker"),
    "leader": _("leader"),
    "auditor": _("auditor"),
    "administrator": _("administrator"),
}


def role_label(code: str) -> str:
    """In the reader's words where the house knows it; an office's own role is called by its code."""
    return str(LABELS.get(code, code))


@transaction.atomic
def ship_roles(*, by: Actor) -> list[Role]:
    """Add the shipped roles that are missing; what an office has changed stays as it is."""
    known = set(Role.objects.values_list("code", flat=True))
    return [
        add_role(
            code=shipped.code,
            name=shipped.name,
            permissions=shipped.permissions,
            reach=shipped.reach,
            by=by,
        )
        for shipped in SHIPPED
        if shipped.code not in known
    ]
