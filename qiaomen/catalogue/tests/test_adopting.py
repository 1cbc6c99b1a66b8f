"""The shipped catalogue beside the office's own; and a catalogue taken out again."""

from datetime import timedelta

import pytest

from qiaomen.catalogue.actions import end_item, revise_item
from qiaomen.catalogue.exporting import items_as_toml
from qiaomen.catalogue.importing import adopt_items, import_items
from qiaomen.catalogue.kinds import Source
from qiaomen.catalogue.models import Item, ItemVersion
from qiaomen.catalogue.terms import Duty, Question, Reply, Terms
from qiaomen.kernel.refusal import Forbidden
from qiaomen.people.tests.conftest import TODAY

TOMORROW = TODAY + timedelta(days=1)
SHIPPED = """
[[item]]
code = "A1"
parent = "A"
name = "路灯"
answer = "2 workdays"

[[item]]
code = "A"
name = "城管"
"""
LATER = SHIPPED.replace("2 workdays", "1 workdays") + '[[item]]\ncode = "A2"\nparent = "A"\nname = "井盖"\n'

pytestmark = pytest.mark.usefixtures("ready")


@pytest.fixture
def adopt(file, console):
    """`adopt(text)`: the counts of taking in what a release ships."""

    def adopted(text):
        report = adopt_items(path=file("items.toml", text), by=console)
        return report.added, report.changed, report.unchanged, len(report.rejected)

    return adopted


def test_what_is_shipped_is_taken_in_once(adopt):
    assert (adopt(SHIPPED), adopt(SHIPPED)) == ((2, 0, 0, 0), (0, 0, 2, 0))
    assert Item.objects.get(code="A1").version_on(TODAY).source == Source.SHIPPED


def test_a_later_release_says_something_else_of_what_is_still_as_shipped(adopt):
    adopt(SHIPPED)
    assert adopt(LATER) == (1, 1, 1, 0)
    version = Item.objects.get(code="A1").version_on(TOMORROW)
    assert (version.answer, version.source) == ("1 workdays", Source.SHIPPED)


def test_what_the_office_has_revised_stays_and_is_named(adopt, file, console):
    adopt(SHIPPED)
    lamp = Item.objects.get(code="A1")
    revise_item(lamp, terms=Terms(name="路灯", answer="3 workdays"), from_day=TOMORROW, by=console)
    report = adopt_items(path=file("later.toml", LATER), by=console)
    assert lamp.version_on(TOMORROW).answer == "3 workdays"
    assert report.warnings == ["1 item stays as the office has revised or ended it: A1."]


def test_what_the_office_has_ended_stays_ended_with_what_would_come_below_it(adopt, console):
    adopt(SHIPPED)
    for code in ("A1", "A"):
        end_item(Item.objects.get(code=code), on=TODAY, by=console)
    assert adopt(LATER + '[[item]]\ncode = "A21"\nparent = "A2"\nname = "盖"\n') == (0, 0, 4, 0)


def test_an_item_that_the_office_has_under_that_code_is_the_offices(file, console, adopt):
    import_items(file("own.toml", '[[item]]\ncode = "A"\nname = "我们的城管"\n'), by=console)
    assert adopt(SHIPPED) == (1, 0, 1, 0)
    assert Item.objects.get(code="A").name == "我们的城管"


def test_who_may_not_edit_the_catalogue_adopts_nothing(stranger):
    with pytest.raises(Forbidden):
        adopt_items(by=stranger)


def test_what_was_taken_out_is_taken_in_as_unchanged(lamp, console, file):
    everything = Terms(
        name="路灯照明",
        public_name="路灯不亮",
        description="街面上的路灯。\n不含楼道灯。",
        keywords=("灯不亮", '带"引号"的'),
        kind="report",
        visibility="unlisted",
        accept="2 work_hours",
        answer="3 workdays",
        call_back="2 workdays",
        pausable=False,
        procedure="ordinary",
        replies=(Reply("已修", "{地点}已修好。"),),
        duties=(Duty("水务科", "修", lead=True), Duty("街道", "报")),
        basis=("《条例》",),
        questions=(Question("几号？", "date"), Question("哪种？", "choice", ("一", "二"), "《条例》第一条")),
        elsewhere="请拨打110。",
        retention_days=30,
    )
    revise_item(lamp, terms=everything, from_day=TOMORROW, by=console)
    report = import_items(file("out.toml", items_as_toml()), by=console)
    assert (report.added, report.changed, report.unchanged, report.rejected) == (0, 0, 6, [])


def test_an_older_version_of_a_procedure_is_named(lamp, saying, console):
    revise_item(lamp, terms=saying(procedure="ordinary"), from_day=TOMORROW, by=console)
    assert 'procedure = "ordinary"' in items_as_toml()
    ItemVersion.objects.filter(item=lamp).update(procedure="ordinary@0")
    assert 'procedure = "ordinary@0"' in items_as_toml()


def test_what_has_ended_is_not_taken_out(lamp, console):
    end_item(lamp, on=TOMORROW, by=console)
    assert 'code = "lamp"' not in items_as_toml()
