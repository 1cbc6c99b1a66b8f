"""How often short answers were given, and when last."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Max, Q

from qiaomen.kernel import clock
from qiaomen.matters.models import Answer

PERIOD = timedelta(days=90)


class Uses(NamedTuple):
    """`lately` counts the last 90 days; `last` is of any time, None for never."""

    lately: int = 0
    last: datetime | None = None


def uses() -> Mapping[int, Uses]:
    """By the id of the short answer, for those that were ever given; one query."""
    lately = Count("pk", filter=Q(at__gte=clock.now() - PERIOD))
    given = Answer.objects.filter(short_answer__isnull=False).order_by().values_list("short_answer_id")
    return {pk: Uses(*told) for pk, *told in given.annotate(lately=lately, last=Max("at"))}
