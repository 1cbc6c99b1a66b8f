"""Numbers and tables as people read them."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from qiaomen.indicators.wording import aligned, decimal, hours, percent, width


def test_rates_are_rounded_half_up():
    assert percent(Fraction(2, 3)) == "66.7%"
    assert percent(Fraction(1, 2000)) == "0.1%"
    assert decimal(Fraction(1, 3), 4) == "0.3333"


def test_what_is_not_known_is_a_dash():
    assert percent(None) == hours(None) == "–"


def test_seconds_are_told_in_hours():
    assert hours(5400) == "1.5"


@given(st.lists(st.tuples(st.text("ab中한 ", max_size=6), st.text("ab中", min_size=1)), min_size=1))
def test_the_second_column_begins_at_one_place(rows: list[tuple[str, str]]):
    lines = aligned(rows)
    assert len({width(line) - width(last) for line, (_first, last) in zip(lines, rows, strict=True)}) == 1
