"""Questions about many short answers."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from qiaomen.catalogue.knowledge.models import ShortAnswer  # noqa: F401 - the parameter of the generic


class ShortAnswerQuerySet(models.QuerySet["ShortAnswer"]):
    def current(self) -> "ShortAnswerQuerySet":
        return self.filter(ended_on=None)

    def outdated(self, day: date) -> "ShortAnswerQuerySet":
        """In use, though their review date has come; the same as `ShortAnswer.is_outdated`."""
        return self.current().filter(review_on__lte=day)

    def for_list(self) -> "ShortAnswerQuerySet":
        return self.select_related("item", "owner__place").order_by("code")
