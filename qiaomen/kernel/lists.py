"""Words in a row, with between them what the reader's language puts there."""

from collections.abc import Iterable

from django.utils.translation import pgettext


def listed(words: Iterable[str]) -> str:
    """Names and other single words: "a, b"."""
    return pgettext("between the words of a list", ", ").join(words)


def strung(clauses: Iterable[str]) -> str:
    """Whole clauses, which may have commas of their own: "a; b"."""
    return pgettext("between the clauses of a list", "; ").join(clauses)
