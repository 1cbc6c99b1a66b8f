"""Places and boundaries from files."""

from qiaomen.territory.importing.places import import_places
from qiaomen.territory.importing.polygons import import_polygons
from qiaomen.territory.importing.report import ImportReport, Rejected

__all__ = ["ImportReport", "Rejected", "import_places", "import_polygons"]
