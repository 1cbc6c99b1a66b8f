"""Lists that somebody keeps under a name: a queue with its filters."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from qiaomen.desk.queues.filters import FilterForm
from qiaomen.people.actions.arranging import Kept


@dataclass(frozen=True, slots=True)
class KeptList:
    """One entry of the menu."""

    number: int
    name: str
    url: str
    current: bool


def kept_lists(lists: Iterable[Kept], form: FilterForm) -> list[KeptList]:
    here = (form.tab.name, form.query())
    return [
        KeptList(
            one["id"], one["name"], address(one["queue"], one["query"]), (one["queue"], one["query"]) == here
        )
        for one in lists
    ]


def address(queue: str, query: str) -> str:
    return reverse("desk:queue", args=[queue]) + (f"?{query}" if query else "")
