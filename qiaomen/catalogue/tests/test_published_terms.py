"""What an item says of duties, rules, questions and what belongs elsewhere."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from qiaomen.catalogue.actions import revise_item
from qiaomen.catalogue.importing import import_items
from qiaomen.catalogue.models import Item
from qiaomen.catalogue.terms import Duty, Question
from qiaomen.kernel.refusal import Refusal
from qiaomen.people.tests.conftest import TODAY

TOMORROW = TODAY + timedelta(days=1)
FILE = """
[[item]]
code = "lift"
name = "电梯困人"
duties = [{ unit = "街道办事处", part = "到场协助" }, { unit = "市场监管所", part = "查明原因", lead = true }]
basis = ["《特种设备安全法》"]
questions = [
  { label = "是哪一部电梯？", kind = "text" },
  { label = "有人被困吗？", kind = "yes_no", required_by = "我们自己的规定" },
  { label = "困了多久？", kind = "choice", options = ["不到半小时", "更久"] },
]
elsewhere = "有人受伤请先拨打120。"
"""


@pytest.fixture
def lift(items, file: Callable[[str, str], Path], console) -> Item:
    assert import_items(file("items.toml", FILE), by=console).rejected == []
    return Item.objects.get(code="lift")


def test_all_of_it_is_kept_the_lead_first(lift):
    terms = lift.version_on(TODAY).terms
    assert terms.duties == (Duty("市场监管所", "查明原因", lead=True), Duty("街道办事处", "到场协助"))
    assert (terms.basis, terms.elsewhere) == (("《特种设备安全法》",), "有人受伤请先拨打120。")
    assert terms.questions == (
        Question("是哪一部电梯？"),
        Question("有人被困吗？", "yes_no", required_by="我们自己的规定"),
        Question("困了多久？", "choice", ("不到半小时", "更久")),
    )


def test_the_same_file_again_changes_nothing(lift, file, console):
    report = import_items(file("items.toml", FILE), by=console)
    assert (report.added, report.changed, report.unchanged) == (0, 0, 1)


@pytest.mark.parametrize(
    ("unfit", "sentence"),
    [
        ({"duties": (Duty("水务科", " "),)}, "needs a unit and its part"),
        ({"duties": (Duty("科" * 121, "修"),)}, "at most 120 characters for the unit"),
        ({"duties": (Duty("水务科", "修" * 301),)}, "300 for its part"),
        ({"duties": (Duty("水务科", "修"), Duty(" 水务科", "查"))}, "“水务科” has two duties"),
        ({"duties": (Duty("甲", "修", lead=True), Duty("乙", "查", lead=True))}, "Only one unit can lead"),
        ({"basis": ("规" * 121,)}, "name and article only"),
        ({"questions": (Question(" "),)}, "needs its words"),
        ({"questions": (Question("问" * 121),)}, "longer than 120 characters"),
        ({"questions": (Question("几楼？"), Question("几楼？ "))}, "asked twice"),
        ({"questions": (Question("几楼？", "guess"),)}, "kind “guess”, which is none"),
        (
            {"questions": (Question("几楼？", "choice", ("一", "一")),)},
            "at least two options, each different",
        ),
        ({"questions": (Question("几楼？", "text", ("一", "二")),)}, "only questions of the kind choice"),
        ({"questions": tuple(Question(f"{at}？") for at in range(9))}, "At most 8 questions"),
        ({"elsewhere": "请" * 501}, "at most 500 characters"),
    ],
)
def test_what_cannot_be_published_or_asked_is_refused(lamp, saying, console, unfit, sentence):
    with pytest.raises(Refusal, match=sentence):
        revise_item(lamp, terms=saying(**unfit), from_day=TOMORROW, by=console)
    assert lamp.versions.count() == 1


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('duties = "水务科"', "duties"),
        ('duties = [{ unit = "水务科" }]', "duties"),
        ('duties = [{ unit = "水务科", part = "修", lead = "yes" }]', "duties"),
        ('questions = [{ kind = "text" }]', "questions"),
        ('questions = [{ label = "几楼？", options = [1, 2] }]', "questions"),
        ('questions = [{ label = "几楼？", colour = "red" }]', "questions"),
        ("basis = [1]", "basis"),
        ("elsewhere = 110", "elsewhere"),
    ],
)
def test_a_file_that_writes_it_in_another_shape_is_told_so(items, file, console, line, key):
    report = import_items(file("items.toml", f'[[item]]\ncode = "lift"\nname = "电梯"\n{line}'), by=console)
    assert [rejected.column for rejected in report.rejected] == [key]
