"""The matter: one concern, request, task or problem, from its first word to its closing."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.models import Item, ItemVersion
from qiaomen.catalogue.procedures.language import Procedure
from qiaomen.kernel.models.sealing import KeyHolder
from qiaomen.kernel.permissions import Scope
from qiaomen.kernel.transitions import Living, Transition
from qiaomen.matters.channels import Channel
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.states import (
    HELD_BY_UNIT,
    LIFE,
    OPEN,
    STANDING_CLOCK,
    UNANSWERED,
    Ground,
    Outcome,
    State,
)
from qiaomen.people.models import Person, Unit
from qiaomen.territory.models import Place
from qiaomen.territory.positions import Position

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qiaomen.matters.models.telling import Telling


class Priority(models.IntegerChoices):
    NORMAL = 0, _("normal")
    URGENT = 1, _("urgent")
    EMERGENCY = 2, _("emergency")


class Matter(KeyHolder, Living):
    """One row a matter. Words are plain under `visible_to`; of a confidential one they are sealed.

    `unit` holds it now (the desk until somebody is sure), `desk` answers to the resident. Three times are
    kept apart: when it happened, when it was received (the promise runs from there), when it was recorded.
    An `unsettled` one may be about anybody: only the desk sees it until it has said whom, or passed it on.
    """

    number = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    kind = models.CharField(max_length=12, choices=MatterKind, default=MatterKind.HELP)
    channel = models.CharField(max_length=10, choices=Channel)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.NORMAL)
    confidential = models.BooleanField(default=False)
    history = models.BooleanField(default=False)
    unsettled = models.BooleanField(default=False)

    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    summary = models.TextField(blank=True)
    released_at = models.DateTimeField(null=True)
    salt = models.BinaryField(max_length=16, null=True)
    sealed_title = models.BinaryField(null=True)
    sealed_body = models.BinaryField(null=True)

    item = models.ForeignKey(Item, models.PROTECT, related_name="matters")
    item_version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="matters")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="holding")
    desk = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    about_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    officer = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, db_index=False)
    procedure = models.CharField(max_length=60, blank=True)

    origin = models.CharField(max_length=40, blank=True)
    external_no = models.CharField(max_length=80, blank=True)
    external_due = models.DateTimeField(null=True)
    external_verdict = models.CharField(max_length=200, blank=True)

    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    unit_due_at = models.DateTimeField(null=True)
    stood_since = models.DateTimeField(null=True)
    review_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    planned_for = models.DateField(null=True)
    on_the_spot = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    ground = models.CharField(max_length=12, choices=Ground, blank=True)
    declined_to = models.TextField(blank=True)
    final = models.BooleanField(default=False)
    excluded = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True)

    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True)
    mandatory = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, related_name="merged", null=True)
    again_of = models.ForeignKey("self", models.PROTECT, related_name="again", null=True)

    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)

    objects = MatterQuerySet.as_manager()

    plan_read: tuple[str, Procedure] | None = None  # what was read with it: no version of a procedure changes
    told_below: "list[Telling] | None" = None  # and the tellings of all that was merged into it

    KIND = "matter"
    LIFE: ClassVar[Mapping[str, Transition]] = LIFE
    WORDS = frozenset({"title", "body"})
    CONTENT = WORDS | {
        "address",
        "longitude",
        "latitude",
        "summary",
        "declined_to",
        "external_verdict",
        "sealed_title",
        "sealed_body",
    }
    BOOKKEEPING = frozenset({"salt", *KeyHolder.KEY_COLUMNS})
    REPLAYED = frozenset(
        (
            "number state kind channel priority confidential history unsettled item_id item_version_id "
            "place_id unit_id desk_id about_unit_id officer_id procedure origin external_no external_due "
            "happened_at received_at recorded_at due_at unit_due_at stood_since review_on answered_at "
            "outcome planned_for on_the_spot closed_at ground final excluded erased_at parent_id mandatory "
            "merged_into_id again_of_id reminded_at escalated_at released_at"
        ).split()
    )

    class Meta:
        indexes = [
            # not by states: SQLite uses a partial index only where it needs no parameter to see that it may
            models.Index(
                fields=["unit", "due_at", "id"], condition=Q(closed_at__isnull=True), name="matter_queue"
            ),
            models.Index(
                fields=["due_at", "id"], condition=Q(closed_at__isnull=True), name="matter_open_due"
            ),
            models.Index(
                fields=["state", "due_at", "id"], condition=Q(closed_at__isnull=True), name="matter_state_due"
            ),
            models.Index(
                fields=["officer", "due_at", "id"],
                condition=Q(closed_at__isnull=True, officer__isnull=False),
                name="matter_officer_due",
            ),
            models.Index(fields=["-received_at", "-id"], name="matter_newest"),
            models.Index(fields=["-ledger_at", "-id"], name="matter_changed"),
            models.Index(fields=["place", "-received_at"], name="matter_place_newest"),
            models.Index(fields=["item", "-received_at"], name="matter_item_newest"),
            models.Index(
                fields=["latitude", "longitude"],
                condition=Q(closed_at__isnull=True, longitude__isnull=False),
                name="matter_spot",
            ),
            models.Index(
                fields=["-released_at", "-id"],
                condition=Q(released_at__isnull=False),
                name="matter_released_newest",
            ),
        ]
        constraints = [
            *KeyHolder.Meta.constraints,
            models.UniqueConstraint(
                fields=["origin", "external_no"], condition=~Q(external_no=""), name="matter_external"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=False) | ~Q(state=State.MERGED),
                name="matter_merged_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | ~Q(state=State.CLOSED), name="matter_closed_sometime"
            ),
            models.CheckConstraint(
                condition=~Q(ground="") | ~Q(state=State.CLOSED), name="matter_closed_for_a_ground"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: "QuerySet[Matter] | None" = None,
    ) -> None:
        """Under a lock nothing that was read before is believed, nor what was told below."""
        super().refresh_from_db(using, fields, from_queryset)
        self.told_below = None

    @property
    def name_in_ledger(self) -> str:
        return self.number

    @property
    def point(self) -> Position | None:
        """Longitude and latitude in WGS 84, where it is known."""
        return (self.longitude, self.latitude) if self.longitude and self.latitude else None

    @property
    def series(self) -> str:
        return self.number.rpartition("-")[0]

    @property
    def standing_content(self) -> frozenset[str]:
        if self.erased_at is not None:
            return frozenset()
        return self.CONTENT - self.WORDS if self.confidential else self.CONTENT

    @property
    def keeps_key(self) -> bool:
        return self.erased_at is None

    @property
    def standing(self) -> str:
        return self.state

    @property
    def standing_label(self) -> str:
        return str(State(self.state).label)

    @property
    def scope(self) -> Scope:
        """Its place; the units of the stack, that assist or are called; the unit that it is about."""
        answerable = self.answerable
        return replace(answerable, units=answerable.units.union(self._helpers(), self._called()))

    @property
    def answerable(self) -> Scope:
        """The same without those who have only a part in it."""
        return Scope(
            path=self.place.path,
            units=frozenset({self.unit_id, self.desk_id, *self._units_of_the_stack()}),
            barred=frozenset() if self.about_unit_id is None else frozenset({self.about_unit_id}),
            confidential=self.confidential,
            unsettled=self.unsettled,
        )

    def _units_of_the_stack(self) -> list[int]:
        return [level.unit_id for level in self.assignments.all() if level.ended_at is None]

    def _helpers(self) -> list[int]:
        """Who helps, while there is something to help with."""
        if self.state not in HELD_BY_UNIT:
            return []
        return [assist.unit_id for assist in self.assists.all() if assist.reported_at is None]

    def _called(self) -> list[int]:
        """Who was called to the spot and is not done there."""
        if self.state not in UNANSWERED:
            return []
        return [turnout.unit_id for turnout in self.turnouts.all() if turnout.is_open]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def is_overdue(self, at: datetime) -> bool:
        """The promise has passed and there is no answer; a clock that stands does not run out."""
        runs = self.state in UNANSWERED and self.state not in STANDING_CLOCK
        return runs and self.due_at is not None and self.due_at < at
