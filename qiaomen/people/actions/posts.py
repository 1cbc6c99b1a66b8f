"""Who holds which role where and when: appointed, stood in for, ended."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.kernel.transitions import lock, move
from qiaomen.people.actions.entering import enter
from qiaomen.people.models import Person, Post, Role, Unit
from qiaomen.people.querysets import PostQuerySet
from qiaomen.territory.models import Place


def appoint(
    person: Person,
    *,
    unit: Unit,
    place: Place,
    role: Role,
    from_day: date,
    to_day: date | None = None,
    by: Actor,
) -> Post:
    """Give `person` a role in `unit` for `place` on these days (both included, None is open)."""
    post = Post(person=person, unit=unit, place=place, role=role, from_day=from_day, to_day=to_day)
    take_up(post, "appoint", by=by)
    return post


def stand_in(post: Post, *, deputy: Person, from_day: date, to_day: date, by: Actor) -> Post:
    """While the holder of `post` is away, `deputy` holds the same unit, place and role in their stead."""
    with transaction.atomic():
        lock(post)
        require_within(post, deputy, from_day, to_day)
        standing_in = Post(
            person=deputy,
            unit=post.unit,
            place=post.place,
            role=post.role,
            from_day=from_day,
            to_day=to_day,
            deputy_of=post,
        )
        take_up(standing_in, "stand_in", by=by)
    return standing_in


def stand_in_everywhere(
    holder: Person, *, deputy: Person, from_day: date, to_day: date, by: Actor
) -> list[Post]:
    """`deputy` stands in for `holder` in each of their own posts, as far as it is held on these days."""
    with transaction.atomic():
        posts = list(holder.posts.overlapping(from_day, to_day).filter(deputy_of=None))
        if not posts:
            raise Refusal(_("%s has no post on these days: nobody need stand in.") % holder.name)
        return [
            stand_in(
                post,
                deputy=deputy,
                from_day=max(from_day, post.from_day),
                to_day=min(to_day, post.to_day or to_day),
                by=by,
            )
            for post in posts
        ]


def take_up(post: Post, verb: str, *, by: Actor) -> None:
    """Check and record a new post; the lock on the person keeps two posts from overlapping unseen."""
    with transaction.atomic():
        lock(post.person)
        require_somebody_else(post.person, by)
        require_order(post)
        require_open(post)
        require_no_overlap(post)
        enter(post, verb, by=by, scope=post.scope)


def end_post(post: Post, *, last_day: date, by: Actor) -> Event:
    """End the post, and whoever stands in for it, after `last_day`; yesterday means from now on.

    A post whose last day is before its first is withdrawn: it never was in force.
    """
    with move(post, "end", by=by) as change:
        require_sooner(post, last_day)
        change.set(to_day=last_day)
        end_posts(post.deputies.unfinished(last_day + timedelta(days=1)), last_day=last_day, by=by)
    return change.event


def end_posts(posts: PostQuerySet, *, last_day: date, by: Actor) -> None:
    """End them all, the younger first: a deputy's post is younger than the one that would end it too."""
    for post in posts.order_by("-pk"):
        end_post(post, last_day=last_day, by=by)


def require_somebody_else(person: Person, by: Actor) -> None:
    if by.ref == person.ref:
        raise Forbidden(_("Nobody gives a post to themselves. Ask another administrator."))


def require_order(post: Post) -> None:
    if post.to_day and post.to_day < post.from_day:
        raise Refusal(_("The last day is before the first. Correct one of them."))


def require_open(post: Post) -> None:
    """The person, the unit and the place are there on all days of the post; nobody ends them meanwhile."""
    if post.person.deactivated_on:
        raise Refusal(_("%s is deactivated. Reactivate them first.") % post.person)
    for ground in (post.unit, post.place):
        lock(ground)
        if ground.ended_on and (post.to_day is None or post.to_day >= ground.ended_on):
            raise Refusal(
                _("%(name)s ends on %(day)s. Choose another one, or an earlier last day.")
                % {"name": ground.name, "day": date_format(ground.ended_on)}
            )


def require_no_overlap(post: Post) -> None:
    others = Post.objects.of_same_kind(post).overlapping(post.from_day, post.to_day)
    if other := others.order_by("from_day").first():
        raise Conflict(
            _("%(person)s already holds this post %(span)s. End it first or choose other days.")
            % {"person": post.person, "span": span(other)}
        )


def require_within(post: Post, deputy: Person, from_day: date, to_day: date) -> None:
    """A deputy is somebody else, for days of the post itself; nobody deputises for a deputy."""
    if post.deputy_of_id:
        raise Refusal(_("This post is itself a deputy's. Name a deputy for the post that it stands for."))
    if deputy == post.person:
        raise Refusal(_("Nobody stands in for themselves. Choose somebody else."))
    if from_day < post.from_day or (post.to_day and to_day > post.to_day):
        raise Refusal(_("The post is held %s. Choose days within that.") % span(post))


def require_sooner(post: Post, last_day: date) -> None:
    """History stays: a post ends sooner than it would have, and not before now."""
    if last_day < clock.today() - timedelta(days=1):
        raise Refusal(_("A post cannot end in the past. Choose yesterday to end it from now on."))
    if post.to_day and last_day >= post.to_day:
        raise Refusal(_("The post ends %s anyway. Choose an earlier day.") % date_format(post.to_day))


def span(post: Post) -> str:
    first = date_format(post.from_day)
    if post.to_day is None:
        return gettext("from %s on") % first
    if post.to_day < post.from_day:
        return gettext("from %s on, withdrawn before it began") % first
    return gettext("from %(first)s to %(last)s") % {
        "first": first,
        "last": date_format(post.to_day),
    }
