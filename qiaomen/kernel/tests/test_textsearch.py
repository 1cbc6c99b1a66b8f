import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qiaomen.kernel.textsearch import TextIndex, sqlite
from qiaomen.kernel.textsearch.operations import CreateTextIndex

TABLE = "scratch_text"
PAIRED = "噪音栋楼电한국"
ALPHABET = PAIRED + "3ab ，-"
one_test_many_examples = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example writes all rows anew
)


@pytest.fixture(params=[0, 5_000], ids=["walked", "sought"])
def index(db, monkeypatch, request):
    """An empty index beside three groups, with either form of a condition on SQLite."""
    monkeypatch.setattr(sqlite, "COMMON", request.param)
    CreateTextIndex(TABLE).database_forwards("kernel", connection.schema_editor(), None, None)
    Group.objects.bulk_create([Group(pk=pk, name=str(pk)) for pk in (1, 2, 3)])
    return TextIndex(TABLE)


def write(index, *texts):
    index.write([(pk, title, body, ()) for pk, (title, body) in enumerate(texts, start=1)])


def found(condition):
    return sorted(Group.objects.filter(condition).values_list("pk", flat=True))


def lines(text):
    return "\n".join(re.findall(rf"[{PAIRED}]+|[3ab]+", text))


def holds(text, word):
    """The reference: runs on lines of their own; a word may begin or end within a Chinese run."""
    before, after = ("" if edge in PAIRED else "\n" for edge in (word[0], word[-1]))
    return f"{before}{word}{after}" in f"\n{lines(text)}\n"


def expected(query, texts):
    words = [lines(word) for word in query.split() if lines(word)]
    return [
        pk
        for pk, fields in enumerate(texts, start=1)
        if words and all(any(holds(field, word) for field in fields) for word in words)
    ]


some_text, some_query = st.text(ALPHABET, max_size=12), st.text(ALPHABET, max_size=5)


@one_test_many_examples
@given(texts=st.lists(st.tuples(some_text, some_text), min_size=3, max_size=3), query=some_query)
def test_both_databases_find_what_plain_python_finds(index, texts, query):
    write(index, *texts)
    assert found(index.condition(query)) == expected(query, texts)
    assert index.count(query) == len(expected(query, texts))
    titles = [(title,) for title, _ in texts]
    assert found(index.title_condition(query)) == expected(query, titles)


@one_test_many_examples
@given(text=st.text("乾隆著瞭電臺后後裡噪音，。 \u200b\U0002cb4e한", min_size=1), data=st.data())
def test_every_part_of_a_text_finds_it(index, text, data):
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    write(index, ("", text))
    assert found(index.condition(part)) == ([1] if re.search(r"\w", part) else [])


@pytest.mark.parametrize("query", ["電梯", "栋", "3栋", "3栋2", "엘리베이터", "LIFT", "the lift 单元"])
def test_a_word_is_found_however_it_is_written(index, query):
    write(index, ("电梯", "住在3栋2单元，엘리베이터, the lift is broken"), ("路灯", "13号"))
    assert found(index.condition(query)) == [1]


@pytest.mark.parametrize("query", ["is-the", "梯在", "3栋元", "ift", "13栋"])
def test_what_is_not_there_as_written_is_not_found(index, query):
    write(index, ("电梯", "住在3栋2单元，the lift is broken"), ("路灯", "13号"))
    assert found(index.condition(query)) == []


def test_every_word_must_be_there(index):
    write(index, ("噪音", "在3栋"), ("噪音", "在4栋"), ("灯", "在3栋"))
    assert found(index.condition("噪音 3栋")) == [1]


def test_a_title_hit_has_all_words_in_the_title(index):
    write(index, ("噪音扰民", "三栋"), ("三栋的噪音", ""), ("问题", "三栋的噪音"))
    assert found(index.title_condition("噪音 三栋")) == [2]


def test_no_phrase_goes_from_the_title_into_the_body(index):
    write(index, ("3", "4号"))
    assert found(index.condition("3-4号")) == []


def test_a_tag_narrows_and_is_no_word(index):
    index.write([(1, "噪音", "", ["open", "unit12"]), (2, "噪音", "open", ["unit12"])])
    assert found(index.condition("噪音", tags=["open", "unit12"])) == [1]
    assert found(index.title_condition("噪音", tags=["open"])) == [1]
    assert index.count("噪音", tags=["open"]) == 1
    assert found(index.condition("open")) == [2]


def test_a_tag_is_not_found_by_its_beginning(index):
    index.write([(1, "噪音", "", ["unit12"])])
    assert found(index.condition("噪音", tags=["unit1"])) == []


@pytest.mark.parametrize("query", ["", " \n", "，。", '"', "*", "()", "\0", "\ud800", "\\", "#"])
def test_a_query_without_a_letter_finds_nothing(index, query):
    index.write([(1, "噪音 # 。", query, ["open"])])
    assert found(index.condition(query)) == []
    assert index.count(query) == 0


@pytest.mark.parametrize("sign", [*"\"'*^-+:(){}[],;&|!<>\\%#$?=.~`@/_\0", "':*", '" * (', "{}: (:"])
def test_no_sign_means_anything_to_the_database(index, sign):
    write(index, (f"噪音 {sign}", ""), ("路灯", ""))
    assert [found(index.condition(f"{sign}噪音 {sign}")), index.count(f"噪音{sign} {sign}")] == [[1], 1]


@pytest.mark.parametrize("word", ["OR", "AND", "NOT", "NEAR", "title", "body", "rowid", "%s", "%(a)s"])
def test_a_word_of_the_databases_language_is_a_word(index, word):
    write(index, ("噪音", ""), ("路灯", f"噪音 {word}"))
    assert found(index.condition(f"噪音 {word}")) == [2]


def test_writing_again_replaces_the_text(index):
    write(index, ("噪音", "三栋"))
    index.write([(1, "先", "写", []), (1, "路灯", "四栋", [])])
    assert found(index.condition("噪音")) == found(index.condition("先")) == []
    assert found(index.condition("路灯 四栋")) == [1]


def test_what_is_erased_is_not_found(index):
    write(index, ("噪音", ""), ("噪音", ""))
    index.erase([1, 99])
    assert found(index.condition("噪音")) == [2]


def test_many_are_written_and_erased_in_one_statement_each(index, django_assert_num_queries):
    with django_assert_num_queries(2):
        index.write((pk, "噪音", "'三栋'", ["open"]) for pk in range(1, 501))
        index.erase(range(4, 501))
    assert found(index.condition("三栋")) == [1, 2, 3]


def test_a_count_stops(index):
    index.write((pk, "噪音", "", []) for pk in range(1, 21))
    assert (index.count("噪音", stop=10), index.count("噪音")) == (10, 20)


def test_conditions_join_with_others(index):
    write(index, ("噪音", "三栋"), ("三栋", "噪音"), ("噪音", ""))
    both = index.condition("噪音") & ~index.title_condition("噪音")
    assert found(both) == [2]
    assert found(both | index.condition("无") | ~index.condition("三栋")) == [2, 3]
    assert found(~index.condition("")) == [1, 2, 3]


@pytest.mark.parametrize("body", ["哈" * 20_000, "a" * 20_000, "the lift " * 9_000, "\ufdfa" * 5_000])
def test_a_monstrous_text_is_indexed_from_its_beginning(index, body):
    write(index, ("噪音" * 500, body))
    assert found(index.condition(body)) == [1]


def test_words_deep_in_a_long_text_are_found_as_written(index):
    numbers = " ".join(f"{number:04}" for number in range(3_000))
    write(index, ("长", f"{numbers}路灯坏了"))
    assert found(index.condition("2998-2999-路灯坏了")) == [1]
    assert found(index.condition("2997-2999")) == []


@pytest.mark.parametrize("query", ["的 x", "x-的"])
def test_a_token_left_out_makes_no_neighbours(index, query):
    write(index, ("", "的-" * 256 + "x-的-y-的-y"))
    assert found(index.condition("y-y")) == []
    assert found(index.condition(query)) == ([1] if " " in query else [])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by its own statistics")
def test_only_common_words_walk_the_list(index):
    write(index, ("噪音", ""))
    plan = Group.objects.filter(index.condition("噪音")).explain()
    assert ("SCAN auth_group" in plan) is (sqlite.COMMON == 0)
