"""What stands between the words of a list."""

import pytest
from django.utils import translation

from qiaomen.kernel.lists import labelled, listed, strung


@pytest.mark.parametrize(
    ("language", "words", "clauses", "label"),
    [
        ("en", "水, 电", "水; 电", "水: 电"),
        ("ko", "水, 电", "水; 电", "水: 电"),
        ("zh-hans", "水、电", "水；电", "水：电"),
    ],
)
def test_a_list_is_joined_as_its_reader_writes(language: str, words: str, clauses: str, label: str):
    with translation.override(language):
        assert (listed(["水", "电"]), strung(["水", "电"])) == (words, clauses)
        assert labelled("水", "电") == label
