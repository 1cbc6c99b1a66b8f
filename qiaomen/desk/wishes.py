"""What somebody asks for, in words: for whoever decides, and for the story."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.kernel.models import Request
from qiaomen.matters.states import Verb

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WISHED: Mapping[Verb, "StrOrPromise"] = MappingProxyType(
    {
        Verb.RETURN: gettext_lazy("hand it back"),
        Verb.EXTEND: gettext_lazy("more time"),
        Verb.SUSPEND: gettext_lazy("suspend it"),
        Verb.DECLINE: gettext_lazy("decline it"),
        Verb.EXCLUDE: gettext_lazy("leave it out of the counting"),
        Verb.CLOSE: gettext_lazy("close it despite dissent"),
        Verb.REOPEN: gettext_lazy("reopen it"),
    }
)


def wished(wish: Request) -> str:
    """The verb, with the date that granting it would set."""
    verb, said = str(WISHED[Verb(wish.verb)]), wish.arguments
    if day := said.get("until"):
        return _("%(wish)s, to %(day)s") % {"wish": verb, "day": _day(day)}
    if day := said.get("review_on"):
        return _("%(wish)s until %(day)s") % {"wish": verb, "day": _day(day)}
    return verb


def grounds(wish: Request) -> str:
    """The reason, and below it what the resident would be told."""
    told = wish.arguments.get("told")
    return "\n".join([wish.reason, *([_("The resident would be told: %s") % told] if told else [])])


def _day(spelled: str) -> str:
    return date_format(date.fromisoformat(spelled))
