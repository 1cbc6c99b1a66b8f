"""Which parts of a text are also said in another."""

import pytest

from qiaomen.kernel.textsearch.marking import marked


@pytest.mark.parametrize(
    ("text", "words", "shared"),
    [
        ("三单元的路灯坏了", "路灯不亮", ["路灯"]),
        ("三单元的路燈坏了", "路灯坏了", ["路燈坏了"]),
        ("The lift in building 3", "lift 3", ["lift"]),
        ("路灯", "水管", []),
        ("", "路灯", []),
        ("灯", "灯", []),
    ],
)
def test_what_both_say_is_marked(text: str, words: str, shared: list[str]):
    assert [piece for piece, both in marked(text, words) if both] == shared


def test_nothing_of_the_text_is_lost():
    text = "三单元 lift，路灯坏了。"
    assert "".join(piece for piece, _both in marked(text, "路灯 lift")) == text
