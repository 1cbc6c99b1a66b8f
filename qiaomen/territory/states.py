"""The life of a place: it is current until it ends or merges into another."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.transitions import Transition


class Verb(StrEnum):
    FOUND = "found"
    ADD = "add"
    RENAME = "rename"
    CORRECT = "correct"
    MOVE = "move"
    MERGE = "merge"
    ABSORB = "absorb"
    END = "end"
    RESUME = "resume"
    DRAW = "draw"
    NAME = "name"
    UNNAME = "unname"


CURRENT = "current"
ENDED = "ended"
STANDINGS = {CURRENT: _("in use"), ENDED: _("ended")}

_edit = Transition(Permission.TERRITORY_EDIT, sources=frozenset({CURRENT}))

LIFE: Mapping[str, Transition] = MappingProxyType(
    {
        # FOUND and ADD begin a life; whether it has ended is told by `ended_on`, so no verb names a target
        Verb.RENAME: _edit,
        Verb.CORRECT: _edit,
        Verb.MOVE: _edit,
        Verb.MERGE: _edit,
        Verb.ABSORB: _edit,
        Verb.END: _edit,
        Verb.RESUME: Transition(Permission.TERRITORY_EDIT, sources=frozenset({ENDED})),
        Verb.DRAW: _edit,
        Verb.NAME: _edit,
        Verb.UNNAME: _edit,
    }
)
