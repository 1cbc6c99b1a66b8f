"""The short answers that everybody may read."""

from collections.abc import Mapping

from qiaomen.catalogue.blanks import blanks
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.shelf import Shelf, shelf
from qiaomen.catalogue.models import ItemVersion
from qiaomen.kernel import clock

MOST_FOUND = 10


def questions(words: str) -> list[ShortAnswer]:
    """Those that fit the words, the best first; without words all of them."""
    known = shelf()
    shown = _public(known)
    if not words:
        return [*shown.values()]
    found = known.fitting(words, most=len(known.answers))
    return [row for row in found if row.code in shown][:MOST_FOUND]


def _public(known: Shelf) -> Mapping[str, ShortAnswer]:
    """In use, vouched for, complete, and of an item that is listed publicly, if of any; one query."""
    today = clock.today()
    versions = ItemVersion.objects.in_force(today).filter(visibility=ItemVersion.Visibility.LISTED)
    listed = {None, *versions.values_list("item_id", flat=True)}
    return {
        code: row
        for code, row in known.answers.items()
        if row.public and row.item_id in listed and not row.is_outdated(today) and not blanks(row.answer)
    }
