"""The service catalogue: items and their versions, routing rules, procedures."""

from dataclasses import asdict, fields
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.announcements.models import Announcement  # noqa: F401 - Django looks for it here
from qiaomen.catalogue.kinds import MatterKind, Source
from qiaomen.catalogue.knowledge.models import ShortAnswer  # noqa: F401 - Django looks for it here
from qiaomen.catalogue.learning.models import Learner  # noqa: F401 - Django looks for it here
from qiaomen.catalogue.procedures.language import Procedure
from qiaomen.catalogue.procedures.library import plan
from qiaomen.catalogue.querysets import ItemQuerySet, ProcedureQuerySet, RuleQuerySet, VersionQuerySet
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel.models.beside import Beside
from qiaomen.kernel.models.ledger import Recorded
from qiaomen.kernel.permissions import Permission, Scope
from qiaomen.kernel.transitions import Living, Transition
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place

_EDIT = Transition(Permission.CATALOGUE_EDIT)
_EDIT_CURRENT = Transition(Permission.CATALOGUE_EDIT, sources=frozenset({"current"}))
_EDIT_ENDED = Transition(Permission.CATALOGUE_EDIT, sources=frozenset({"ended"}))
_STANDINGS = {"current": _("in use"), "ended": _("ended")}

UNSORTED = "unsorted"  # where a matter stands while nobody is sure; holds the default promise
SUPERVISION = "supervision"  # orders to report
Saying = tuple[int | None, int, int]  # the ids of a rule's item, place and unit
INDISPENSABLE = frozenset({UNSORTED, SUPERVISION})  # the house itself files matters under them


class Item(Living):
    """An entry of the catalogue: what can be asked. What it says stands in its versions."""

    KIND = "item"
    LIFE = {"revise": _EDIT_CURRENT, "end": _EDIT_CURRENT, "resume": _EDIT_ENDED}
    REPLAYED = frozenset({"code", "parent_id", "level", "name", "ended_on"})

    code = models.CharField(max_length=60, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    level = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    ended_on = models.DateField(null=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(level__range=(1, 3)), name="item_three_levels")]

    def __str__(self) -> str:
        return self.name

    @property
    def name_in_ledger(self) -> str:
        return self.code

    @property
    def standing(self) -> str:
        return "ended" if self.ended_on else "current"

    @property
    def standing_label(self) -> str:
        return str(_STANDINGS[self.standing])

    def current_on(self, day: date) -> bool:
        """`ended_on` is the first day without it."""
        return self.ended_on is None or day < self.ended_on

    def version_on(self, day: date) -> "ItemVersion":
        return self.versions.in_force(day).get()


class ItemVersion(Beside):
    """What an item says from a day on. Never changed; its values stand in the item's stream.

    What is said otherwise from the same day on has the next `number`, and holds instead.
    """

    class Visibility(models.TextChoices):
        LISTED = "listed", _("listed publicly")
        UNLISTED = "unlisted", _("for the staff only")
        CONFIDENTIAL = "confidential", _("confidential")

    OWNER = "item"

    item = models.ForeignKey(Item, models.PROTECT, related_name="versions")
    from_day = models.DateField()
    number = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=120)
    public_name = models.CharField(max_length=120, blank=True)
    description = models.TextField(blank=True)
    keywords = models.JSONField(default=list)
    kind = models.CharField(max_length=12, choices=MatterKind, blank=True)
    visibility = models.CharField(max_length=12, choices=Visibility, default=Visibility.LISTED)
    accept = models.CharField(max_length=30, blank=True)
    answer = models.CharField(max_length=30, blank=True)
    call_back = models.CharField(max_length=30, blank=True)
    pausable = models.BooleanField(null=True)
    procedure = models.CharField(max_length=60, blank=True)
    replies = models.JSONField(default=list)
    duties = models.JSONField(default=list)
    basis = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    elsewhere = models.TextField(blank=True)
    retention_days = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=10, choices=Source, default=Source.OFFICE)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "from_day", "number"], name="item_version_once")
        ]
        ordering = ["from_day", "number"]

    @property
    def name_beside(self) -> str:
        """By its day: the id of the first one is not known yet when its line is written."""
        return f"version/{self.from_day}" + (f"/{self.number}" if self.number > 1 else "")

    @classmethod
    def saying(cls, item: Item, from_day: date, terms: Terms, source: Source) -> Self:
        """The row, unsaved, by which `item` says `terms` from the day on."""
        return cls(item=item, from_day=from_day, source=source, **asdict(terms))

    @property
    def terms(self) -> Terms:
        return Terms.stored({field.name: getattr(self, field.name) for field in fields(Terms)})

    @property
    def is_confidential(self) -> bool:
        return self.visibility == self.Visibility.CONFIDENTIAL


class Rule(Living):
    """(item, place, day) -> unit. Without an item it names the default unit of its place (兜底)."""

    KIND = "rule"
    SERIES = "rule"
    LIFE = {"end": _EDIT}
    REPLAYED = frozenset({"number", "item_id", "place_id", "unit_id", "from_day", "to_day", "note"})

    number = models.PositiveIntegerField(unique=True)
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="rules")
    place = models.ForeignKey(Place, models.PROTECT, related_name="rules")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rules")
    from_day = models.DateField()
    to_day = models.DateField(null=True)
    note = models.CharField(max_length=200, blank=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day=None) | Q(to_day__gte=models.F("from_day")), name="rule_days_in_order"
            )
        ]

    @property
    def name_in_ledger(self) -> str:
        return str(self.number)

    @property
    def saying(self) -> Saying:
        return (self.item_id, self.place_id, self.unit_id)

    @property
    def scope(self) -> Scope:
        return Scope(path=self.place.path)


class ProcedureVersion(Recorded):
    """A procedure as it was adopted, in its own words (TOML); a matter keeps the version that it began with.

    Never changed: its stream has one line.
    """

    class Source(models.TextChoices):
        SHIPPED = "shipped", _("shipped")
        OFFICE = "office", _("written by the office")

    KIND = "procedure"
    REPLAYED = frozenset({"code", "version", "name", "text", "source"})

    code = models.CharField(max_length=50)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    text = models.TextField()
    source = models.CharField(max_length=10, choices=Source)

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="procedure_version_once")]

    def __str__(self) -> str:
        return f"{self.code}@{self.version}"

    @property
    def name_in_ledger(self) -> str:
        return str(self)

    @property
    def plan(self) -> Procedure:
        return plan(self.text)
