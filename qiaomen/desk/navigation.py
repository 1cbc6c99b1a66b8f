"""What a page offers beside its subject to whoever is signed in."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.keys import letters
from qiaomen.desk.searching.forms import sought
from qiaomen.desk.verbs.typed import typed
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import HOUSE, Permission

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What has no page: the command with which it is done, and what it is for.
AT_THE_TERMINAL: Mapping[Permission, tuple[str, "StrOrPromise"]] = MappingProxyType(
    {
        Permission.TASK_RUN: ("qiaomen tasks", _("background work that has failed")),
    }
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every template; empty outside the desk's own views."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"typed": partial(typed, request)}
    return {
        "typed": partial(typed, request),
        "finds": bool(actor.holding(Permission.MATTER_READ)),
        "sought": sought(actor),
        "keeps_catalogue": actor.may(Permission.CATALOGUE_EDIT, HOUSE),
        "announces": bool(actor.holding(Permission.ANNOUNCE)),
        "checks_files": bool(actor.holding(Permission.CASE_CHECK)),
        "reads_rounds": bool(actor.holding(Permission.ROUND_READ)),
        "reads_reports": bool(actor.holding(Permission.REPORT_READ)),
        "keeps_people": bool(actor.holding(Permission.PEOPLE_EDIT)),
        "runs_office": actor.may(Permission.TASK_RUN, HOUSE),
        "keeps_places": bool(actor.holding(Permission.TERRITORY_EDIT)),
        "takes_in": bool(actor.holding(Permission.MATTER_RECEIVE)),
        "verb_keys": letters.starters(),
        "keys_here": letters.here,
        "at_the_terminal": partial(at_the_terminal, actor),
    }


def at_the_terminal(actor: Actor) -> list[tuple[str, "StrOrPromise"]]:
    return [what for permission, what in AT_THE_TERMINAL.items() if actor.holding(permission)]
