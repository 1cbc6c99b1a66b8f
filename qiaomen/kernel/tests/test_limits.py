import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.kernel.limits import MOST, Limit, LimitUnit
from qiaomen.kernel.refusal import Refusal


@given(st.integers(1, MOST), st.sampled_from(LimitUnit))
def test_a_limit_reads_back_what_it_writes(amount, unit):
    limit = Limit(amount, unit)
    assert Limit.parse(str(limit)) == limit


def test_a_limit_is_written_as_amount_and_unit():
    assert str(Limit(5, LimitUnit.WORKDAYS)) == "5 workdays"


@pytest.mark.parametrize("amount", [0, -1, MOST + 1])
def test_an_amount_that_promises_nothing_or_forever_is_refused(amount):
    with pytest.raises(Refusal, match=str(MOST)):
        Limit(amount, LimitUnit.WORKDAYS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "workdays",
        "-5 workdays",
        "5 weeks",
        "1.5 workdays",
        "5workdays",
        "3 lightyears",
        "0 workdays",
        f"{'9' * 5000} workdays",
    ],
)
def test_text_that_is_no_limit_is_refused_with_an_example(text):
    with pytest.raises(Refusal, match="60 calendar_days"):
        Limit.parse(text)


def test_full_width_digits_of_a_chinese_keyboard_are_digits():
    assert Limit.parse(" ５ workdays ") == Limit(5, LimitUnit.WORKDAYS)
