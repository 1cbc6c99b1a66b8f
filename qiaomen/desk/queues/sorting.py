"""Lines of the sorting queue: a matter, what is proposed for it and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from qiaomen.desk.offered import OfferLine, offer_lines
from qiaomen.desk.proposals import Proposal, proposals
from qiaomen.desk.queues.cells import Cells, cells
from qiaomen.desk.queues.paging import Row
from qiaomen.kernel.lists import strung
from qiaomen.matters.models import Matter

SORTED_AT_ONCE = 25  # proposals are made for each line when the page is loaded


@dataclass(frozen=True, slots=True)
class SortingLine:
    cells: Cells
    sorting: str  # where the form of its sorting is sent
    seen: int  # how many events the matter had when it was proposed
    fields: dict[str, str]
    item: str
    place: str
    unit: str
    sure: bool
    because: str
    offers: list[OfferLine]


def sorting_lines(rows: Iterable[Row], base: str, now: datetime) -> list[SortingLine]:
    found = list(rows)
    matters = Matter.objects.select_related("item", "place", "desk").in_bulk(row["pk"] for row in found)
    proposed = proposals(matters.values())
    return [
        _line(cells(row, base, now), matters[row["pk"]], proposed[row["pk"]])
        for row in found
        if row["pk"] in matters
    ]


def _line(line: Cells, matter: Matter, proposed: Proposal) -> SortingLine:
    return SortingLine(
        cells=line,
        sorting=f"{line.url}sorting/",
        seen=matter.ledger_seq,
        fields=proposed.fields(),
        item=proposed.item.name if proposed.item else "",
        place=proposed.place.name if proposed.place else "",
        unit=proposed.unit.name if proposed.unit else "",
        sure=proposed.sure,
        because=strung(proposed.reasons),
        offers=offer_lines(proposed),
    )
