"""What is advised about an answer before it goes out."""

import pytest

from qiaomen.matters.answer_check import lacking

TOLD = "三单元的水管漏水"
WHOLE = "您反映的水管漏水问题，维修班已于3月2日更换了阀门。如有疑问请致电社区，电话 8888 0000。"


def test_of_a_whole_answer_nothing_is_said():
    assert lacking(WHOLE, TOLD) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (WHOLE, "已处理，请致电。", "very short"),
        ("水管漏水", "那个", "does not name the problem"),
        ("已于3月2日更换了", "看过", "Say what was done"),
        ("已于3月2日更换了", "将更换", "say by when"),
        ("如有疑问请致电社区，电话 8888 0000。", "感谢您对我们工作的支持。", "Name who to call"),
        ("8888 0000", "15400000001", "mobile number"),
        ("电话", "住户110101190001010011，电话", "identity card"),
    ],
)
def test_what_is_missing_or_too_much_is_told(before, after, said):
    assert any(said in str(remark) for remark in lacking(WHOLE.replace(before, after), TOLD))


def test_an_answer_to_sealed_words_need_not_name_them():
    assert lacking(WHOLE, "") == []
