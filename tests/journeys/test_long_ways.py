"""Ways with bends: handed back, decided finally, redone, told by several, taken up again."""

from qiaomen.catalogue.models import Item
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import closed
from tests.journeys.conftest import AtDesk, Hands
from tests.journeys.pages import Desk, Kept, Portal
from tests.world import PHONE, World

NOT_SOLVED = {
    "Was the person reached?": "yes",
    "Was the unit in touch in time?": "yes",
    "Is it solved?": "no",
    "How satisfied?": "2 not satisfied",
}
SOLVED = {**NOT_SOLVED, "Is it solved?": "yes", "How satisfied?": "5 very satisfied"}
NOBODY_THERE = {"Was the person reached?": "no"}
NOT_OURS = {"Reason": "不属本单位职责"}


def handed_back(number: str, unit: Desk, coordinator: Desk) -> None:
    unit.asks_for(number, "Ask to hand it back", NOT_OURS)
    coordinator.grants(number)


def test_two_units_hand_it_back_and_the_third_assignment_is_final(office: World, at_desk: AtDesk):
    number = office.receive().number
    clerk, coordinator, water, power = map(at_desk, ("clerk", "coordinator", "water", "power"))
    clerk.do(number, "Give it to a unit", {"Unit": "水务科"})
    handed_back(number, water, coordinator)
    clerk.do(number, "Give it to a unit", {"Unit": "供电科"})
    handed_back(number, power, coordinator)
    clerk.look_at(number)
    assert not clerk.window.offers("Give it to a unit")
    coordinator.do(
        number, "Assign it finally", {"Unit": "水务科", "Minutes": "两科与中心会商：由水务科办理。"}
    )
    water.look_at(number)
    water.window.reads("assigned finally")
    assert not water.window.offers("Ask to hand it back")


def test_more_time_a_bad_answer_a_better_one_and_nobody_there_any_more(
    office: World, at_desk: AtDesk, hands: Hands
):
    number = office.receive().number
    clerk, coordinator, water = map(at_desk, ("clerk", "coordinator", "water"))
    clerk.do(number, "Give it to a unit", {"Unit": "水务科"})
    water.do(number, "Accept it")
    told = "配件到货以后修好，四月三日前答复您。"
    more_time = {"Reason": "等配件到货", "New date": "2026-04-03", "What the resident is told": told}
    water.asks_for(number, "Ask for more time", more_time)
    coordinator.grants(number)
    water.do(number, "Answer", {"Answer": "已经修好。"})
    clerk.calls(number, NOT_SOLVED)
    clerk.do(number, "Have it redone", {"What is missing": "水管还在漏。"})
    water.do(number, "Answer", {"Answer": "换了新管。"})
    clerk.calls(number, NOBODY_THERE)
    clerk.calls(number, NOBODY_THERE)
    clerk.calls(number, NOBODY_THERE)
    refused = clerk.tries(number, "Close it", {"Ground": "not reached in three calls on two days"})
    assert refused == "Try three calls on two different days before giving up."
    hands.turn(days=1)
    clerk.calls(number, NOBODY_THERE)
    clerk.do(number, "Close it", {"Ground": "not reached in three calls on two days"})
    clerk.window.reads("more time: until April 3, 2026", "closed: not reached in three calls on two days")


def test_a_call_is_answered_on_the_spot_and_closed(office: World, at_desk: AtDesk):
    clerk = at_desk("clerk")
    clerk.window.follow("New matter")
    said = {"What it is about": "办居住证要带什么", "Telephone": PHONE}
    clerk.window.press("Take it down", {**said, "Answer given on the spot": "带身份证和租房合同。"})
    number = Matter.objects.get().number
    assert clerk.window.notice.startswith(f"Tell the caller: number {number}, code ")
    clerk.window.reads("answered on the spot", "带身份证和租房合同。")
    clerk.calls(number, SOLVED)
    assert clerk.do(number, "Close it") == "It is closed."


def test_two_who_tell_the_same_are_one_matter_and_both_are_asked(
    office: World, at_desk: AtDesk, resident: Portal, water_item: Item
):
    first = resident.report("春江花园三单元楼道的水管漏水，地上全湿了", PHONE)
    second = resident.report("春江花园三单元楼道的水管漏水，地上都湿了", "10000000002")
    clerk, water = at_desk("clerk"), at_desk("water")
    clerk.look_at(second.number)
    clerk.window.reads("Perhaps the same")
    clerk.window.press(f"Merge into {first.number}")
    resident.follows(second)
    resident.window.reads(f"It is worked on together with theirs as {first.number}")
    clerk.do(first.number, "Sort it", {"Item": "停水漏水", "Give it to": "水务科"})
    water.do(first.number, "Accept it")
    water.do(first.number, "Answer", {"Answer": "水管已经换好。"})
    clerk.calls(first.number, SOLVED)
    refused = clerk.tries(first.number, "Close it", {"Ground": "confirmed by the resident"})
    assert refused == "Several people told of this. Ask each of them before closing."
    clerk.calls(first.number, SOLVED)
    assert clerk.do(first.number, "Close it") == "It is closed."
    resident.follows(second)
    resident.window.reads("It is closed: it was confirmed that it is settled.")


def kept_of(matter: Matter) -> Kept:
    return Kept(matter.number, matter.tellings.get().code)


def test_within_30_days_it_is_taken_up_again(office: World, at_desk: AtDesk, resident: Portal, hands: Hands):
    kept = kept_of(closed(office))
    hands.turn(days=29)
    resident.follows(kept)
    resident.window.follow("Ask to have it taken up again")
    resident.window.press("Ask for it", {"What is still wrong?": "又漏了"})
    coordinator, water = at_desk("coordinator"), at_desk("water")
    coordinator.grants(kept.number)
    resident.follows(kept)
    resident.window.reads("It was taken up again.", "水务科 has been asked to take care of it.")
    assert water.do(kept.number, "Accept it") == "Your unit has taken it on."


def test_after_30_days_it_is_a_new_matter_that_is_linked(
    office: World, at_desk: AtDesk, resident: Portal, hands: Hands
):
    kept = kept_of(closed(office))
    hands.turn(days=31)
    resident.follows(kept)
    assert not resident.window.offers("Ask to have it taken up again")
    clerk = at_desk("clerk")
    clerk.window.open(f"/desk/matters/{kept.number}/reopening-request/")
    assert clerk.window.refusal.startswith("It was closed more than 30 days ago. Report it anew")
    resident.window.follow("Tell us again")
    resident.tells({"What is it about?": "又漏了"})
    anew = resident.written_down()
    clerk.look_at(anew.number)
    clerk.window.reads(f"{kept.number} 三单元的水管漏水", "takes up again")
