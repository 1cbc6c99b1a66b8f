"""What the throttling of sign-ins (django-axes) asks of us."""

from collections.abc import Mapping

from django.http import HttpRequest

from qiaomen.people.models import Person


def login_tried(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """The login as its person would be found, so that another spelling is no new attempt."""
    return Person.normalize_username((credentials or request.POST).get("username") or "")
