import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qiaomen.kernel.phones import masked, normalise
from qiaomen.kernel.refusal import Refusal


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("13800138000", "+8613800138000"),
        ("１３８-００１３-８０００", "+8613800138000"),
        ("138 0013 8000", "+8613800138000"),
        ("+86 138—0013—8000", "+8613800138000"),
        ("008613800138000", "+8613800138000"),
        ("\u202d13800138000\u202c", "+8613800138000"),
        ("联系电话：13800138000", "+8613800138000"),
        ("手机号码 13800138000", "+8613800138000"),
        ("(010)62345678", "+861062345678"),
        ("010-62345678转802", "+861062345678;ext=802"),
        ("010-62345678 转分机：802", "+861062345678;ext=802"),
        ("+861062345678;ext=802", "+861062345678;ext=802"),
        ("0433-2345678", "+864332345678"),
        ("400-810-1234", "+864008101234"),
        ("+82 10-1234-5678", "+821012345678"),
        ("전화 +82 2-312-3456", "+8223123456"),
        ("+39 06 6982 1234", "+390669821234"),
        ("10000000001", "+8610000000001"),
    ],
)
def test_a_number_is_kept_in_one_form_however_it_is_written(written, kept):
    assert normalise(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "没有",
        "62345678",
        "110",
        "12345",
        "1380013800",
        "138001380001",
        "13800138000.0",
        "1380013800O",
        "13800138000 / 13900139000",
        "222426199001011234",
        "打13800138000找我",
        "1" * 10_000,
    ],
)
def test_what_nobody_can_call_is_refused(written):
    with pytest.raises(Refusal, match="area code"):
        normalise(written)


@given(st.integers(min_value=13_000_000_000, max_value=19_999_999_999))
@example(17_954_001_000)  # begins like a dialling prefix
def test_what_is_kept_is_kept_again(number):
    kept = normalise(str(number))
    assert normalise(kept) == kept == f"+86{number}"


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("+8613800138000", "138****8000"),
        ("+861062345678;ext=802", "010****5678"),
        ("+821012345678", "+82****5678"),
        ("+4712345", "****"),
        ("", "****"),
    ],
)
def test_a_masked_number_shows_its_ends_only(kept, shown):
    assert masked(kept) == shown
