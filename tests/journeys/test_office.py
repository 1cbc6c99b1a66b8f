"""An office sets itself up at the desk, and a resident uses it at once."""

from qiaomen.matters.models import Matter
from tests.journeys.conftest import AtDesk
from tests.journeys.pages import Portal
from tests.world import PHONE, World


def test_an_item_with_promise_rule_and_procedure_is_used_at_once(
    office: World, at_desk: AtDesk, resident: Portal
):
    keeper = at_desk("administrator").window
    keeper.open("/desk/office/")
    keeper.follow("Items and their promises")
    keeper.follow("Add an item")
    page = keeper.page
    page.locator("[name=answer_0]").fill("2")
    page.locator("[name=answer_1]").select_option(label="workdays")
    page.locator("[name=procedure]").select_option("ordinary@1")
    page.locator("[name=keywords]").fill("滑梯")
    keeper.press("Add it", {"Code": "play", "What it is called": "游乐设施"})
    keeper.open("/desk/office/")
    keeper.follow("Routing rules")
    keeper.follow("Add a rule")
    keeper.press("Add a rule", {"Item": "游乐设施", "Place": "柳岸社区", "Unit that answers": "水务科"})
    keeper.follow("Why it wins or not")
    keeper.reads("水务科 answers, by rule 2")

    resident.window.open("/catalogue/")
    resident.window.reads("游乐设施", "2 workdays")
    kept = resident.report("春江花园的滑梯坏了，孩子容易受伤", PHONE)
    clerk = at_desk("clerk")
    said = {"Item": "游乐设施", "Place": "柳岸第一网格", "Give it to": "水务科"}
    assert clerk.do(kept.number, "Sort it", said) == "It is sorted."
    matter = Matter.objects.get(number=kept.number)
    assert (matter.item.code, matter.unit.code, matter.procedure) == ("play", "water", "ordinary@1")
    resident.follows(kept)
    resident.window.reads("水务科")
