"""The items in the order of the tree: each below its parent, siblings by their codes. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def in_order(
    rows: Iterable[T], pk: Callable[[T], int], above: Callable[[T], int | None], code: Callable[[T], str]
) -> Iterator[T]:
    """`above` gives the parent's key; a row whose parent is not among them stands at the top."""
    known = {pk(row): row for row in rows}
    below: defaultdict[int | None, list[T]] = defaultdict(list)
    for row in sorted(known.values(), key=code):
        parent = above(row)
        below[parent if parent in known else None].append(row)

    def walk(parent: int | None) -> Iterator[T]:
        for row in below[parent]:
            yield row
            yield from walk(pk(row))

    return walk(None)
