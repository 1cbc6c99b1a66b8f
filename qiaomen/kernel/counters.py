"""Numbers from a series, without gaps among committed rows and without doubles."""

from django.db.models import F

from qiaomen.kernel.models.counters import Counter


def take(series: str, count: int = 1) -> range:
    """The next `count` numbers; take them as late as possible: the series is locked until commit."""
    Counter.objects.get_or_create(series=series)
    Counter.objects.filter(series=series).update(last=F("last") + count)
    last = Counter.objects.values_list("last", flat=True).get(series=series)
    return range(last - count + 1, last + 1)
