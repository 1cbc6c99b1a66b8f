"""Questions about many units, persons and posts."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import F, Q

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Grant, Permission
from qiaomen.people.tree import ids_below
from qiaomen.territory import paths

if TYPE_CHECKING:
    from qiaomen.people.models import Person, Post, Unit

NOTHING = Q(pk__in=())
EVERYTHING = ~NOTHING  # an empty Q would vanish in an "or"


def in_charge(actor: Actor, unit: str) -> Q:
    """Rows whose unit (at the lookup `unit`) the actor keeps the staff of."""
    grants = actor.holding(Permission.PEOPLE_EDIT)
    return reduce(or_, (_reached(grant, unit) for grant in grants), NOTHING)


def _reached(grant: Grant, unit: str) -> Q:
    reached = EVERYTHING & paths.below(grant.below, f"{unit}__place__path")
    if grant.units is not None:
        reached &= Q(**{f"{unit}__in": grant.units})
    return reached


class UnitQuerySet(models.QuerySet["Unit"]):
    def below(self, unit: "Unit") -> "UnitQuerySet":
        """`unit` and everything below it."""
        return self.filter(pk__in=ids_below({unit.pk})[unit.pk])

    def current(self, day: date) -> "UnitQuerySet":
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day))

    def visible_to(self, actor: Actor) -> "UnitQuerySet":
        """Which offices there are is no secret in the house; who has no standing here sees none."""
        return self if actor.grants else self.none()


class PersonQuerySet(models.QuerySet["Person"]):
    def selectable(self, day: date) -> "PersonQuerySet":
        """Those that a choice offers: whoever is deactivated vanishes from choices and stays in history."""
        return self.filter(Q(deactivated_on=None) | Q(deactivated_on__gt=day))

    def people_of(self, unit: "Unit", day: date) -> "PersonQuerySet":
        """Who can be given work in `unit` that day, deputies included, by name."""
        posts = Q(posts__unit=unit) & in_force(day, "posts__")
        return self.selectable(day).filter(posts).distinct().order_by("name", "pk")

    def visible_to(self, actor: Actor) -> "PersonQuerySet":
        """Colleagues of the actor's own units, and everybody whose accounts the actor keeps."""
        if any(not grant.below and grant.units is None for grant in actor.holding(Permission.PEOPLE_EDIT)):
            return self
        theirs = in_charge(actor, "posts__unit") | Q(posts__unit__in=actor.units)
        return self.filter(theirs).distinct()

    def names(self, refs: Iterable[str]) -> Mapping[str, str]:
        """The names behind the ledger's refs (person/12), for all that are persons; one query."""
        numbers = {ref.removeprefix("person/") for ref in refs if ref.startswith("person/")}
        return {f"person/{pk}": name for pk, name in self.filter(pk__in=numbers).values_list("pk", "name")}


class PersonManager(BaseUserManager["Person"].from_queryset(PersonQuerySet)):  # type: ignore[misc] # made at run time by Django
    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this login, however it was typed (case, full-width letters)."""
        person: Person = self.get(login=self.model.normalize_username(username or ""))
        return person


class PostQuerySet(models.QuerySet["Post"]):
    def in_force(self, day: date) -> "PostQuerySet":
        return self.filter(in_force(day))

    def unfinished(self, day: date) -> "PostQuerySet":
        """In force on `day` or later."""
        return self.filter(_real() & (Q(to_day=None) | Q(to_day__gte=day)))

    def overlapping(self, from_day: date, to_day: date | None) -> "PostQuerySet":
        """In force on a day of this span (both ends included, None is open)."""
        begun = Q() if to_day is None else Q(from_day__lte=to_day)
        return self.unfinished(from_day).filter(begun)

    def of_same_kind(self, post: "Post") -> "PostQuerySet":
        """All of the same person, unit, place and role."""
        return self.filter(person=post.person, unit=post.unit, place=post.place, role=post.role)

    def visible_to(self, actor: Actor) -> "PostQuerySet":
        return self.filter(in_charge(actor, "unit") | Q(unit__in=actor.units))

    def for_list(self) -> "PostQuerySet":
        return self.select_related("person", "unit__place", "place", "role").order_by("from_day", "pk")


def in_force(day: date, post: str = "") -> Q:
    """Posts (at the lookup prefix `post`) that give their powers on `day`; both ends of a post count."""
    until = Q(**{f"{post}to_day": None}) | Q(**{f"{post}to_day__gte": day})
    return Q(**{f"{post}from_day__lte": day}) & until


def _real() -> Q:
    """Not withdrawn: a post that ends before it begins was never in force."""
    return Q(to_day=None) | Q(to_day__gte=F("from_day"))
