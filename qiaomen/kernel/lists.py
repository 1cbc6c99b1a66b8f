"""Words in a row, with between them what the reader's language puts there."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django_stubs_ext import StrOrPromise


def listed(words: Iterable[str]) -> str:
    """Names and other single words: "a, b"."""
    return pgettext("between the words of a list", ", ").join(words)


def coded(choices: Iterable[tuple[str, StrOrPromise]]) -> str:
    """What may be written, each with what it means: "desk (受理中心), street (街道办)"."""
    return listed(f"{code} ({label})" for code, label in choices)


def labelled(label: StrOrPromise, text: StrOrPromise) -> str:
    """What it is called, and what is said of it: "label: text"."""
    return _("%(label)s: %(text)s") % {"label": label, "text": text}


def strung(clauses: Iterable[str]) -> str:
    """Whole clauses, which may have commas of their own: "a; b"."""
    return pgettext("between the clauses of a list", "; ").join(clauses)
