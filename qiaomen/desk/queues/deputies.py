"""For whom somebody stands in today."""

from collections import defaultdict
from datetime import date

from qiaomen.desk.queues.tabs import Colleague
from qiaomen.people.models import Post


def stands_for(person: int, day: date) -> tuple[Colleague, ...]:
    posts = Post.objects.in_force(day).filter(person=person).exclude(deputy_of=None)
    found = posts.order_by("deputy_of__person__name", "pk").values_list(
        "deputy_of__person", "deputy_of__person__name", "unit"
    )
    units: dict[tuple[int, str], set[int]] = defaultdict(set)
    for holder, name, unit in found:
        units[holder, name].add(unit)
    return tuple(Colleague(holder, name, frozenset(own)) for (holder, name), own in units.items())
