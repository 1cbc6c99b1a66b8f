"""One row of a file becomes what somebody tells."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import TypeVar

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.models import Item
from qiaomen.catalogue.suggesting import Suggester, suggester
from qiaomen.kernel import clock, phones
from qiaomen.kernel.canonical import canonical
from qiaomen.kernel.lookup import lookup_hash
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.cells import whole
from qiaomen.kernel.sheets.dates import moment
from qiaomen.kernel.sheets.lines import Line
from qiaomen.kernel.sheets.mapping import Mapping
from qiaomen.kernel.sheets.table import Row
from qiaomen.matters.channels import Channel
from qiaomen.matters.importing.names import Names, channels, items, places
from qiaomen.matters.intake import Told, clean_words, require_past
from qiaomen.territory.models import Place

M = TypeVar("M", bound=Model)

NUMBER_LENGTH = 60
MOST_COUNTED = 2**31 - 1  # what the column holds


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the rows of one file; `source` tells whose numbers and users they are."""

    columns: Mapping
    source: str
    history: bool
    zone: tzinfo = field(default_factory=timezone.get_current_timezone)
    items: Names[Item] = field(default_factory=items)
    places: Names[Place] = field(default_factory=places)
    channels: dict[str, Channel] = field(default_factory=channels)
    suggester: Suggester = field(default_factory=suggester)

    def told(self, row: Row) -> Told:
        """What the row tells; a Refusal (`Unfit`, where one column is to blame) if it cannot be taken in.

        Item and place are the ones that the row names, else suggested ones where they are sure.
        """
        line = Line(row, self.columns, self.columns.values(row))
        line.require_sound()
        happened = self._time(line)
        title, body = _words(line)
        item, place = self._filed(line)
        return Told(
            key=self._key(line, happened),
            channel=self._channel(line),
            title=title,
            body=body,
            item=item,
            place=place,
            address=line.text("address"),
            name=line.text("name"),
            phone=_phone(line),
            user=line.text("user"),
            happened_at=happened,
            received_at=happened if self.history else None,
            origin=self.source,
            source_no=_number(line),
            likes=_count(line, "likes"),
            objections=_count(line, "objections"),
            history=self.history,
        )

    def _time(self, line: Line) -> datetime | None:
        """When it happened; None where the file has no column for it (`Plan` refuses that of old matters).

        An empty cell in such a column is refused: taken as now, it would be another message once corrected.
        """
        if "time" not in self.columns.chosen:
            return None
        with blaming(line, "time"):
            happened = moment(line.cells["time"], self.zone)
            require_past(happened, clock.now())
        return happened

    def key_column(self, row: Row) -> str:
        """The heading of what tells this row from others: its number, else its words."""
        line = Line(row, self.columns, self.columns.values(row))
        return self.columns.chosen["number" if _number(line) else "text"]

    def _channel(self, line: Line) -> Channel:
        """As the row says; the file itself where it says nothing."""
        said = line.text("channel").casefold()
        if said and said not in self.channels:
            sentence = _("“%(channel)s” is no channel. Write one of: %(channels)s.")
            known = ", ".join(Channel.values)
            raise line.unfit("channel", sentence % {"channel": said, "channels": known})
        return self.channels[said] if said else Channel.FILE

    def _key(self, line: Line, happened: datetime | None) -> str:
        if number := _number(line):
            return f"file:{self.source}:{number}"
        who = line.text("user") or line.text("phone") or line.text("name")
        said = canonical({"who": who, "at": happened, "words": [line.text("title"), line.text("text")]})
        return f"words:{self.source}:{lookup_hash('telling', said)}"

    def _filed(self, line: Line) -> tuple[Item | None, Place | None]:
        item, place = _named(line, "item", self.items), _named(line, "place", self.places)
        if item and place:
            return item, place
        words = f"{line.text('text')}\n{line.text('address')}"
        suggestion = self.suggester.suggest(words, line.text("title"))
        if suggestion.item_sure and not item:
            item = self.items.by_id(suggestion.item_id)
        if suggestion.place_sure and not place:
            place = self.places.by_id(suggestion.place_id)
        return item, place


@contextmanager
def blaming(line: Line, name: str) -> Iterator[None]:
    """A Refusal inside is for the cell of this field."""
    try:
        yield
    except Refusal as no:
        raise line.unfit(name, no.sentence) from None


def _words(line: Line) -> tuple[str, str]:
    with blaming(line, "text"):
        return clean_words(line.text("title"), line.text("text"))


def _number(line: Line) -> str:
    number = line.text("number")
    if len(number) > NUMBER_LENGTH:
        raise line.unfit("number", _("The number is longer than %d characters.") % NUMBER_LENGTH)
    return number


def _phone(line: Line) -> str:
    with blaming(line, "phone"):
        return phones.normalise(line.text("phone")) if line.text("phone") else ""


def _count(line: Line, name: str) -> int:
    with blaming(line, name):
        count = whole(line.cells[name]) or 0
        if not 0 <= count <= MOST_COUNTED:
            raise Refusal(_("There cannot be so many: %d.") % count)
        return count


def _named(line: Line, name: str, rows: Names[M]) -> M | None:
    """The row that the cell names; None where it names nothing."""
    with blaming(line, name):
        return rows.row(line.text(name)) if line.text(name) else None
