"""The lives of this room: units and people are in use until they end, posts and roles have no states.

Who may do any of it keeps people (`people.edit`) where the row stands.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.transitions import Transition

CURRENT = "current"
ENDED = "ended"
DEACTIVATED = "deactivated"
STANDINGS = {CURRENT: _("in use"), ENDED: _("ended"), DEACTIVATED: _("deactivated")}

_always = Transition(Permission.PEOPLE_EDIT)
_while_current = Transition(Permission.PEOPLE_EDIT, sources=frozenset({CURRENT}))
_once_ended = Transition(Permission.PEOPLE_EDIT, sources=frozenset({ENDED}))
_once_deactivated = Transition(Permission.PEOPLE_EDIT, sources=frozenset({DEACTIVATED}))

# "add", "appoint" and "stand_in" begin a life; the state follows from a date, so no verb names a target
UNIT: Mapping[str, Transition] = {
    "rename": _while_current,
    "describe": _while_current,
    "move": _while_current,
    "end": _while_current,
    "resume": _once_ended,
}
PERSON: Mapping[str, Transition] = {
    "rename": _always,
    "contact": _always,
    "choose_language": _always,
    "choose_columns": _always,
    "choose_shortcuts": _always,
    "keep_list": _always,
    "rename_list": _always,
    "drop_list": _always,
    "set_password": _while_current,
    "deactivate": _while_current,
    "reactivate": _once_deactivated,
}
ROLE: Mapping[str, Transition] = {"change": _always}
POST: Mapping[str, Transition] = {"end": _always}
