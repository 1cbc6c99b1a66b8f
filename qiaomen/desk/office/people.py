"""People at the desk: who there is, what posts they hold, and whether they can sign in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.desk.office.person_deeds import (
    LANGUAGES,
    NAME,
    Absence,
    AppointPerson,
    ChangePerson,
    GivePassword,
    Leaving,
    NewPerson,
    Return,
)
from qiaomen.desk.office.posts import Posts, post_rows
from qiaomen.desk.office.shelf import Listing, Row, Sheet, Shelf, url_of
from qiaomen.desk.office.story import Told, lines
from qiaomen.indicators.uses import uses_of_person
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.lists import labelled, listed
from qiaomen.kernel.models import Event
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.textsearch.folding import fold
from qiaomen.people.models import Person, Post

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class People(Shelf[Person]):
    name = "people"
    key = "person"
    permission = Permission.PEOPLE_EDIT
    files = "staff"
    title = gettext_lazy("People")
    advice = gettext_lazy("Everybody who signs in. What they may do follows from their posts.")
    columns = (NAME, gettext_lazy("Login"), gettext_lazy("Posts"), gettext_lazy("Signs in"))
    nothing = gettext_lazy("Nobody is called so. Try a part of the name, or add the person.")
    beginning = NewPerson
    deeds = (AppointPerson, Absence, GivePassword, ChangePerson, Leaving, Return)
    done = {
        "add": gettext_lazy("added"),
        "rename": gettext_lazy("renamed"),
        "contact": gettext_lazy("telephone or language was changed"),
        "set_password": gettext_lazy("a password was set"),
        "deactivate": gettext_lazy("left"),
        "reactivate": gettext_lazy("came back"),
    }

    def rows(self, actor: Actor, words: str, *, ended: bool) -> Sequence[Row]:
        people = Person.objects.visible_to(actor)
        if not ended:
            people = people.selectable(clock.today())
        rows = people.order_by("name", "pk").values("pk", "name", "login", "password", "deactivated_on")
        held = _posts_by_person()
        wanted = fold(words)
        return [
            _cells(row, held[row["pk"]])
            for row in rows
            if wanted in fold("\n".join([row["name"], row["login"], *held[row["pk"]]]))
        ]

    def story(self, row: Person) -> list[Told]:
        """With that of their posts, also of those that are over."""
        posts = {post.stream: post for post in row.posts.select_related("role", "unit")}
        verbs = [*self.done, *Posts.done]
        events = Event.objects.filter(stream__in=[row.stream, *posts], verb__in=verbs).order_by("at", "pk")
        return lines(list(events), lambda event: self._said(event, posts.get(event.stream)))

    def _said(self, event: Event, post: Post | None) -> "StrOrPromise":
        if post is None:
            return self.done[event.verb]
        return labelled(f"{post.role.name} · {post.unit.name}", Posts.done[event.verb])

    def find(self, actor: Actor, name: str) -> Person:
        pk = int(name) if name.isdecimal() else 0
        found: Person = get_object_or_404(Person.objects.visible_to(actor), pk=pk)
        return found

    def name_of(self, row: Person) -> str:
        return str(row.pk)

    def sheet(self, row: Person, _actor: Actor) -> Sheet:
        since = date_format(row.deactivated_on) if row.deactivated_on else ""
        return Sheet(
            title=row.name,
            code=row.login,
            note=_("Left on %s: they can no longer sign in.") % since if since else "",
            facts=(
                (_("Work telephone"), row.phone or "–"),
                (_("Reads"), str(dict(LANGUAGES)[row.language])),
                (_("Signs in"), _signs_in(row.password, row.last_login)),
            ),
            further=(_posts_of(row),),
            uses=uses_of_person(row),
        )


def _signs_in(password: str, last: Any) -> str:
    if password.startswith("!"):
        return _("has no password yet")
    return _("last on %s") % date_format(last) if last else _("has a password")


def _posts_by_person() -> Mapping[int, list[str]]:
    held: defaultdict[int, list[str]] = defaultdict(list)
    posts = Post.objects.in_force(clock.today()).order_by("from_day", "pk")
    for person, unit, role in posts.values_list("person", "unit__name", "role__name"):
        held[person].append(f"{unit} · {role}")
    return held


def _cells(row: Mapping[str, Any], posts: Sequence[str]) -> Row:
    if row["deactivated_on"]:
        signs_in = _("left")
    else:
        signs_in = _("not yet") if row["password"].startswith("!") else _("yes")
    return Row(url_of("people", row["pk"]), row["name"], (row["login"], listed(posts), signs_in))


def _posts_of(person: Person) -> Listing:
    posts = person.posts.filter(Q(to_day=None) | Q(to_day__gte=clock.today()))
    return Listing(
        (
            gettext_lazy("Role"),
            gettext_lazy("Unit"),
            gettext_lazy("Place"),
            gettext_lazy("From"),
            gettext_lazy("To"),
        ),
        post_rows(posts, lambda row: (row["role__name"], row["unit__name"], row["place__name"])),
        nothing=gettext_lazy("No post: they can sign in and do nothing. Give them one."),
        heading=gettext_lazy("Posts"),
    )
