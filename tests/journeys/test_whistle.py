"""吹哨报到: a community calls two offices to the spot; one comes and reports, the other stays away."""

from qiaomen.indicators.whistle_report import Presence
from qiaomen.indicators.whistles import report_whistles
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import with_community
from tests.journeys.conftest import AtDesk, Hands
from tests.journeys.pages import Kept, Portal
from tests.world import World

WHISTLE = {
    "Office 1": "水务科",
    "Part of office 1": "关总阀",
    "Office 2": "供电科",
    "What for": "水管爆裂，楼道漏电",
    "Where to meet": "春江花园三单元门口",
    "When to meet": "2026-03-02T15:00",
}


def test_two_are_called_one_comes_and_who_does_not_is_counted(
    office: World, at_desk: AtDesk, resident: Portal, hands: Hands
):
    matter = with_community(office)
    number = matter.number
    willow, water, power = map(at_desk, ("willow", "water", "power"))
    willow.do(number, "Accept it")
    called = willow.do(number, "Call offices to the spot", WHISTLE)
    assert called == "The offices are called. Their answers stand on this page."
    willow.window.reads("called to the spot for March 2, 2026, 15:00: 水务科, 供电科", "To be answered by")

    water.window.open("/desk/")
    water.window.follow("Whistles for us 1")
    water.window.reads("春江花园三单元门口", "关总阀")
    water.do(number, "Answer the whistle", {"Do you come?": "we are coming"})
    refused = water.tries(number, "Check in on the spot", {})
    assert refused.startswith("The meeting is on March 2, 2026, 15:00. Check in when you are there")
    busy = {"Do you come?": "we cannot come", "If not: why": "全员抢修变电站"}
    power.do(number, "Answer the whistle", busy)

    hands.turn(hours=5, minutes=10)
    water.do(number, "Check in on the spot")
    water.do(number, "Report how you helped", {"What your unit has done": "总阀已关，水已抽干。"})
    water.window.reads("My work today")  # the matter is out of its sight again
    willow.look_at(number)
    willow.window.reads("late by 10 minutes", "not there", "全员抢修变电站", "总阀已关，水已抽干。")
    willow.window.reads("The answer has to wait. First end the whistle")
    willow.do(number, "End the whistle", {"Why it ends": "险情已经排除"})
    willow.do(number, "Answer", {"Answer": "已经修好。"})

    resident.follows(Kept(number, Matter.objects.get().tellings.get().code))
    resident.window.reads("2 offices have been called to the spot for March 2, 2026.")
    resident.window.does_not_read("供电科")
    count = {row.code: row.figures for row in report_whistles(by=office.actor("auditor")).rows}
    assert count["water"].count(Presence.LATE) == count["power"].count(Presence.ABSENT) == 1
