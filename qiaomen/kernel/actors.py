"""Who acts. An actor is text for the ledger and a set of grants for permissions, never a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.permissions import Grant, Permission, Scope
from qiaomen.kernel.refusal import Forbidden


@dataclass(frozen=True, slots=True)
class Actor:
    """`ref` is what the ledger says (person/12, resident/web, machine/escalation, import/7).

    `units` are the ids of all units that the actor belongs to; a row that bars one of them is invisible.
    """

    ref: str
    grants: tuple[Grant, ...] = ()
    units: frozenset[int] = field(default=frozenset())

    def may(self, permission: Permission, scope: Scope) -> bool:
        if not self.units.isdisjoint(scope.barred):
            return False
        return any(grant.allows(permission, scope) for grant in self.grants)

    def holds(self, role: str, scope: Scope) -> bool:
        """Whether the actor has this role where the row stands."""
        return any(grant.role == role and grant.reaches(scope) for grant in self.grants)

    def require(self, permission: Permission, scope: Scope) -> None:
        if not self.may(permission, scope):
            raise Forbidden(_("You may not do this here. Ask the person in charge of your unit's roles."))

    def require_post(self) -> None:
        """Refuse whoever holds none today."""
        if not self.grants:
            raise Forbidden(
                _("You have no post today. Ask the person who keeps your unit's accounts for one.")
            )

    def post_for(self, permission: Permission, scope: Scope) -> str:
        """The post by which the actor may do this, "" for none or for a machine."""
        return next((grant.post for grant in self.grants if grant.allows(permission, scope)), "")

    def holding(self, permission: Permission) -> tuple[Grant, ...]:
        return tuple(grant for grant in self.grants if permission in grant.permissions)


_ALL_READ = frozenset({Permission.MATTER_READ, Permission.MATTER_CONFIDENTIAL, Permission.MATTER_UNSETTLED})

MACHINES: Mapping[str, frozenset[Permission]] = {
    # every machine that acts by itself, and all that it may do
    "calendar": _ALL_READ | {Permission.CALENDAR_EDIT},  # counts due dates anew
    "console": frozenset(Permission),  # the engineer at the command line of the installation
    "custom": _ALL_READ | {Permission.MATTER_DECIDE},  # grants what the office grants without asking
    "escalation": _ALL_READ | {Permission.MATTER_SUPERVISE},
    "hot": frozenset(),  # groups matters that tell of one problem
    "import": _ALL_READ | {Permission.MATTER_RECEIVE, Permission.MATTER_SORT},
    "learner": frozenset({Permission.CATALOGUE_EDIT}),  # learns items from decided matters, and proposes to
    "mailbox": _ALL_READ | {Permission.MATTER_NOTE},  # says what became of a mail
    "neighbours": _ALL_READ | {Permission.MATTER_SORT},  # merges what joins a released matter
    # gates, steps that lapse, and an answer that a review sets aside
    "procedure": _ALL_READ | {Permission.MATTER_CLOSE, Permission.MATTER_STEP},
    "resumption": _ALL_READ | {Permission.MATTER_HANDLE},
    "retention": _ALL_READ | {Permission.MATTER_ERASE},
    "review": frozenset({Permission.KNOWLEDGE_EDIT}),  # chases short answers that nobody vouches for any more
    "root": frozenset(),  # cuts the daily root of the ledger
    "sampling": frozenset({Permission.CASE_CHECK}),  # draws the closed matters that are checked
    "silence": _ALL_READ | {Permission.MATTER_CLOSE},
    "supervision": _ALL_READ | {Permission.MATTER_RECEIVE, Permission.MATTER_ASSIGN},
    "whistle": _ALL_READ | {Permission.MATTER_ASSIGN},  # ends what is over
}

_OWN = frozenset(
    {
        Permission.MATTER_CONFIDENTIAL,
        Permission.MATTER_RECEIVE,
        Permission.MATTER_REQUEST,
        Permission.MATTER_SPEAK,
        Permission.MATTER_STEP,
        Permission.MATTER_UNSETTLED,
    }
)


def machine(name: str, *, run: str = "") -> Actor:
    """The machine `name`; `run` tells one run from another in the ledger (import/7)."""
    ref = f"{name}/{run}" if run else f"machine/{name}"
    return Actor(ref, (Grant(MACHINES[name]),))


def resident(channel: str) -> Actor:
    """A resident who speaks for a matter of their own, known by number and code, by the channel used."""
    return Actor(f"resident/{channel}", (Grant(_OWN),))


def is_person(ref: str) -> bool:
    """Whether it is somebody of the staff."""
    return ref.startswith("person/")


def is_resident(ref: str) -> bool:
    """Whether a resident did it themselves."""
    return ref.startswith("resident/")
