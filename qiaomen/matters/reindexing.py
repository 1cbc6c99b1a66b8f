"""The text index written anew: it follows from the words, and can be lost or grow old like any such thing."""

from django.db import transaction

from qiaomen.matters.batches import BATCH
from qiaomen.matters.index import MATTERS_TEXT, index_matters
from qiaomen.matters.models import Matter


def reindex() -> int:
    """Write every matter's words anew, take out what must not stand there; how many matters stand in it then.

    Stopped in the middle, what is not reached stays as it was; safe to repeat.
    """
    indexed = seen = 0
    while batch := _written(seen):
        indexed += sum(_is_searched(matter) for matter in batch)
        seen = batch[-1].pk
    MATTERS_TEXT.optimize()
    return indexed


def _written(seen: int) -> list[Matter]:
    """The next matters, held while they are written lest somebody seals or erases one meanwhile."""
    with transaction.atomic():
        batch = list(Matter.objects.filter(pk__gt=seen).order_by("pk").select_for_update()[:BATCH])
        MATTERS_TEXT.erase([matter.pk for matter in batch if not _is_searched(matter)])
        index_matters(matter for matter in batch if _is_searched(matter))
    return batch


def _is_searched(matter: Matter) -> bool:
    return not matter.confidential and matter.erased_at is None
