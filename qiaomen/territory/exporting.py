"""The tree of places as a table that an import takes for unchanged; columns as in `importing`."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from qiaomen.kernel import clock
from qiaomen.kernel.sheets.cells import Cell
from qiaomen.territory.models import Place, PlaceName


def places_table() -> Iterator[Sequence[Cell]]:
    """Those in use, but the root, which every installation has."""
    called: defaultdict[int, list[str]] = defaultdict(list)
    aliases = PlaceName.objects.filter(kind=PlaceName.Kind.ALIAS, to_day=None).order_by("number")
    for place, text in aliases.values_list("place_id", "text"):
        called[place].append(text)
    places = Place.objects.current(clock.today()).exclude(parent=None).order_by("path")
    columns = ("pk", "code", "parent__code", "name", "kind", "official_code")
    for pk, code, parent, name, kind, official_code in places.values_list(*columns):
        yield code, parent, name, kind, ";".join(called[pk]), official_code
