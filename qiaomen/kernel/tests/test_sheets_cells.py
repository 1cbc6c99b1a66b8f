from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.cells import guarded, shown, text, unguarded, whole


def wall(*parts):
    return datetime(*parts)  # noqa: DTZ001 - the wall clock of a cell has no zone


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (None, ""),
        (188006.0, "188006"),
        (13800138000.0, "13800138000"),
        (110101199003070000, "110101199003070000"),
        (0.1 + 0.2, "0.3"),
        (-2.5, "-2.5"),
        (1e-7, "0.0000001"),
        (1234567890123456.0, "1234567890123456"),
        (1.2345678901234567e20, "123456789012346000000"),
        (1e20, "100000000000000000000"),
        ("　 李四\xa0\n", "李四"),
        ("一\r\n二\r三\t 四", "一\n二\n三\t 四"),
        ("a\0b\x07c\ufeff", "abc"),
        ("\u202d13800138000\u202c", "13800138000"),
        ("+86 138-0013-8000", "+86 138-0013-8000"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        (date(2019, 2, 28), "2019-02-28"),
        (wall(2019, 2, 28, 11, 25, 5), "2019-02-28 11:25:05"),
    ],
)
def test_a_cell_is_read_as_a_person_reads_it(cell, read):
    assert text(cell) == read


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (None, None),
        (" ", None),
        (12, 12),
        (12.0, 12),
        ("１２", 12),
        ("1,234,567", 1234567),
        ("-3.00", -3),
        ("+4", 4),
    ],
)
def test_a_whole_number_is_read_however_it_is_written(cell, number):
    assert whole(cell) == number


@pytest.mark.parametrize("cell", [12.5, "十二", "1,23", "12个", "1e3", date(2019, 2, 28)])
def test_anything_else_is_refused_by_its_value(cell):
    with pytest.raises(Refusal) as refused:
        whole(cell)
    assert text(cell) in str(refused.value)


def test_a_long_value_is_quoted_in_short_and_on_one_line():
    assert shown("一\n二") == "一 二"
    assert shown("长" * 41) == "长" * 39 + "…"


@pytest.mark.parametrize("value", ["=1+1", "+86", "-1", "@A1", "\t=1", "\r=1", "＝1", "'=1"])
def test_what_excel_would_run_is_guarded(value):
    assert guarded(value) == f"'{value}"


@given(st.text())
def test_a_guard_can_be_taken_away_again(value):
    assert unguarded(guarded(value)) == value


@given(st.text(st.sampled_from("'=+-@\ta")))
def test_nothing_guarded_begins_like_a_formula(value):
    assert guarded(value)[:1] not in set("=+-@\t")


@pytest.mark.parametrize("value", ["'引号'", "李四", "", "'"])
def test_an_apostrophe_of_the_text_stays(value):
    assert guarded(value) == unguarded(value) == value
