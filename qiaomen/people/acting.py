"""What a person may do on a day: their posts in force, as grants."""

from collections.abc import Mapping
from datetime import date

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Grant, Permission, Scope
from qiaomen.people.models import Person, Post, Role
from qiaomen.people.tree import ids_below


def acting(person: Person, day: date) -> Actor:
    """`person` with the grants of all posts in force on `day`; two queries, asked once a request.

    A deactivated person acts without any grant.
    """
    posts = list(person.posts.in_force(day).for_list()) if person.active_on(day) else []
    units = ids_below({post.unit_id for post in posts if post.bound_to_unit})
    return Actor(
        person.ref,
        tuple(grant(post, units) for post in posts),
        frozenset(post.unit_id for post in posts),
    )


def holders(role: Role, scope: Scope, day: date) -> list[Person]:
    """Who holds the role on `day` for the place of what stands there, and may read it; by name."""
    named = Person.objects.selectable(day).filter(
        pk__in=Post.objects.in_force(day).filter(role=role).values("person")
    )
    people = [(person, acting(person, day)) for person in named.order_by("name", "pk")]
    return [
        person
        for person, actor in people
        if actor.holds(role.code, scope) and actor.may(Permission.MATTER_READ, scope)
    ]


def grant(post: Post, units: Mapping[int, frozenset[int]]) -> Grant:
    """What `post` gives; `units` holds the ids below each unit to which a post is bound."""
    return Grant(
        permissions=permissions(post),
        below=reach(post),
        units=units[post.unit_id] if post.bound_to_unit else None,
        post=post.stream,
        role=post.role.code,
    )


def permissions(post: Post) -> frozenset[Permission]:
    """Those of the role, as far as the unit is one that may have them."""
    return post.role.granted - post.withheld


def reach(post: Post) -> str:
    """The path below which the post reaches; one for the root reaches what has no place too."""
    return "" if post.place.parent_id is None else post.place.path
