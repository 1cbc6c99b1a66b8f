from datetime import date

import click
import pytest

from qiaomen.cli.days import Day, Month


def test_a_day_and_a_month_are_days():
    assert Day().convert("2026-03-02", None, None) == date(2026, 3, 2)
    assert Month().convert("2026-03", None, None) == date(2026, 3, 1)


@pytest.mark.parametrize("text", ["2026-02-30", "0001-01-01", "9999-12-31", "yesterday", ""])
def test_what_is_not_in_the_calendar_is_told_so(text: str):
    with pytest.raises(click.BadParameter, match="2026-03-01"):
        Day().convert(text, None, None)
