"""Pages of what words find: first the matters that have them in their title, then all others."""

from qiaomen.desk.queues.paging import NEWEST, SIZE, Page, page
from qiaomen.matters.index import Sought
from qiaomen.matters.querysets import MatterQuerySet

OTHERS = "others"
"""Before the mark of a page that begins among those whose title does not hold the words."""


def titles_first(
    rows: MatterQuerySet, sought: Sought, columns: tuple[str, ...], after: str, *, size: int = SIZE
) -> Page:
    """The newest first in both parts: sorting by both at once would read every match."""
    part, _space, mark = after.rpartition(" ")
    if part == OTHERS:
        return _others(rows, sought, columns, mark, size)
    titled = page(rows.filter(sought.titled), NEWEST, columns, after, size=size)
    left = size - len(titled.rows)
    if titled.next or not left:
        return Page(titled.rows, titled.next or f"{OTHERS} ")
    others = _others(rows, sought, columns, "", left)
    return Page([*titled.rows, *others.rows], others.next)


def _others(rows: MatterQuerySet, sought: Sought, columns: tuple[str, ...], mark: str, size: int) -> Page:
    found = page(rows.filter(sought.said).exclude(sought.titled), NEWEST, columns, mark, size=size)
    return Page(found.rows, found.next and f"{OTHERS} {found.next}")
