"""Questions about many places."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Concat

from qiaomen.kernel.actors import Actor
from qiaomen.territory import paths
from qiaomen.territory.naming import chained

if TYPE_CHECKING:
    from qiaomen.territory.models import Place, PlaceName  # noqa: F401 - named in a base class below


class PlaceQuerySet(models.QuerySet["Place"]):
    def below(self, top: "Place | str") -> Self:
        """`top` (a place or a path) and everything below it, as one range of the path's index."""
        return self.filter(paths.below(top if isinstance(top, str) else top.path))

    def below_any(self, tops: Iterable[str]) -> Self:
        """What lies below one of these paths; an empty path is above everything."""
        reach = Q(pk__in=())
        for top in tops:
            if not top:
                return self
            reach |= paths.below(top)
        return self.filter(reach)

    def current(self, day: date) -> Self:
        """Places that exist on `day`."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day))

    def chain(self, place: "Place") -> Self:
        """From the root down to `place` itself, in one query."""
        return self.filter(path__in=paths.line(place.path)).order_by("path")

    def off_path(self) -> Self:
        """Places whose path is not that of their parent and their own number; there must be none."""
        right = Concat(Coalesce("parent__path", Value("")), paths.step("number"))
        return self.exclude(path=right).order_by("pk")

    def visible_to(self, actor: Actor) -> Self:
        """The places that the actor has anything to do with: those below one of the actor's grants."""
        return self.below_any({grant.below for grant in actor.grants})

    def full_names(self, ids: Iterable[int]) -> dict[int, str]:
        """The full name of each of the places `ids`, in two queries however many they are."""
        path_of = dict(self.filter(pk__in=set(ids)).values_list("pk", "path"))
        numbers = {paths.number(step) for path in path_of.values() for step in paths.line(path)}
        names = dict(self.filter(number__in=numbers).values_list("path", "name"))
        return {pk: spell(names, path) for pk, path in path_of.items()}

    def full_and_short_names(self, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
        """The full name of each, and the fewest names, from it upwards, by which no other place is meant.

        In two queries however many they are.
        """
        wanted, everywhere = set(ids), self.model._default_manager
        own = self.filter(pk__in=wanted).values("name")
        alike = dict(everywhere.filter(name__in=own).values_list("pk", "path"))
        numbers = {paths.number(step) for path in alike.values() for step in paths.line(path)}
        names = dict(everywhere.filter(number__in=numbers).values_list("path", "name"))
        meant = Counter(way for path in alike.values() for way in set(_ways(names, path)))
        found = {}
        for pk in wanted & alike.keys():
            full = spell(names, alike[pk])
            found[pk] = full, next((way for way in _ways(names, alike[pk]) if meant[way] == 1), full)
        return found


class PlaceNameQuerySet(models.QuerySet["PlaceName"]):
    def in_use(self) -> Self:
        """Names by which people may mean a place today: aliases not taken away, and all former names."""
        return self.filter(Q(to_day=None) | Q(kind=self.model.Kind.FORMER))


def _ways(names: dict[str, str], path: str) -> list[str]:
    """What the place may be called: by its own name, with that of the one above, and so on up."""
    steps = paths.line(path)
    return [chained(names[step] for step in steps[begin:]) for begin in range(len(steps) - 1, -1, -1)]


def spell(names: dict[str, str], path: str) -> str:
    """The names along `path`, largest first, without the root: it stands for the whole house."""
    steps = paths.line(path)
    return chained(names[step] for step in steps[1:] or steps)
