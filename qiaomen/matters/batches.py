"""Many matters, a few at a time."""

from collections.abc import Iterator

from qiaomen.matters.models import Matter
from qiaomen.matters.querysets import MatterQuerySet

BATCH = 200


def in_batches(matters: MatterQuerySet) -> Iterator[Matter]:
    """All of them by id; no query is left open while they are written one by one."""
    rest = matters.order_by("pk")
    while batch := list(rest[:BATCH]):
        yield from batch
        rest = rest.filter(pk__gt=batch[-1].pk)
