"""Questions about many entries of the catalogue."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, Q, Subquery

if TYPE_CHECKING:
    from qiaomen.catalogue.models import Item, ProcedureVersion, Rule  # noqa: F401 - the parameters of the generics


class ItemQuerySet(models.QuerySet["Item"]):
    def current(self, day: date) -> "ItemQuerySet":
        """`ended_on` is the first day without the item."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day))

    def with_version(self, day: date) -> "ItemQuerySet":
        """Each item with `version`, the id of its version in force on `day`."""
        versions = self.model.versions.rel.related_model._default_manager
        latest = versions.filter(item=OuterRef("pk"), from_day__lte=day).order_by("-from_day").values("pk")
        return self.annotate(version=Subquery(latest[:1]))


class RuleQuerySet(models.QuerySet["Rule"]):
    def in_force(self, day: date) -> "RuleQuerySet":
        return self.filter(from_day__lte=day).filter(Q(to_day=None) | Q(to_day__gte=day))


class ProcedureQuerySet(models.QuerySet["ProcedureVersion"]):
    def newest(self) -> dict[str, int]:
        """The newest version of each procedure, by its code."""
        return dict(self.order_by("version").values_list("code", "version"))
