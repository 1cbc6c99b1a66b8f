"""Files of matters: how their columns were read, and each reading of one."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.canonical import new_salt
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.transitions import Living, Transition


class MappingQuerySet(models.QuerySet["ImportMapping"]):
    def in_use(self) -> "MappingQuerySet":
        return self.filter(dropped_at=None)

    def in_the_way_of(self, mapping: "ImportMapping") -> "MappingQuerySet":
        """Those in use for the same: under its name, or without any for files with its headings."""
        alike = {"name": mapping.name} if mapping.name else {"name": "", "headings": mapping.headings}
        return self.in_use().filter(**alike).exclude(pk=mapping.pk)


class ImportMapping(Living):
    """Which column of a file holds what: field -> heading, kept under a name that a person gave.

    One without a name is for the next file with the same `headings` (their digest). What it says of columns
    never changes: another choice is another row, for which the earlier one gives way.
    """

    KIND = "mapping"
    SERIES = "mapping"
    LIFE: ClassVar[Mapping[str, Transition]] = {
        "rename": Transition(Permission.CATALOGUE_EDIT, sources=frozenset({"in use"})),
        "drop": Transition(Permission.CATALOGUE_EDIT, sources=frozenset({"in use"})),
        "restore": Transition(Permission.CATALOGUE_EDIT, sources=frozenset({"dropped"})),
        "give_way": Transition(Permission.MATTER_RECEIVE, sources=frozenset({"in use"})),
    }
    REPLAYED = frozenset({"number", "name", "dropped_at"})
    CONTENT = frozenset({"columns"})  # a file without headings has a resident's words in its first row
    BOOKKEEPING = frozenset({"headings", "salt"})

    number = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=80, blank=True)
    headings = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    dropped_at = models.DateTimeField(null=True)
    salt = models.BinaryField(max_length=16, default=new_salt, editable=False)

    objects = MappingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(dropped_at=None) & ~Q(name=""), name="mapping_name_once"
            ),
            models.UniqueConstraint(
                fields=["headings"], condition=Q(dropped_at=None, name=""), name="mapping_headings_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name or ", ".join(self.columns.values())

    @property
    def name_in_ledger(self) -> str:
        return str(self.number)

    @property
    def standing(self) -> str:
        return "dropped" if self.dropped_at else "in use"

    @property
    def standing_label(self) -> str:
        return str(_("taken out of use") if self.dropped_at else _("in use"))


class ImportRun(Living):
    """One reading of a file; its number tells the ledger who acted (`import/7`).

    Without an end it still runs, or was broken off: then what it took in stays, and the next run goes on.
    """

    KIND = "import"
    SERIES = "import"
    LIFE: ClassVar[Mapping[str, Transition]] = {"end": Transition(Permission.MATTER_RECEIVE)}
    REPLAYED = frozenset(
        {"number", "sha256", "source", "history", "mapping_id", "begun_at", "ended_at"}
        | {"received", "already", "rejected"}
    )
    BOOKKEEPING = frozenset({"file"})  # people name files after people: the ledger knows it by its digest

    number = models.PositiveIntegerField(unique=True)
    file = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=40)
    history = models.BooleanField(default=False)
    mapping = models.ForeignKey(ImportMapping, models.PROTECT, null=True, related_name="runs")
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
