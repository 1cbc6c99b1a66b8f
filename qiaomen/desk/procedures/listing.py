"""The procedures as lines of a list."""

from collections import Counter
from typing import NamedTuple

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import ngettext

from qiaomen.catalogue.models import ItemVersion, ProcedureVersion
from qiaomen.kernel import clock
from qiaomen.kernel.lists import listed
from qiaomen.matters.models import Matter


class Line(NamedTuple):
    """Strings and numbers for one procedure in its newest version."""

    version: str
    name: str
    source: str
    steps: int
    items: int
    matters: int
    url: str

    @property
    def said(self) -> str:
        """The numbers in words."""
        return listed(
            (
                ngettext("%d step", "%d steps", self.steps) % self.steps,
                ngettext("%d item", "%d items", self.items) % self.items,
                ngettext("%d open matter", "%d open matters", self.matters) % self.matters,
            )
        )


def lines() -> list[Line]:
    """By name; items and open matters are those of any version, in three queries."""
    newest = ProcedureVersion.objects.order_by("name", "code").filter(
        pk__in=ProcedureVersion.objects.values("code").annotate(last=Max("pk")).values("last")
    )
    items, matters = _items(), _matters()
    return [
        Line(
            str(row),
            row.name,
            str(row.get_source_display()),
            len(row.plan.steps),
            items[row.code],
            matters[row.code],
            reverse("desk:procedure-page", args=[row.code]),
        )
        for row in newest
    ]


def _items() -> Counter[str]:
    in_force = ItemVersion.objects.in_force(clock.today()).filter(item__ended_on=None).exclude(procedure="")
    return Counter(name.partition("@")[0] for name in in_force.values_list("procedure", flat=True))


def _matters() -> Counter[str]:
    """Those that are confidential are in no count."""
    rows = Matter.objects.open().filter(confidential=False).exclude(procedure="").order_by()
    found: Counter[str] = Counter()
    for name, count in rows.values("procedure").annotate(count=Count("pk")).values_list("procedure", "count"):
        found[name.partition("@")[0]] += count
    return found
