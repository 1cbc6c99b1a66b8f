"""What goes from and to Excel."""

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.exporting import items_table, rules_table
from qiaomen.catalogue.importing import import_item_table, import_rules
from qiaomen.catalogue.importing.rows import FIELDS as ITEMS
from qiaomen.catalogue.importing.rules import FIELDS as RULES
from qiaomen.desk.office.filing import Filing, all_of, reading
from qiaomen.desk.office.notices import TITLES
from qiaomen.kernel.calendar_files import FIELDS as DAYS
from qiaomen.kernel.calendar_files import days_table, import_days
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.rewording_files import FIELDS as WORDINGS
from qiaomen.kernel.rewording_files import import_wordings, wordings_table
from qiaomen.people.exporting import roles_table, staff_table, units_table
from qiaomen.people.importing import import_roles, import_staff, import_units
from qiaomen.people.importing.roles import FIELDS as ROLES
from qiaomen.people.importing.staff import FIELDS as STAFF
from qiaomen.people.importing.units import FIELDS as UNITS
from qiaomen.territory.exporting import places_table
from qiaomen.territory.importing import import_places
from qiaomen.territory.importing.rows import FIELDS as PLACES

_COUNTED = ("from_days", "to_days")  # of examples only

FILINGS = (
    Filing(
        name="places",
        title=_("Places"),
        permission=May.TERRITORY_EDIT,
        back="office-places",
        fields=PLACES,
        rows=all_of(places_table),
        take=reading(import_places),
    ),
    Filing(
        name="units",
        title=_("Units"),
        permission=May.PEOPLE_EDIT,
        back="office-units",
        fields=UNITS,
        rows=all_of(units_table),
        take=reading(import_units),
    ),
    Filing(
        name="roles",
        title=_("Roles"),
        permission=May.PEOPLE_EDIT,
        back="office-roles",
        fields=ROLES,
        rows=all_of(roles_table),
        take=reading(import_roles),
    ),
    Filing(
        name="staff",
        title=_("People and posts"),
        permission=May.PEOPLE_EDIT,
        back="office-posts",
        fields=STAFF,
        rows=staff_table,
        take=reading(import_staff),
    ),
    Filing(
        name="items",
        title=_("Items and their promises"),
        permission=May.CATALOGUE_EDIT,
        back="catalogue",
        fields=ITEMS,
        rows=all_of(items_table),
        take=reading(import_item_table),
        advice=_(
            "An empty cell takes away what was said; leave out the columns that are to stay as they are."
        ),
    ),
    Filing(
        name="rules",
        title=_("Routing rules"),
        permission=May.CATALOGUE_EDIT,
        back="office-rules",
        fields=[field for field in RULES if field.name not in _COUNTED],
        rows=all_of(rules_table),
        take=lambda path, by: import_rules(path, by=by),
    ),
    Filing(
        name="calendar",
        title=_("Workdays and holidays"),
        permission=May.CALENDAR_EDIT,
        back="office-calendar",
        fields=DAYS,
        rows=all_of(days_table),
        take=reading(import_days),
    ),
    Filing(
        name="notices",
        title=_("Texts of notices"),
        permission=May.CATALOGUE_EDIT,
        back="office-notices",
        fields=WORDINGS,
        rows=lambda _by: wordings_table(TITLES),
        take=reading(import_wordings),
        advice=_("Where the own words are empty, the program's are said."),
    ),
)
