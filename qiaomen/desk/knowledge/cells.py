"""Short answers as strings for people."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.shelf import answers_to
from qiaomen.desk.countdown import moment
from qiaomen.kernel import clock, ledger
from qiaomen.kernel.lists import labelled, strung
from qiaomen.matters.uses import Uses, uses
from qiaomen.people.authors import author
from qiaomen.people.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NOTHING_YET = Uses()
DONE: dict[str, "StrOrPromise"] = {
    "add": gettext_lazy("added"),
    "revise": gettext_lazy("revised"),
    "confirm": gettext_lazy("confirmed: it still holds"),
    "chase": gettext_lazy("the owner was told that it is outdated"),
    "end": gettext_lazy("ended"),
    "resume": gettext_lazy("the end was taken back"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One that fits what is told; `outdated` is the day since when nobody vouches for it, "" for never."""

    code: str
    question: str
    answer: str
    source: str
    outdated: str


@dataclass(frozen=True, slots=True)
class Line:
    """One in a list."""

    code: str
    url: str
    question: str
    owner: str
    item: str
    review: str
    outdated: str
    lately: str
    last: str


def short_answers(words: str) -> list[Found]:
    """The best ones for the words."""
    return [found(row) for row in answers_to(words)] if words.strip() else []


def found(row: ShortAnswer) -> Found:
    return Found(row.code, row.question, row.answer, row.source, outdated_since(row))


def outdated_since(row: ShortAnswer) -> str:
    return date_format(row.review_on) if row.is_outdated(clock.today()) else ""


def lines(rows: Iterable[ShortAnswer]) -> list[Line]:
    given = uses()
    return [line(row, given.get(row.pk, NOTHING_YET)) for row in rows]


def line(row: ShortAnswer, given: Uses) -> Line:
    return Line(
        code=row.code,
        url=reverse("desk:short-answer", args=[row.code]),
        question=row.question,
        owner=row.owner.name,
        item=row.item.name if row.item else "",
        review=date_format(row.review_on),
        outdated=outdated_since(row),
        lately=_times(given),
        last=_last(given),
    )


def facts(row: ShortAnswer) -> list[tuple[str, str]]:
    given = uses().get(row.pk, NOTHING_YET)
    return [
        (_("Asked also as"), strung(row.also) or "–"),
        (_("Item"), row.item.name if row.item else "–"),
        (_("Source"), row.source),
        (_("Owner"), row.owner.name),
        (_("Shown to residents"), _("yes") if row.public else _("no")),
        (_("Holds until"), date_format(row.review_on)),
        (_("Uses in 90 days"), _times(given)),
        (_("Last used"), _last(given)),
    ]


def _times(given: Uses) -> str:
    return ngettext("%d use", "%d uses", given.lately) % given.lately


def _last(given: Uses) -> str:
    return date_format(localtime(given.last)) if given.last else _("never")


def history(row: ShortAnswer) -> list[str]:
    """What happened to it, the newest first."""
    events = list(ledger.story(row.stream))
    names = Person.objects.names({event.by for event in events})
    return [
        f"{moment(event.at)} · {labelled(author(event.by, names), DONE[event.verb])}"
        for event in events[::-1]
    ]
