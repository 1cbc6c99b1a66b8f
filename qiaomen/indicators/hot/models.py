"""A problem that many tell of, and which matters tell of it."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.permissions import Permission, Scope
from qiaomen.kernel.transitions import Living, Transition
from qiaomen.matters.models import Matter
from qiaomen.people.models import Person, fresh_salt
from qiaomen.territory.models import Place, PlaceKind

FEWEST = 3  # tellings that make an issue
NEAR = (PlaceKind.GRID, PlaceKind.COMMUNITY)  # in anything wider, "the same place" means nothing

STANDING, JOINED = "standing", "joined"
_STANDINGS = {STANDING: _("stands by itself"), JOINED: _("joined with another")}
_by_sorters = Transition(Permission.MATTER_SORT, sources=frozenset({STANDING}))


class HotIssue(Living):
    """One problem. It keeps its number whatever is told of it later.

    The machine forms it and lets it grow; only people join, part, name and pin it. `lead` is the matter whose
    title stands for all until somebody gives a `name`; `place` holds all that was told when it was formed.
    `topic`: the matter by which it is a topic of the month, for which `leader` answers.
    """

    KIND = "hot_issue"
    SERIES = "hot_issue"
    LIFE: ClassVar[Mapping[str, Transition]] = dict.fromkeys(
        ("join", "name", "part", "pin", "unpin"), _by_sorters
    ) | {"topic": Transition(Permission.MATTER_SUPERVISE, sources=frozenset({STANDING}))}
    REPLAYED = frozenset({"number", "lead_id", "place_id", "into_id", "pinned", "topic_id", "leader_id"})
    CONTENT = frozenset({"name"})
    BOOKKEEPING = frozenset({"salt"})

    number = models.PositiveIntegerField(unique=True)
    lead = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    into = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined")
    pinned = models.BooleanField(default=False)
    topic = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    salt = models.BinaryField(max_length=16, default=fresh_salt, editable=False)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name or self.lead.title or self.lead.number

    @property
    def name_in_ledger(self) -> str:
        return str(self.number)

    @property
    def scope(self) -> Scope:
        return Scope(path=self.place.path)

    @property
    def standing(self) -> str:
        return JOINED if self.into_id else STANDING

    @property
    def standing_label(self) -> str:
        return str(_STANDINGS[self.standing])


class HotMember(models.Model):
    """A matter that was looked at, and the issue that it tells of; none while too few tell of it.

    The machine adds a matter once and never moves it.
    """

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True, related_name="+")
    issue = models.ForeignKey(HotIssue, models.PROTECT, null=True, related_name="members")

    def __str__(self) -> str:
        return f"{self.matter_id} {self.issue_id}"
