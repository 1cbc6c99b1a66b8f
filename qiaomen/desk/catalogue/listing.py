"""The items of the catalogue as lines of a list."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from qiaomen.catalogue.models import Item, ItemVersion
from qiaomen.catalogue.tree import in_order
from qiaomen.kernel import clock
from qiaomen.kernel.limits import Limit
from qiaomen.kernel.textsearch.folding import fold

Row = Mapping[str, Any]
COLUMNS = (
    "item",
    "item__code",
    "item__parent",
    "item__level",
    "item__ended_on",
    "name",
    "keywords",
    "visibility",
    "answer",
    "from_day",
)


class Line(NamedTuple):
    """Strings for one item."""

    code: str
    name: str
    level: int
    answer: str
    visibility: str
    since: str
    url: str


def lines(words: str, *, ended: bool) -> list[Line]:
    """Those whose code, name or keywords hold `words`, with what they say today; in one query."""
    today = clock.today()
    items = Item.objects.all() if ended else Item.objects.current(today)
    rows = ItemVersion.objects.in_force(today).filter(item__in=items).values(*COLUMNS)
    ordered = in_order(
        rows,
        pk=lambda row: row["item"],
        above=lambda row: row["item__parent"],
        code=lambda row: row["item__code"],
    )
    wanted = fold(words)
    return [cells(row) for row in ordered if wanted in _words(row)]


def _words(row: Row) -> str:
    return fold("\n".join([row["item__code"], row["name"], *row["keywords"]]))


def cells(row: Row) -> Line:
    code: str = row["item__code"]
    ended = row["item__ended_on"]
    shown = _("ended on %s") % date_format(ended) if ended else _visible(row["visibility"])
    answer = Limit.parse(row["answer"]).in_words() if row["answer"] else ""
    return Line(
        code,
        row["name"],
        row["item__level"],
        answer,
        shown,
        date_format(row["from_day"]),
        reverse("desk:catalogue-item", args=[code]),
    )


def _visible(code: str) -> str:
    return str(ItemVersion.Visibility(code).label)
