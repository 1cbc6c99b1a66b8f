"""The words of matters in the text index. Confidential matters never stand in it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from qiaomen.kernel.textsearch import TextIndex
from qiaomen.matters.models import Matter

MOST_NUMBERED = 100  # matters that are found by one number
MATTERS_TEXT = TextIndex("matters_text")


class Sought(NamedTuple):
    """What words find, for `filter()`: matters that go by their title or number, and all that hold them."""

    titled: Q
    said: Q


def sought(words: str) -> Sought:
    numbered = _numbered(words)
    return Sought(MATTERS_TEXT.title_condition(words) | numbered, MATTERS_TEXT.condition(words) | numbered)


def said(words: str) -> Q:
    """For `filter()`: all `words` are in the matter, or are together a number that it goes by."""
    return MATTERS_TEXT.condition(words) | _numbered(words)


def _numbered(words: str) -> Q:
    numbers = Matter.objects.numbered(words.strip()).values_list("pk", flat=True)
    return Q(pk__in=list(numbers[:MOST_NUMBERED]))


def index_matters(matters: Iterable[Matter]) -> None:
    MATTERS_TEXT.write(
        [
            (matter.pk, matter.title, f"{matter.body}\n{matter.address}", ())
            for matter in matters
            if not matter.confidential
        ]
    )
