"""Units and staff as tables that an import takes for unchanged; columns as in `importing`."""

from collections.abc import Iterator, Sequence

from qiaomen.kernel import clock
from qiaomen.kernel.sheets.cells import Cell
from qiaomen.people.models import Post, Unit


def units_table() -> Iterator[Sequence[Cell]]:
    """Those in use."""
    units = Unit.objects.current(clock.today()).order_by("code")
    yield from units.values_list("code", "parent__code", "name", "kind", "place__code", "phone")


def staff_table() -> Iterator[Sequence[Cell]]:
    """A row a post that is not over; deputies are not in it, as an import gives no deputies."""
    posts = Post.objects.unfinished(clock.today()).filter(deputy_of=None, person__deactivated_on=None)
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
