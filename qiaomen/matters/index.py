"""The words of matters in the text index. Confidential matters never stand in it."""

from collections.abc import Iterable

from django.db.models import Q

from qiaomen.kernel.textsearch import TextIndex
from qiaomen.matters.models import Matter

MOST_NUMBERED = 100  # matters that are found by one number
MATTERS_TEXT = TextIndex("matters_text")


def said(words: str) -> Q:
    """For `filter()`: all `words` are in the matter, or are together a number that it goes by."""
    numbered = Matter.objects.numbered(words.strip()).values_list("pk", flat=True)[:MOST_NUMBERED]
    return MATTERS_TEXT.condition(words) | Q(pk__in=list(numbered))


def index_matters(matters: Iterable[Matter]) -> None:
    MATTERS_TEXT.write(
        [
            (matter.pk, matter.title, f"{matter.body}\n{matter.address}", ())
            for matter in matters
            if not matter.confidential
        ]
    )
