"""Large type (关怀版): one question a page, big buttons, nothing beside the matter. A cookie keeps it."""

from django.http import HttpRequest

from qiaomen.people.models import Unit

COOKIE = "large_type"
LASTS = 365 * 24 * 60 * 60  # seconds


def is_large(request: HttpRequest) -> bool:
    return request.COOKIES.get(COOKIE) == "1"


def telephone() -> str:
    """The number that reaches the whole house: of the desk that is highest up; "" while none is known."""
    desks = Unit.objects.filter(kind=Unit.Kind.DESK, ended_on=None).exclude(phone="")
    phones = desks.order_by("place__path", "pk").values_list("phone", flat=True)
    return phones.first() or ""


def beside(request: HttpRequest) -> dict[str, str]:
    """What a page in large type shows beside its matter; nothing in ordinary type."""
    return {"telephone": telephone()} if is_large(request) else {}
