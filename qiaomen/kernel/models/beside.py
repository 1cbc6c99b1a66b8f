"""Rows that stand beside a recorded one: words, files, assignments, requests."""

from collections.abc import Hashable, Iterable
from typing import Any, ClassVar

from django.db import models

from qiaomen.kernel.canonical import salted


class Beside(models.Model):
    """A row that belongs to a recorded one, its owner, whose lines hold a salted digest of each state of it.

    The salt is the owner's. Erasure empties the row, forgets the salt, and tells the emptied row once more.
    """

    OWNER: ClassVar[str]  # the foreign key to the recorded row

    class Meta:
        abstract = True

    @property
    def owner_key(self) -> Hashable:
        """What the owner is known by: its model and id."""
        field = self._meta.get_field(self.OWNER)
        return field.related_model, getattr(self, f"{self.OWNER}_id")

    @property
    def name_beside(self) -> str:
        """What names this row in its owner's lines."""
        return f"{self._meta.model_name}/{self.pk}"

    def digest_beside(self, salt: bytes) -> str:
        """Of all that the row says but its own id and its owner's, which are known with its first line."""
        said = {
            field.attname: _spelled(getattr(self, field.attname))
            for field in self._meta.concrete_fields
            if field.name not in {"id", self.OWNER}
        }
        return salted(salt, said)


def digests(rows: Iterable[Beside], salt: bytes) -> dict[str, str]:
    """What a line of their owner, whose salt it is, says of these rows as they are now."""
    return {row.name_beside: row.digest_beside(salt) for row in rows}


def _spelled(value: Any) -> Any:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value
