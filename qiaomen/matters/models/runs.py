"""Files of matters: how their columns were read, and each reading of one."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.transitions import Living, Transition


class ImportMapping(models.Model):
    """Which column holds what: field -> heading, under the name that a person gave.

    A choice made without a name is kept under the signature of the headings, for the next file of the kind.
    """

    name = models.CharField(max_length=80, unique=True)
    columns = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


class ImportRun(Living):
    """One reading of a file; its number tells the ledger who acted (`import/7`).

    Without an end it still runs, or was broken off: then what it took in stays, and the next run goes on.
    """

    KIND = "import"
    SERIES = "import"
    LIFE: ClassVar[Mapping[str, Transition]] = {"end": Transition(Permission.MATTER_RECEIVE)}
    REPLAYED = frozenset(
        {"number", "sha256", "source", "history", "begun_at", "ended_at", "received", "already", "rejected"}
    )
    BOOKKEEPING = frozenset({"file"})  # people name files after people: the ledger knows it by its digest

    number = models.PositiveIntegerField(unique=True)
    file = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=40)
    history = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    received = models.PositiveIntegerField(default=0)
    already = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"import/{self.number}"

    @property
    def name_in_ledger(self) -> str:
        return str(self.number)
