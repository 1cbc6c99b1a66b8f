"""Posts at the desk: who holds which role where, until when, and who stands in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qiaomen.desk.office.deeds import Deed
from qiaomen.desk.office.shelf import Row, Sheet, Shelf, url_of
from qiaomen.desk.office.standing_in import NameDeputy
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.forms import DayField
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.textsearch.folding import fold
from qiaomen.people.actions import end_post, stand_in
from qiaomen.people.models import Person, Post
from qiaomen.people.querysets import PostQuerySet

COLUMNS = ("token", "person__name", "unit__name", "place__name", "role__name", "from_day", "to_day")
NAME = pgettext_lazy("of a person", "Name")


class EndPost(Deed[Post]):
    noun = "end"
    title = gettext_lazy("End the post")
    done = gettext_lazy("The post ends on that day.")
    advice = gettext_lazy("Yesterday ends it from now on. It is not deleted: the story keeps who held it.")

    last_day = DayField(label=gettext_lazy("Last day"))

    @classmethod
    def known(cls, _row: Post, _as_of: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"last_day": clock.today()}

    def act(self) -> None:
        end_post(self.row, last_day=self.cleaned_data["last_day"], by=self.actor)


class StandIn(NameDeputy[Post]):
    noun = "deputy"

    @classmethod
    def is_open(cls, row: Post) -> bool:
        return row.deputy_of_id is None

    @property
    def away(self) -> int:
        return self.row.person_id

    def stand_in(self, deputy: Person, from_day: date, to_day: date) -> None:
        stand_in(self.row, deputy=deputy, from_day=from_day, to_day=to_day, by=self.actor)


def post_rows(posts: PostQuerySet, told: Callable[[Mapping[str, Any]], tuple[str, ...]]) -> list[Row]:
    """A line a post: first what `told` says of it, then its days."""
    found = []
    for row in posts.order_by("from_day", "pk").values(*COLUMNS):
        name, *cells = told(row)
        found.append(Row(url_of("posts", row["token"]), name, (*cells, *_days(row))))
    return found


def _days(row: Mapping[str, Any]) -> tuple[str, str]:
    return date_format(row["from_day"]), date_format(row["to_day"]) if row["to_day"] else "–"


class Posts(Shelf[Post]):
    name = "posts"
    key = "post"
    permission = Permission.PEOPLE_EDIT
    files = "staff"
    title = gettext_lazy("Posts")
    advice = gettext_lazy("Who holds which role where. A post is given on the page of a person.")
    columns = (
        NAME,
        gettext_lazy("Unit"),
        gettext_lazy("Role"),
        gettext_lazy("Place"),
        gettext_lazy("From"),
        gettext_lazy("To"),
    )
    nothing = gettext_lazy("No post fits these words. Give posts on the page of a person.")
    beginning = None
    deeds = (EndPost, StandIn)
    done = {
        "appoint": gettext_lazy("given"),
        "stand_in": gettext_lazy("given to a deputy"),
        "end": gettext_lazy("its end was set"),
    }

    def rows(self, actor: Actor, words: str, *, ended: bool) -> Sequence[Row]:
        posts = Post.objects.visible_to(actor)
        if not ended:
            posts = posts.unfinished(clock.today())
        rows = post_rows(
            posts, lambda row: tuple(row[f"{what}__name"] for what in ("person", "unit", "role", "place"))
        )
        wanted = fold(words)
        return [row for row in rows if wanted in fold("\n".join([row.name, *row.cells]))]

    def find(self, actor: Actor, name: str) -> Post:
        return get_object_or_404(Post.objects.visible_to(actor).for_list(), token=name)

    def name_of(self, row: Post) -> str:
        return row.token

    def sheet(self, row: Post, _actor: Actor) -> Sheet:
        over = row.to_day is not None and row.to_day < clock.today()
        return Sheet(
            title=f"{row.person.name} · {row.role.name}",
            note=_("It is over.") if over else "",
            facts=(
                (_("Unit"), row.unit.name),
                (_("Place"), row.place.full_name()),
                (_("First day"), date_format(row.from_day)),
                (_("Last day"), date_format(row.to_day) if row.to_day else _("open")),
                (_("Stands in for"), row.deputy_of.person.name if row.deputy_of else "–"),
            ),
            links=(
                (row.person.name, url_of("people", row.person_id)),
                (row.unit.name, url_of("units", row.unit.code)),
                (row.role.name, url_of("roles", row.role.code)),
            ),
        )
