"""Matters beside what is being typed, as text: those that may be the same, and what a caller has told."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from qiaomen.desk.countdown import moment
from qiaomen.kernel.textsearch.marking import marked
from qiaomen.matters.models import Matter
from qiaomen.matters.same_problem import Likely

EXCERPT = 120  # characters of a matter's words


@dataclass(frozen=True, slots=True)
class Told:
    """`words` in pieces, each with whether it is marked; `sendable` names it with how far its story was.

    `because`: why it may be the same, and how sure that is.
    """

    number: str
    url: str
    words: list[tuple[str, bool]]
    standing: str
    is_open: bool
    sendable: str
    because: str


def of_echoes(echoes: Iterable[Likely], words: str) -> list[Told]:
    """What they share with `words` is marked."""
    return [_told(echo.matter, words, echo.because) for echo in echoes]


def of_caller(matters: Iterable[Matter]) -> list[Told]:
    return [_told(matter, "", "") for matter in matters]


def _told(matter: Matter, words: str, because: str) -> Told:
    said = Truncator(matter.body).chars(EXCERPT) if not matter.confidential else _("(confidential)")
    where = [matter.standing_label, matter.place.name, moment(matter.received_at)]
    return Told(
        number=matter.number,
        url=reverse("desk:matter", args=[matter.number]),
        words=marked(said, words),
        standing=" · ".join(where),
        is_open=matter.is_open,
        sendable=f"{matter.number} {matter.ledger_seq}",
        because=because,
    )
