"""Matters that may tell of the same problem as another: what they share, and what merging would do."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from qiaomen.desk.countdown import moment
from qiaomen.desk.situation import Situation
from qiaomen.kernel.textsearch.marking import marked
from qiaomen.matters.copies import possible_copies
from qiaomen.matters.models import Matter
from qiaomen.matters.same_problem import Likely
from qiaomen.matters.states import Verb

MOST_COPIES = 5
EXCERPT = 120  # characters of each text


@dataclass(frozen=True, slots=True)
class Twin:
    """`here` and `there`: both texts in pieces, each with whether the other says it too."""

    number: str
    title: str
    url: str
    because: str
    here: list[tuple[str, bool]]
    there: list[tuple[str, bool]]
    merging: str


def twins(now: Situation) -> list[Twin]:
    """For whoever may merge them; only open ones can take this one in."""
    if Verb.MERGE not in now.offered:
        return []
    likely = possible_copies(now.matter, by=now.actor)[:MOST_COPIES]
    return [_twin(now.matter, other) for other in likely if other.matter.is_open]


def _twin(own: Matter, likely: Likely) -> Twin:
    other = likely.matter
    return Twin(
        number=other.number,
        title=f"{other.number} {other.title}",
        url=reverse("desk:matter", args=[other.number]),
        because=likely.because,
        here=_shared(own, other),
        there=_shared(other, own),
        merging=" ".join(_merging(own, likely)),
    )


def _shared(one: Matter, other: Matter) -> list[tuple[str, bool]]:
    return marked(Truncator(one.body).chars(EXCERPT), f"{other.title}\n{other.body[:EXCERPT]}")


def _merging(own: Matter, likely: Likely) -> list[str]:
    other = likely.matter
    said = [
        _("%(number)s is worked for both, by %(unit)s.") % {"number": other.number, "unit": other.unit.name}
    ]
    dues = [due for due in (own.due_at, other.due_at) if due]
    if dues and not other.external_due:
        said.append(_("The earlier promise holds: %s.") % moment(min(dues)))
    if likely.same_voice:
        said.append(_("The same person told of both: they count as one voice."))
    else:
        said.append(_("Who told of this one gets its answer too, and counts as a further voice."))
    return said
