"""The columns of a row that seals fields."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from django.db import models
from django.db.models import Q

from qiaomen.kernel.models.ledger import Recorded

ERASED_KEY: Mapping[str, str | None] = MappingProxyType({"wrapping_key_id": "", "data_key": None})
"""Setting these columns erases what a row has sealed: its data key exists nowhere else but in backups."""


class KeyHolder(Recorded):
    """A recorded row with its own data key (see `kernel.sealing`).

    A subclass with a Meta of its own inherits `KeyHolder.Meta` for the constraint. To the ledger both columns
    are bookkeeping: rotation changes them without an event of the row.
    """

    wrapping_key_id = models.CharField(max_length=32, default="", editable=False)
    data_key = models.BinaryField(null=True, editable=False)

    KEY_COLUMNS: ClassVar[frozenset[str]] = frozenset(ERASED_KEY)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(wrapping_key_id="", data_key=None)
                | ~Q(wrapping_key_id="") & Q(data_key__isnull=False),
                name="%(app_label)s_%(class)s_key_whole",
            )
        ]

    @property
    def keeps_key(self) -> bool:
        """Whether a data key belongs here; not in a row that is erased."""
        return True
