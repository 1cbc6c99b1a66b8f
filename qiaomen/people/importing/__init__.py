"""Units, roles and staff from people's tables: good rows come in, the others are named with their reason."""

from qiaomen.kernel.sheets.report import ImportReport, Rejection
from qiaomen.people.importing.roles import import_roles
from qiaomen.people.importing.staff import import_staff
from qiaomen.people.importing.units import import_units

__all__ = ["ImportReport", "Rejection", "import_roles", "import_staff", "import_units"]
