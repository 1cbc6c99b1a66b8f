"""One row of a file becomes what somebody tells."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, tzinfo

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.models import Item
from qiaomen.catalogue.suggesting import Suggester, suggester
from qiaomen.kernel import clock, phones
from qiaomen.kernel.canonical import canonical
from qiaomen.kernel.lists import coded
from qiaomen.kernel.lookup import lookup_hash
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.cells import whole
from qiaomen.kernel.sheets.dates import moment
from qiaomen.kernel.sheets.lines import Line
from qiaomen.kernel.sheets.mapping import Mapping
from qiaomen.kernel.sheets.table import Row
from qiaomen.matters.channels import Channel
from qiaomen.matters.importing.names import Names, channels, items
from qiaomen.matters.importing.spots import Spots
from qiaomen.matters.intake import Told, clean_words, require_past
from qiaomen.territory.models import Place

NUMBER_LENGTH, ORDER_LENGTH = 60, 80
MOST_COUNTED = 2**31 - 1  # what the column holds


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the rows of one file; `source` tells whose numbers and users they are."""

    columns: Mapping
    source: str
    history: bool
    zone: tzinfo = field(default_factory=timezone.get_current_timezone)
    items: Names[Item] = field(default_factory=items)
    channels: dict[str, Channel] = field(default_factory=channels)
    suggester: Suggester = field(default_factory=suggester)
    spots: Spots = field(default_factory=Spots)

    def told(self, row: Row) -> Told:
        """What the row tells; a Refusal (`Unfit`, where one column is to blame) if it cannot be taken in.

        Item and place are the ones that the row names, else suggested ones where they are sure.
        """
        line = Line(row, self.columns, self.columns.values(row))
        line.require_sound()
        happened = self._time(line)
        title, body = _words(line)
        named, address = self.spots.of(line)
        item, place = self._filed(line, named)
        return Told(
            key=self._key(line, happened),
            channel=self._channel(line),
            title=title,
            body=body,
            item=item,
            place=place,
            address=address,
            name=line.text("name"),
            phone=_phone(line),
            user=line.text("user"),
            happened_at=happened,
            received_at=happened if self.history else None,
            origin=self.source,
            external_no=_numbered(line, "order", ORDER_LENGTH),
            external_due=self._due(line),
            external_verdict=line.text("verdict"),
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
        with line.blaming("time"):
            happened = moment(line.cells["time"], self.zone)
            require_past(happened, clock.now())
        return happened

    def _due(self, line: Line) -> datetime | None:
        """Until when somebody above us wants it; a day alone means all of that day."""
        if not line.text("due"):
            return None
        with line.blaming("due"):
            due = moment(line.cells["due"], self.zone)
        whole_day = due.astimezone(self.zone).time() == time.min
        return due + timedelta(days=1, seconds=-1) if whole_day else due

    def key_column(self, row: Row) -> str:
        """The heading of what tells this row from others: its number, else its words."""
        line = Line(row, self.columns, self.columns.values(row))
        return self.columns.chosen["number" if _number(line) else "text"]

    def _channel(self, line: Line) -> Channel:
        """As the row says; where it says nothing, the platform whose order it is, else the file itself."""
        said = line.text("channel").casefold()
        if said and said not in self.channels:
            sentence = _("“%(channel)s” is no channel. Write one of: %(channels)s.")
            raise line.unfit("channel", sentence % {"channel": said, "channels": coded(Channel.choices)})
        if said:
            return self.channels[said]
        return Channel.PLATFORM if line.text("order") else Channel.FILE

    def _key(self, line: Line, happened: datetime | None) -> str:
        """Of an order with all that its platform says: when that changes, it is news of the same order."""
        if line.text("order"):
            everything = canonical({name: line.text(name) for name in line.cells})
            return f"order:{self.source}:{lookup_hash('telling', everything)}"
        if number := _number(line):
            return f"file:{self.source}:{number}"
        who = line.text("user") or line.text("phone") or line.text("name")
        said = canonical({"who": who, "at": happened, "words": [line.text("title"), line.text("text")]})
        return f"words:{self.source}:{lookup_hash('telling', said)}"

    def _item(self, line: Line) -> Item | None:
        """The item that the row names; None where it names none."""
        with line.blaming("item"):
            return self.items.row(line.text("item")) if line.text("item") else None

    def _filed(self, line: Line, place: Place | None) -> tuple[Item | None, Place | None]:
        item = self._item(line)
        if item and place:
            return item, place
        words = f"{line.text('text')}\n{line.text('address')}"
        suggestion = self.suggester.suggest(words, line.text("title"))
        if suggestion.item_sure and not item:
            item = self.items.by_id(suggestion.item_id)
        if suggestion.place_sure and not place:
            place = self.spots.places.by_id(suggestion.place_id)
        return item, place


def _words(line: Line) -> tuple[str, str]:
    with line.blaming("text"):
        return clean_words(line.text("title"), line.text("text"))


def _number(line: Line) -> str:
    return _numbered(line, "number", NUMBER_LENGTH)


def _numbered(line: Line, name: str, longest: int) -> str:
    number = line.text(name)
    if len(number) > longest:
        raise line.unfit(name, _("The number is longer than %d characters.") % longest)
    return number


def _phone(line: Line) -> str:
    with line.blaming("phone"):
        return phones.normalise(line.text("phone")) if line.text("phone") else ""


def _count(line: Line, name: str) -> int:
    with line.blaming(name):
        count = whole(line.cells[name]) or 0
        if not 0 <= count <= MOST_COUNTED:
            raise Refusal(_("There cannot be so many: %d.") % count)
        return count
