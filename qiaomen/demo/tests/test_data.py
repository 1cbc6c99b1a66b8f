"""What the files of the demonstration say about one another."""

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path

from qiaomen.catalogue.importing.adopting import SHIPPED
from qiaomen.demo.story import DATA, Story

LEAST = 2  # messages about each item of the third level
ALWAYS_WAITING = {"G23"}  # confidential: a visitor tries for himself who may read it

SENTENCE_ENDS = re.compile(r"[。！？]")


def items(path: Path) -> list[dict]:
    return tomllib.loads(path.read_text(encoding="utf-8"))["item"]


def shipped() -> list[dict]:
    """The items of the third level."""
    return [item for item in items(SHIPPED) if len(item["code"]) == 3]


def messages() -> list[dict[str, str]]:
    with (DATA / "messages.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_message_has_its_true_item_and_place():
    story = Story.load()
    numbers = [message["编号"] for message in messages()]
    assert numbers == [f"YC{number:04}" for number in range(1, 601)]
    assert story.items.keys() == story.places.keys() == set(numbers)


def test_somebody_speaks_of_every_item_that_is_shipped():
    told = Counter(Story.load().items.values())
    assert {item["code"] for item in shipped() if told[item["code"]] < LEAST} == set()


def test_every_item_that_is_handled_here_has_an_answer():
    answered = {answer["item"] for answer in Story.load().told["answer"]}
    handled = {item["code"] for item in shipped() if not item.get("elsewhere")}
    assert handled - answered == ALWAYS_WAITING


def test_nobody_says_what_somebody_else_has_said():
    copies = Story.load().told["copies"]
    said = [
        sentence.strip()
        for message in messages()
        if message["编号"] not in copies
        for sentence in SENTENCE_ENDS.split(message["内容"])
        if len(sentence.strip()) > 8
    ]
    assert [sentence for sentence, times in Counter(said).items() if times > 1] == []


def test_telephones_ring_nowhere():
    assert all(re.fullmatch(r"(1540000\d{4})?", message["电话"]) for message in messages())
