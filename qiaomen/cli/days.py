"""Days and months as they are typed at the terminal."""

from datetime import date

import click
from django.utils.translation import gettext as _

YEARS = range(2000, 2101)  # beyond them it is a slip of the hand


class Day(click.ParamType[date]):
    """2026-03-01"""

    name = "day"
    rest = ""
    example = "2026-03-01"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        day = _parsed(f"{value}{self.rest}")
        if day is None:
            sentence = _("%(written)s is not in the calendar. Write it like %(example)s.")
            self.fail(sentence % {"written": value, "example": self.example}, param, ctx)
        return day


class Month(Day):
    """2026-03, as its first day"""

    name = "month"
    rest = "-01"
    example = "2026-03"


def _parsed(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None
