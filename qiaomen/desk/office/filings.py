"""What goes from and to Excel."""

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.exporting import rules_table
from qiaomen.catalogue.importing import import_rules
from qiaomen.catalogue.importing.rules import FIELDS as RULES
from qiaomen.desk.office.filing import Filing, reading
from qiaomen.kernel.calendar_files import FIELDS as DAYS
from qiaomen.kernel.calendar_files import days_table, import_days
from qiaomen.kernel.permissions import Permission
from qiaomen.people.exporting import staff_table, units_table
from qiaomen.people.importing import import_staff, import_units
from qiaomen.people.importing.staff import FIELDS as STAFF
from qiaomen.people.importing.units import FIELDS as UNITS
from qiaomen.territory.exporting import places_table
from qiaomen.territory.importing import import_places
from qiaomen.territory.importing.rows import FIELDS as PLACES

_COUNTED = ("from_days", "to_days")  # of examples only

FILINGS = (
    Filing(
        "places",
        _("Places"),
        Permission.TERRITORY_EDIT,
        "office-places",
        PLACES,
        places_table,
        reading(import_places),
    ),
    Filing(
        "units", _("Units"), Permission.PEOPLE_EDIT, "office-units", UNITS, units_table, reading(import_units)
    ),
    Filing(
        "staff",
        _("People and posts"),
        Permission.PEOPLE_EDIT,
        "office-posts",
        STAFF,
        staff_table,
        reading(import_staff),
    ),
    Filing(
        "rules",
        _("Routing rules"),
        Permission.CATALOGUE_EDIT,
        "office-rules",
        [field for field in RULES if field.name not in _COUNTED],
        rules_table,
        lambda path, by: import_rules(path, by=by),
    ),
    Filing(
        "calendar",
        _("Workdays and holidays"),
        Permission.CALENDAR_EDIT,
        "office-calendar",
        DAYS,
        days_table,
        reading(import_days),
    ),
)
