"""The catalogue that is shipped, by what a resident and an office may expect of it."""

import tomllib

import pytest

from qiaomen.catalogue.importing.adopting import SHIPPED
from qiaomen.catalogue.keywords import Entry, Keywords
from qiaomen.catalogue.knowledge.importing import SHIPPED as SHIPPED_ANSWERS
from qiaomen.kernel.limits import Limit

LEAST_PUBLISHED = 66  # entries of one district's published responsibility list
SPOKEN = 150  # characters that are read out at one breath

ITEMS = {item["code"]: item for item in tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["item"]}
THIRD = [item for item in ITEMS.values() if len(item["code"]) == 3]
HERE = [item for item in THIRD if not item.get("elsewhere")]
ANSWERS = tomllib.loads(SHIPPED_ANSWERS.read_text(encoding="utf-8"))["answer"]


@pytest.mark.parametrize("item", THIRD, ids=lambda item: item["code"])
def test_an_item_is_explained_found_promised_and_answered(item: dict):
    assert item["description"]
    assert item["public_name"]
    assert 6 <= len(item["keywords"]) <= 15
    assert len(item.get("questions", ())) <= 3
    assert all(Limit.parse(item[stage]) for stage in ("accept", "answer", "call_back"))
    assert any("{" in reply["text"] for reply in item["replies"])


def test_the_responsibility_list_is_as_long_as_a_districts():
    published = [item for item in THIRD if any(duty.get("lead") for duty in item.get("duties", ()))]
    assert published == HERE
    assert len(published) >= LEAST_PUBLISHED


def test_what_belongs_elsewhere_says_where_to_go():
    numbers = ("110", "119", "120", "12333", "12315", "12366", "12368", "12388", "95598")
    told = "".join(item.get("elsewhere", "") for item in THIRD)
    assert [number for number in numbers if number not in told] == []


def test_a_short_answer_belongs_to_an_item_and_is_short():
    assert len(ANSWERS) == len({answer["code"] for answer in ANSWERS}) == 40
    assert all(answer["item"] in ITEMS and len(answer["answer"]) <= SPOKEN for answer in ANSWERS)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("煤气味道很大，是不是泄漏", "F33"),
        ("楼道里一股燃气味", "F33"),
        ("三楼着火了快来人", "C42"),
        ("老人晕倒叫不醒", "C43"),
        ("楼下有人持刀打架", "C41"),
    ],
)
def test_danger_in_everyday_words_is_sent_where_help_comes_from(words: str, code: str):
    entries = [
        Entry(number, None, item["name"], tuple(item.get("keywords", ())))
        for number, item in enumerate(ITEMS.values())
    ]
    found = Keywords(entries).guess(words).item_id
    assert found is not None
    assert [*ITEMS][found] == code
    assert ITEMS[code]["elsewhere"]
