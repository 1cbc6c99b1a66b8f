"""Published months; what is drawn of a month stands in `sampling`."""

import json
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qiaomen.indicators.hot.models import HotIssue, HotMember  # noqa: F401 - the same
from qiaomen.indicators.sampling.models import Sample, SampledCase  # noqa: F401 - Django looks for them here
from qiaomen.kernel.models.ledger import Recorded
from qiaomen.kernel.refusal import Refusal


class Publication(Recorded):
    """The reports of a month as they were published. Never changed: its stream has one line.

    `frozen` is the text of the JSON that `digest` is the hash of: of the rates grouping -> report, of a
    bulletin its figures. `place` is the code of the one that a bulletin is about, "" for the whole house.
    """

    class Kind(models.TextChoices):
        RATES = "rates", _("three rates")
        BULLETIN = "bulletin", _("bulletin")

    KIND = "publication"
    REPLAYED = frozenset({"kind", "month", "place", "definition", "digest"})
    CONTENT = frozenset({"frozen"})

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.RATES)
    month = models.DateField()  # its first day
    place = models.CharField(max_length=40, blank=True)
    definition = models.PositiveSmallIntegerField()
    frozen = models.TextField()
    digest = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "month", "place"], name="publication_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="publication_by_first_day"),
        ]

    def __str__(self) -> str:
        return self.name_in_ledger

    @property
    def name_in_ledger(self) -> str:
        return "-".join(filter(None, (self.kind, f"{self.month:%Y-%m}", self.place)))

    def reports(self) -> dict[str, Any]:
        """What was published. Raises Refusal if the text is not what was published."""
        if digest_of(self.frozen) != self.digest:
            raise Refusal(_("The published %s was altered in the database. Restore it from a backup.") % self)
        found: dict[str, Any] = json.loads(self.frozen)
        return found


def digest_of(text: str) -> str:
    return f"sha256:{sha256(text.encode()).hexdigest()}"
