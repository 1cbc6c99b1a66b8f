"""The main way: a resident knocks, a unit answers, the resident says whether it is good."""

import json
import re

import pytest

from qiaomen.catalogue.models import Item
from qiaomen.kernel.channels import FileChannel
from qiaomen.kernel.tasks.worker import run_until_idle
from qiaomen.matters.tests.walks import answered
from tests.journeys.conftest import AtDesk
from tests.journeys.pages import Kept, Portal
from tests.world import PHONE, World

CONTENT = {
    "Did somebody get in touch with you in time?": "Yes",
    "Is it solved?": "Yes",
    "How satisfied are you?": "very satisfied",
}


def test_a_knock_is_answered_and_the_resident_says_it_is_good(
    resident: Portal, at_desk: AtDesk, water_item: Item
):
    kept = resident.report("三单元的水管漏水", PHONE)
    clerk, water = at_desk("clerk"), at_desk("water")
    clerk.window.follow("To sort 1")
    clerk.window.reads(kept.number)
    assert clerk.do(kept.number, "Sort it", {"Item": "停水漏水", "Give it to": "水务科"}) == "It is sorted."
    assert water.do(kept.number, "Accept it") == "Your unit has taken it on."
    assert water.do(kept.number, "Answer", {"Answer": "水管已经换好。"}) == "The resident has an answer."
    resident.follows(kept)
    resident.window.reads("水务科 has answered. Please read the answer.", "水管已经换好。")
    resident.window.press("Send my answers", CONTENT)
    assert clerk.do(kept.number, "Close it") == "It is closed."
    resident.follows(kept)
    resident.window.reads("It is closed: it was confirmed that it is settled.")


@pytest.fixture
def empty_outbox() -> None:
    FileChannel.file().unlink(missing_ok=True)


def link_in_message() -> str:
    """The address in the message that tells of the answer, once the worker has sent all messages."""
    run_until_idle()
    letters = [json.loads(line)["text"] for line in FileChannel.file().read_text().splitlines()]
    return re.findall(r"http\S+/r/\S+", "\n".join(letters))[-1]


def test_the_link_in_the_message_leads_to_the_three_answers_once(
    office: World, resident: Portal, at_desk: AtDesk, empty_outbox: None
):
    matter, clerk = answered(office), at_desk("clerk")
    link = link_in_message().removeprefix(resident.window.address)
    resident.window.open(link)
    resident.window.reads(matter.number, "水管已经换好")
    resident.window.press("Send my answers", CONTENT)
    assert resident.window.notice == "Thank you. Your answers count."
    resident.window.reads("There is nothing to answer here now.")
    assert clerk.do(matter.number, "Close it") == "It is closed."


def test_the_whole_way_in_chinese(window, at_desk: AtDesk, water_item: Item):
    resident = window("zh-CN")
    resident.open("/")
    said = {"您要说的是什么事？": "三单元的水管漏水", "您的电话": PHONE}
    Portal(resident).tells(said, further="下一步", send="提交")
    resident.reads("请保存好编号和查询码，查看答复时两样都要用。")
    kept = Portal(resident).written_down()
    clerk, water = at_desk("clerk", "zh-CN"), at_desk("water", "zh-CN")
    assert clerk.do(kept.number, "分拣", {"事项": "停水漏水", "分派给": "水务科"}) == "已分拣。"
    assert water.do(kept.number, "接单") == "您的单位已接单。"
    assert water.do(kept.number, "答复", {"答复": "水管已经换好。"}) == "已答复来件人。"
    resident.open("/track/")
    resident.press("查看", {"编号": kept.number, "查询码": kept.code})
    resident.reads("水务科已经答复。请看答复。")
    resident.press("提交评价", {"有人及时联系您吗？": "是", "问题解决了吗？": "是", "您满意吗？": "非常满意"})
    assert resident.notice == "谢谢。您的评价已计入。"
    assert clerk.do(kept.number, "办结") == "已办结。"


def test_a_korean_reader_knocks_and_follows_in_korean(window):
    resident = window("ko-KR")
    resident.open("/")
    said = {"어떤 일인가요?": "3층 수도관에서 물이 샙니다"}
    Portal(resident).tells(said, further="다음", send="보내기")
    kept: Kept = Portal(resident).written_down()
    resident.open("/track/")
    resident.press("내 민원 보기", {"번호": kept.number, "조회번호": kept.code})
    resident.reads("알려 주신 내용을 받았으며 담당을 찾고 있습니다.", "3층 수도관에서 물이 샙니다")


def test_whoever_prefers_another_language_switches_and_keeps_it(window):
    resident = window("zh-CN")
    resident.open("/")
    resident.press("한국어")
    resident.open("/track/")
    resident.reads("내 민원 보기")
