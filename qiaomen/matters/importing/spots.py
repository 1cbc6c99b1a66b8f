"""Where a row says that it is: by its column of the place, and by its address."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.lines import Line
from qiaomen.matters.importing.names import Names, places
from qiaomen.territory.lookup import gazetteer
from qiaomen.territory.mentions import Gazetteer
from qiaomen.territory.models import Place

_UNKNOWN = _("“%s” is no place here. Correct it, add the place first, or read this column as the address.")


@dataclass(frozen=True, slots=True)
class Spots:
    """Reads place and address of rows; what is no code and no name is read as a text about a place."""

    gazetteer: Gazetteer = field(default_factory=gazetteer)
    places: Names[Place] = field(default_factory=places)

    def of(self, line: Line) -> tuple[Place | None, str]:
        """The place that the row names, None where it names none, and its address.

        A cell such as “A市A3区五一路3号” names the deepest place that it speaks of, if only one can be meant;
        with what it says beyond the place it becomes part of the address.
        """
        said, address = line.text("place"), line.text("address")
        if not said:
            return None, address
        with line.blaming("place"):
            if self.places.knows(said):
                return self.places.row(said), address
            place = self._spoken_of(said)
        return place, f"{said} {address}".strip() if self._says_more(said) else address

    def _spoken_of(self, said: str) -> Place:
        finding = self.gazetteer.best(said)
        place = self.places.by_id(finding.place_id) if finding.sure else None
        if place is None:
            raise Refusal(_UNKNOWN % said)
        return place

    def _says_more(self, said: str) -> bool:
        named = {at for mention in self.gazetteer.mentions(said) for at in range(mention.start, mention.end)}
        return any(letter.isalnum() for at, letter in enumerate(said) if at not in named)
