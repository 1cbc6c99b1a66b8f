"""Units, roles and staff as tables that an import takes for unchanged; columns as in `importing`."""

from collections.abc import Iterator, Sequence

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.sheets.cells import Cell
from qiaomen.people.models import Post, Role, Unit
from qiaomen.people.powers import POWERS


def units_table() -> Iterator[Sequence[Cell]]:
    """Those in use."""
    units = Unit.objects.current(clock.today()).order_by("code")
    yield from units.values_list("code", "parent__code", "name", "kind", "place__code", "phone")


def roles_table() -> Iterator[Sequence[Cell]]:
    """All roles, what each gives in the reader's words."""
    for role in Role.objects.order_by("pk"):
        powers = "\n".join(str(POWERS[each]) for each in Permission if each in role.granted)
        yield role.code, role.name, str(role.get_reach_display()), powers


def staff_table(by: Actor) -> Iterator[Sequence[Cell]]:
    """A row a post that is not over and that they may see; an import gives no deputies, so none is in it."""
    posts = (
        Post.objects.visible_to(by)
        .unfinished(clock.today())
        .filter(deputy_of=None, person__deactivated_on=None)
    )
    yield from posts.order_by("person__login", "from_day", "pk").values_list(
        "person__login",
        "person__name",
        "unit__code",
        "place__code",
        "role__code",
        "from_day",
        "to_day",
        "person__phone",
        "person__language",
    )
