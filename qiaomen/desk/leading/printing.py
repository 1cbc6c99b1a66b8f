"""An overview for printing: the tables of the page, without what leads on from them."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from qiaomen.desk.leading import tables
from qiaomen.desk.leading.links import Lists
from qiaomen.desk.leading.tables import Table
from qiaomen.indicators.overview.page import Overview
from qiaomen.indicators.overview.sentences import changes
from qiaomen.kernel import printing


def document(known: Overview) -> printing.Document:
    lists = Lists(known.subject)
    at, first = date_format(localtime(known.at), "DATETIME_FORMAT"), date_format(known.flow.weeks[0].first)
    return printing.Document(
        title=known.subject.name,
        under=_("Counted on %(at)s; weeks since %(first)s.") % {"at": at, "first": first},
        says=changes(known),
        tables=[
            _table(_("Week by week"), tables.weeks(known.flow, lists)),
            _table(_("Open, by age"), tables.ages(known.flow, lists)),
            _table(_("Of what was closed"), tables.rates(known, lists)),
            _table(_("Open and overdue by grid"), tables.grids(known, lists)),
            _table(_("Hot issues"), tables.hot(known.hot.issues)),
            _table(_("Ranking of units"), tables.ranking(known, lists)),
        ],
        notes=list(known.rates.definition.sentences().values()),
    )


def _table(title: str, table: Table) -> printing.Table:
    heads = [str(table.first), *map(str, table.heads)]
    return printing.Table(
        title, heads, [[row.name, *(cell.text for cell in row.cells)] for row in table.rows]
    )
