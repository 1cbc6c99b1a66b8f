from hypothesis import given
from hypothesis import strategies as st

from qiaomen.kernel.textsearch.vocabulary import SHORTEST, Vocabulary

WORDS = st.text("路灯电梯坏]^-\\ab", max_size=4)


def every_word(text, words):
    """What `found` says, by looking at every piece of the text."""
    pieces = ((start, end) for start in range(len(text)) for end in range(start + SHORTEST, len(text) + 1))
    return [piece for piece in pieces if text[slice(*piece)] in words]


@given(st.sets(WORDS), st.lists(WORDS).map("".join))
def test_every_word_is_found_wherever_it_stands(words, text):
    found = [(start, end) for start, ends in Vocabulary(words).found(text) for end in ends]
    assert found == every_word(text, words)


def test_a_word_that_the_text_ends_within_is_not_found():
    assert list(Vocabulary(["人民路", "人民路口"]).found("人民路")) == [(0, [3])]


def test_without_words_nothing_is_found():
    assert list(Vocabulary([]).found("路灯坏了")) == []
