"""The ledger's line, and what every recorded row carries to be checked against it."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models

from qiaomen.kernel.permissions import Scope


class Event(models.Model):
    """One line: who did what, when, to which record. Database triggers refuse UPDATE and DELETE."""

    stream = models.CharField(max_length=80)
    seq = models.PositiveIntegerField()
    verb = models.CharField(max_length=40)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    data = models.TextField()
    digest = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="event_stream_seq")]

    def __str__(self) -> str:
        return f"{self.stream} {self.seq} {self.verb}"


class Recorded(models.Model):
    """A row whose every change is an event.

    Each column of a subclass is declared once: REPLAYED columns stand in `data['set']` and are found again
    by replay, CONTENT columns stand there only as salted digests, BOOKKEEPING is derived or technical.
    """

    ledger_seq = models.PositiveIntegerField(default=0, editable=False)
    ledger_head = models.CharField(max_length=80, default="", editable=False)
    ledger_at = models.DateTimeField(null=True, editable=False)

    KIND: ClassVar[str]
    SERIES: ClassVar[str] = ""  # of all rows; where it differs, see `series`
    REPLAYED: ClassVar[frozenset[str]]
    CONTENT: ClassVar[frozenset[str]] = frozenset()
    BOOKKEEPING: ClassVar[frozenset[str]] = frozenset()
    OWN_BOOKKEEPING: ClassVar[frozenset[str]] = frozenset({"id", "ledger_seq", "ledger_head", "ledger_at"})

    class Meta:
        abstract = True

    @property
    def name_in_ledger(self) -> str:
        """What names this row in its stream; known before the row is inserted."""
        raise AttributeError(f"{type(self).__name__} does not say its name in the ledger")

    @property
    def stream(self) -> str:
        return f"{self.KIND}/{self.name_in_ledger}"

    @property
    def scope(self) -> Scope:
        return Scope()

    @property
    def content_salt(self) -> bytes:
        """The 16 bytes beside the row's texts; only rows with CONTENT have them."""
        return bytes(getattr(self, "salt", b"") or b"")

    @property
    def standing_content(self) -> frozenset[str]:
        """The CONTENT columns that hold what was recorded; not those of a row that is sealed or erased."""
        return self.CONTENT

    @property
    def series(self) -> str:
        """The series (`kernel.counters`) of which the row bears a number; "" for none."""
        return self.SERIES

    @classmethod
    def adrift(cls) -> Iterable[Self]:
        """Rows whose derived columns are not what follows from the recorded ones."""
        return ()

    @classmethod
    def declared(cls) -> frozenset[str]:
        return cls.REPLAYED | cls.CONTENT | cls.BOOKKEEPING | cls.OWN_BOOKKEEPING

    def replayed_values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in sorted(self.REPLAYED)}

    def content_values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in sorted(self.CONTENT)}
