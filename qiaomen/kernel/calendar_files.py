"""The office's own days from and to a table: day, works, name, source."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.calendar_actions import correct_day
from qiaomen.kernel.models.calendar import SpecialDay
from qiaomen.kernel.sheets.cells import Cell
from qiaomen.kernel.sheets.lines import Line
from qiaomen.kernel.sheets.mapping import Field
from qiaomen.kernel.sheets.report import ImportReport, Outcome
from qiaomen.kernel.sheets.table import Table

FIELDS = (
    Field("day", _("Day"), ("日期", "날짜"), required=True),
    Field("works", _("Worked"), ("上班", "是否上班", "근무"), required=True),
    Field("name", _("What the day is called"), ("名称", "节日", "이름"), required=True),
    Field("source", _("Notice"), ("文号", "依据", "근거")),
)
WORDS = {
    **dict.fromkeys(("works", "yes", "1", "true", "班", "上班", "是", "근무"), True),
    **dict.fromkeys(("rests", "no", "0", "false", "休", "放假", "否", "휴무"), False),
}


def import_days(table: Table, *, by: Actor) -> ImportReport:
    """Correct the days of the table; safe to repeat."""
    report = ImportReport()
    for line in report.read(table, FIELDS):
        report.take(line, lambda line: _take(line, by))
    return report


def days_table() -> Iterator[Sequence[Cell]]:
    """All corrections, the earliest first."""
    for day in SpecialDay.objects.all():
        yield day.day, "works" if day.works else "rests", day.name, day.source


def _take(line: Line, by: Actor) -> Outcome:
    line.require_sound()
    day, name, source = line.day("day"), line.needed("name"), line.text("source")
    if day is None:
        raise line.unfit("day", _("This cell is empty. Fill it in."))
    works = _works(line)
    known = SpecialDay.objects.filter(day=day).first()
    if known and (known.works, known.name, known.source) == (works, name, source):
        return Outcome.UNCHANGED
    correct_day(day, works=works, name=name, source=source, by=by)
    return Outcome.CHANGED if known else Outcome.ADDED


def _works(line: Line) -> bool:
    word = line.needed("works").lower()
    if word not in WORDS:
        raise line.unfit("works", _("Write works for a workday, rests for a day of rest."))
    return WORDS[word]
