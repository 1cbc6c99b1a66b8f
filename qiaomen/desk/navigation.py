"""What the bar at the top offers to whoever is signed in."""

from typing import Any

from django.http import HttpRequest

from qiaomen.kernel.permissions import Permission


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every template; empty outside the desk's own views."""
    actor = getattr(request, "actor", None)
    return {"takes_in": bool(actor and actor.holding(Permission.MATTER_RECEIVE))}
