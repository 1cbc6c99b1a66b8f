"""Places and boundaries from files."""

from qiaomen.kernel.sheets.report import ImportReport, Rejection
from qiaomen.territory.importing.places import import_places
from qiaomen.territory.importing.polygons import import_polygons

__all__ = ["ImportReport", "Rejection", "import_places", "import_polygons"]
