"""Short answers as strings for people."""

from dataclasses import dataclass

from django.utils.formats import date_format

from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.shelf import answers_to
from qiaomen.kernel import clock


@dataclass(frozen=True, slots=True)
class Found:
    """One that fits what is told; `outdated` is the day since when nobody vouches for it, "" for never."""

    code: str
    question: str
    answer: str
    source: str
    outdated: str


def short_answers(words: str) -> list[Found]:
    """The best ones for the words."""
    return [found(row) for row in answers_to(words)] if words.strip() else []


def found(row: ShortAnswer) -> Found:
    return Found(row.code, row.question, row.answer, row.source, outdated_since(row))


def outdated_since(row: ShortAnswer) -> str:
    return date_format(row.review_on) if row.is_outdated(clock.today()) else ""
