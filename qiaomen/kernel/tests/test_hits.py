"""Which words of a text were looked for."""

import pytest

from qiaomen.kernel.textsearch.hits import passage, pieces


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("三栋的路灯不亮，路灯", "路灯", ["路灯", "路灯"]),
        ("路灯不亮", "灯", ["灯"]),
        ("路燈不亮", "路灯", ["路燈"]),
        ("３栋１３栋", "3栋", ["３栋"]),
        ("Lift broken, lifts too", "LIFT", ["Lift"]),
        ("가로등이 꺼졌다", "가로등", ["가로등"]),
        ("水管漏水", "水管 管漏", ["水管漏"]),
        ("路灯", "水管", []),
        ("㎡路灯", "路灯", ["路灯"]),
        ("路灯", "。", []),
        ("", "路灯", []),
    ],
)
def test_a_word_is_marked_as_the_text_writes_it(text, query, found):
    told = pieces(text, query)
    assert [piece for piece, hit in told if hit] == found
    assert "".join(piece for piece, _hit in told) == text


def test_the_passage_begins_a_little_before_the_word():
    assert passage(f"{'前' * 50}路灯\n不亮{'后' * 90}", "路灯") == f"…{'前' * 16}路灯 不亮{'后' * 59}…"
    assert (passage("路灯", "路灯"), passage("别的", "路灯")) == ("路灯", "")
