"""How often the place of a text is found, counted on texts whose place a person has read."""

from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from qiaomen.territory.mentions import Gazetteer


class Labelled(NamedTuple):
    """`place_id` is None where the text names no place."""

    text: str
    place_id: int | None


@dataclass(frozen=True, slots=True)
class Score:
    """`sure` counts the texts that left the machine no doubt, `sure_right` those of them that are right."""

    n: int
    right: int
    sure: int
    sure_right: int
    ms_per_message: float

    @property
    def share(self) -> float:
        return self.right / self.n

    def lines(self) -> list[str]:
        return [
            _("Right: %(right)d of %(n)d (%(share).1f %%)")
            % {"right": self.right, "n": self.n, "share": 100 * self.share},
            _("Sure: %(sure)d, of these right: %(right)d") % {"sure": self.sure, "right": self.sure_right},
            _("Milliseconds a message: %.2f") % self.ms_per_message,
        ]

    def to_json(self) -> Any:
        return {**asdict(self), "share": round(self.share, 4)}


def measure(texts: list[Labelled], known: Gazetteer) -> Score:
    """Of at least one text."""
    begun = perf_counter()
    findings = [known.best(each.text) for each in texts]
    took = perf_counter() - begun
    hits = [each.place_id == found.place_id for each, found in zip(texts, findings, strict=True)]
    sure = [hit for hit, found in zip(hits, findings, strict=True) if found.sure]
    return Score(len(texts), sum(hits), len(sure), sum(sure), round(1000 * took / len(texts), 3))
