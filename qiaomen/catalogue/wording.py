"""What an item says, field by field, in the reader's words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.lines import spell_duties, spell_questions, spell_replies, spell_words
from qiaomen.catalogue.models import ItemVersion
from qiaomen.catalogue.terms import Duty, Terms
from qiaomen.kernel.limits import Limit
from qiaomen.kernel.lists import listed

LABELS: Mapping[str, StrOrPromise] = {
    "name": _("What it is called"),
    "public_name": _("Name for residents"),
    "description": _("Description for residents"),
    "keywords": _("Keywords"),
    "kind": _("Kind"),
    "visibility": _("Visibility"),
    "accept": _("Accepted within"),
    "answer": _("Answered within"),
    "call_back": _("Called back within"),
    "pausable": _("The clock may stand"),
    "procedure": _("Procedure"),
    "replies": _("Standard replies"),
    "duties": _("Who answers and helps"),
    "basis": _("Rules it stands on"),
    "questions": _("Questions to ask"),
    "elsewhere": _("Where to go instead"),
    "retention_days": _("Contacts kept after closing"),
}


def said(field: str, terms: Terms) -> str:
    """The value of a field as text, in lines where it is a list; "" where nothing is said."""
    value = getattr(terms, field)
    return _TELLERS[field](value) if field in _TELLERS else str(value)


def sheet(terms: Terms) -> list[tuple[StrOrPromise, str]]:
    """Label and text of everything that is said, to be read: keywords in a row, the leading unit named so."""
    read = {"keywords": listed(terms.keywords), "duties": "\n".join(map(_duty, terms.duties))}
    told = ((label, read.get(field, said(field, terms))) for field, label in LABELS.items())
    return [(label, text) for label, text in told if text]


def _duty(duty: Duty) -> str:
    if duty.lead:
        return gettext("%(unit)s (leads): %(part)s") % {"unit": duty.unit, "part": duty.part}
    return gettext("%(unit)s: %(part)s") % {"unit": duty.unit, "part": duty.part}


def _limit(text: str) -> str:
    return Limit.parse(text).in_words() if text else ""


def _kind(code: str) -> str:
    return str(MatterKind(code).label) if code else ""


def _visibility(code: str) -> str:
    return str(ItemVersion.Visibility(code).label)


def _days(days: int | None) -> str:
    return ngettext("%d day", "%d days", days) % days if days else ""


_SWITCH: Mapping[bool | None, StrOrPromise] = {None: "", True: _("yes"), False: _("no")}
_TELLERS: Mapping[str, Callable[[Any], str]] = {
    "keywords": spell_words,
    "kind": _kind,
    "visibility": _visibility,
    "accept": _limit,
    "answer": _limit,
    "call_back": _limit,
    "pausable": lambda pausable: str(_SWITCH[pausable]),
    "replies": spell_replies,
    "duties": spell_duties,
    "basis": spell_words,
    "questions": spell_questions,
    "retention_days": _days,
}
