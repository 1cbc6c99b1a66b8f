"""A short answer, as the phone desk reads it out."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.knowledge.querysets import ShortAnswerQuerySet
from qiaomen.catalogue.knowledge.wording import Wording
from qiaomen.kernel.permissions import Permission, Scope
from qiaomen.kernel.transitions import Living, Transition
from qiaomen.people.models import Unit

_CURRENT = frozenset({"current"})
_EDIT = Transition(Permission.KNOWLEDGE_EDIT, sources=_CURRENT)
_STANDINGS = {"current": _("in use"), "ended": _("ended")}


class ShortAnswer(Living):
    """What is answered to a question that many ask; `owner` is the unit that keeps it true.

    From `review_on` on nobody has vouched for it any more. Office words, about no resident.
    """

    KIND = "short_answer"
    LIFE: ClassVar[Mapping[str, Transition]] = {
        "revise": _EDIT,
        "confirm": _EDIT,
        "chase": _EDIT,
        "end": _EDIT,
        "resume": Transition(Permission.KNOWLEDGE_EDIT, sources=frozenset({"ended"})),
    }
    REPLAYED = frozenset(
        (
            "code question also answer item_id source owner_id public review_days review_on chased_on "
            "ended_on"
        ).split()
    )

    code = models.CharField(max_length=60, unique=True)
    question = models.CharField(max_length=200)
    also = models.JSONField(default=list)
    answer = models.TextField()
    item = models.ForeignKey("catalogue.Item", models.PROTECT, related_name="short_answers", null=True)
    source = models.CharField(max_length=200)
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="short_answers")
    public = models.BooleanField(default=True)
    review_days = models.PositiveIntegerField()
    review_on = models.DateField()
    chased_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    objects = ShortAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(review_days__gte=1), name="short_answer_holds_a_day")
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def name_in_ledger(self) -> str:
        return self.code

    @property
    def scope(self) -> Scope:
        """Its owner's: an office keeps its own answers, a desk those of all units in its place."""
        return self.owner.scope

    @property
    def standing(self) -> str:
        return "ended" if self.ended_on else "current"

    @property
    def standing_label(self) -> str:
        return str(_STANDINGS[self.standing])

    @property
    def wording(self) -> Wording:
        return Wording(
            question=self.question,
            also=tuple(self.also),
            answer=self.answer,
            item=self.item,
            source=self.source,
            owner=self.owner,
            public=self.public,
            review_days=self.review_days,
        )

    def is_outdated(self, day: date) -> bool:
        return self.review_on <= day
