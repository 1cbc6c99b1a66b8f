"""The short answers in use, held in memory until one of them changes: a few hundred at most."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from qiaomen.catalogue.knowledge.finding import MOST, Entry, Finder
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.stamps import Stamp, stamp
from qiaomen.catalogue.suggesting import suggest
from qiaomen.kernel import clock

READ = 2000  # characters of what somebody tells: a question stands at its beginning


@dataclass(frozen=True, slots=True)
class Shelf:
    answers: Mapping[str, ShortAnswer]
    finder: Finder

    def fitting(self, text: str, *, item_id: int | None = None, most: int = MOST) -> list[ShortAnswer]:
        return [self.answers[code] for code in self.finder.find(text, item_id=item_id, most=most)]


def shelf() -> Shelf:
    """One small query tells whether what was read before still holds, names of units and items included."""
    return _shelf(stamp(), clock.today())


def answers_to(text: str, *, most: int = MOST) -> list[ShortAnswer]:
    """The best ones for what somebody tells, those of the item that the words name before others."""
    text = text[:READ]
    guess = suggest(text)
    return shelf().fitting(text, item_id=guess.item_id if guess.item_sure else None, most=most)


def answers_about(item_id: int, text: str, *, most: int = MOST) -> list[ShortAnswer]:
    """What may answer a matter: the best ones for its words, then whatever else is tied to its item."""
    held = shelf()
    fitting = held.fitting(text[:READ], item_id=item_id, most=most)
    tied = [row for row in held.answers.values() if row.item_id == item_id and row not in fitting]
    return [*fitting, *tied]


@lru_cache(maxsize=1)
def _shelf(_stamp: Stamp, today: date) -> Shelf:
    rows = {row.code: row for row in ShortAnswer.objects.current().for_list()}
    return Shelf(
        rows,
        Finder(
            Entry(row.code, (row.question, *row.also), row.item_id, row.is_outdated(today))
            for row in rows.values()
        ),
    )
