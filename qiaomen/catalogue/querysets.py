"""Questions about many entries of the catalogue."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from qiaomen.catalogue.models import (  # noqa: F401 - the parameters of the generics
        Item,
        ItemVersion,
        ProcedureVersion,
        Rule,
    )


class ItemQuerySet(models.QuerySet["Item"]):
    def current(self, day: date) -> "ItemQuerySet":
        """`ended_on` is the first day without the item."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day))


class VersionQuerySet(models.QuerySet["ItemVersion"]):
    def in_force(self, day: date) -> "VersionQuerySet":
        """What each item says on `day`; before its first version the first, so that nothing is without."""
        versions = self.model._default_manager.filter(item=OuterRef("item")).values("pk")
        begun = versions.filter(from_day__lte=day).order_by("-from_day", "-number")
        first = versions.order_by("from_day", "-number")
        return self.filter(pk=Coalesce(Subquery(begun[:1]), Subquery(first[:1])))


class RuleQuerySet(models.QuerySet["Rule"]):
    def in_force(self, day: date) -> "RuleQuerySet":
        return self.filter(from_day__lte=day).filter(Q(to_day=None) | Q(to_day__gte=day))


class ProcedureQuerySet(models.QuerySet["ProcedureVersion"]):
    def newest(self) -> dict[str, int]:
        """The newest version of each procedure, by its code."""
        return dict(self.order_by("version").values_list("code", "version"))
