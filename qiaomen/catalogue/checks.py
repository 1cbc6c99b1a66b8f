"""What an item may say: each check gives the clean value or refuses with a sentence."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from qiaomen.catalogue.blanks import require_whole
from qiaomen.catalogue.duties import basis, duties
from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.models import UNSORTED, Item, ItemVersion
from qiaomen.catalogue.questions import questions
from qiaomen.catalogue.terms import Reply, Terms
from qiaomen.kernel import clock
from qiaomen.kernel.limits import MOST, Limit
from qiaomen.kernel.refusal import Refusal

_LONGEST_NAME = 120
_LONGEST_KEYWORD = 40
_LONGEST_CODE = 60
_LONGEST_ELSEWHERE = 500
_BLANK_LINES = re.compile(r"\n\s*\n")
_CODE = re.compile(rf"[\w.-]{{1,{_LONGEST_CODE}}}")


class UnfitTerm(Refusal):
    """What is written under `field` of the terms cannot be taken."""

    def __init__(self, field: str, sentence: StrOrPromise) -> None:
        super().__init__(sentence)
        self.field = field


def fit(terms: Terms, *, newest: Mapping[str, int]) -> Terms:
    """`terms` in clean spelling; `newest` has the newest version of each procedure by its code."""
    names = (field.name for field in fields(terms))
    return replace(terms, **{name: fit_term(name, getattr(terms, name), newest=newest) for name in names})


def fit_term(field: str, value: Any, *, newest: Mapping[str, int]) -> Any:
    """What is to stand under one field, in clean spelling."""
    try:
        if field == "procedure":
            return procedure(value, newest)
        return _CHECKS[field](value) if field in _CHECKS else value
    except Refusal as refusal:
        raise UnfitTerm(field, refusal.sentence) from None


def code(text: str) -> str:
    if not _CODE.fullmatch(kept := text.strip()):
        raise Refusal(
            _("“%(code)s” cannot be an item's code: use 1 to %(most)d letters, digits, dots and hyphens.")
            % {"code": kept[:50], "most": _LONGEST_CODE}
        )
    return kept


def name(text: str) -> str:
    if not (kept := label(text)):
        raise Refusal(_("Give the item a name."))
    return kept


def label(text: str) -> str:
    kept = " ".join(text.split())
    if len(kept) > _LONGEST_NAME:
        raise Refusal(_("“%(name)s…” is longer than %(most)d characters. Shorten it.") % _cut(kept))
    return kept


def _cut(text: str) -> dict[str, Any]:
    return {"name": text[:20], "most": _LONGEST_NAME}


def keywords(words: Collection[str]) -> tuple[str, ...]:
    """Without blanks and repetitions."""
    kept = tuple(dict.fromkeys(filter(None, (" ".join(word.split()) for word in words))))
    for word in kept:
        if len(word) > _LONGEST_KEYWORD:
            raise Refusal(_("“%s…” is no keyword but a sentence. Give single words.") % word[:20])
    return kept


def kind(word: str) -> str:
    if word and word not in MatterKind.values:
        raise Refusal(
            _("There is no kind “%(kind)s”. Choose one of %(kinds)s, or leave it empty.")
            % {"kind": word, "kinds": ", ".join(MatterKind.values)}
        )
    return word


def visibility(word: str) -> str:
    choices = ItemVersion.Visibility.values
    if word not in choices:
        raise Refusal(
            _("There is no visibility “%(word)s”. Choose one of %(words)s.")
            % {"word": word, "words": ", ".join(choices)}
        )
    return word


def limit(text: str) -> str:
    return str(Limit.parse(text)) if text.strip() else ""


def procedure(text: str, newest: Mapping[str, int]) -> str:
    """As code@version; a code alone is its newest version."""
    code, _at, version = text.strip().partition("@")
    if not code:
        return ""
    version = version or str(newest.get(code, ""))
    if not version.isdecimal() or not 1 <= int(version) <= newest.get(code, 0):
        raise Refusal(
            _("There is no procedure “%(procedure)s”. Adopt it first, or choose one of: %(codes)s.")
            % {"procedure": text, "codes": ", ".join(sorted(newest))}
        )
    return f"{code}@{int(version)}"


def replies(given: Collection[Reply]) -> tuple[Reply, ...]:
    """Without blank lines, which stand between two replies where they are written as lines."""
    kept = tuple(
        Reply(" ".join(reply.name.split()), _BLANK_LINES.sub("\n", require_whole(reply.text.strip())))
        for reply in given
    )
    if not all(reply.name and reply.text for reply in kept):
        raise Refusal(_("A standard reply needs a name and a text."))
    return kept


def elsewhere(text: str) -> str:
    """Where to go instead; it is read out on the telephone."""
    if len(kept := text.strip()) > _LONGEST_ELSEWHERE:
        raise Refusal(
            _("Where to go instead takes at most %d characters. Say what it is, and whom to call.")
            % _LONGEST_ELSEWHERE
        )
    return kept


def retention_days(days: int | None) -> int | None:
    if days is not None and not 1 <= days <= MOST:
        raise Refusal(_("Contacts are kept for 1 to %(most)d days after closing.") % {"most": MOST})
    return days


_CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "name": name,
    "public_name": label,
    "description": str.strip,
    "keywords": keywords,
    "kind": kind,
    "visibility": visibility,
    "accept": limit,
    "answer": limit,
    "call_back": limit,
    "replies": replies,
    "duties": duties,
    "basis": basis,
    "questions": questions,
    "elsewhere": elsewhere,
    "retention_days": retention_days,
}


def require_default_kept(code: str, terms: Terms) -> None:
    """The item of the default promise can leave nothing to a default."""
    if code != UNSORTED:
        return
    for field in ("answer", "retention_days"):
        if not getattr(terms, field):
            raise UnfitTerm(field, _("This item holds the default promise: fill in %s.") % field)


def require_today_or_later(day: date) -> None:
    if day < clock.today():
        raise Refusal(_("The catalogue's past stays as it was. Choose a day from today on."))


def require_free(codes: Collection[str]) -> None:
    """Codes stay taken for ever: an ended item keeps its own."""
    for taken, item in Item.objects.in_bulk(codes, field_name="code").items():
        raise Refusal(
            _("The code %(code)s belongs to “%(name)s” already. Choose another.")
            % {"code": taken, "name": item.name}
        )


def require_parent(parent: Item, day: date) -> None:
    if not parent.current_on(day):
        raise Refusal(_("“%s” has ended. Choose an item that is in use.") % parent)
    if parent.level == 3:
        raise Refusal(_("“%s” is on the third level, the last. Choose an item above it.") % parent)
