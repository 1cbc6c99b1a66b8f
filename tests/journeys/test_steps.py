"""Procedures in a browser: a petition to its review, a mediation to the visit thirty days on."""

import pytest

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.terms import Terms
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import with_community
from tests.journeys.conftest import AtDesk, Hands
from tests.journeys.pages import Kept, Portal
from tests.world import PHONE, World

PAPER = {"name": "文书.txt", "mimeType": "text/plain", "buffer": "示例文书".encode()}


@pytest.fixture
def petition(office: World) -> Matter:
    terms = Terms(name="信访", procedure="petition", answer="60 calendar_days", pausable=False)
    return office.receive(item=add_item(code="P1", terms=terms, by=office.console), phone=PHONE)


@pytest.fixture
def quarrel(office: World) -> Matter:
    item = add_item(code="Q1", terms=Terms(name="邻里纠纷", procedure="mediation"), by=office.console)
    return with_community(office, item=item, phone=PHONE)


def kept(matter: Matter) -> Kept:
    return Kept(matter.number, matter.tellings.get().code)


def test_a_petition_is_accepted_answered_and_reviewed(
    petition: Matter, at_desk: AtDesk, resident: Portal, hands: Hands
):
    number = petition.number
    clerk, willow, office, leader = map(at_desk, ("clerk", "willow", "office", "leader"))
    clerk.do(number, "Complete the step", {"审查决定": "受理"})
    clerk.do(number, "Complete the step", {"承办单位": "柳岸社区居委会", "受理告知书": PAPER})
    resident.follows(kept(petition))
    resident.window.reads("您的信访事项已经受理，由柳岸社区居委会办理，我们会在2026年5月")
    clerk.do(number, "Sort it", {"Give it to": "柳岸社区居委会"})
    willow.do(number, "Accept it")
    willow.do(number, "Complete the step", {"听取陈述的日期": "2026-03-02", "查明的事实": "情况属实。"})
    opinion = {"处理结论": "部分支持", "法律、法规和政策依据": "依据示例。", "处理意见书": PAPER}
    willow.do(number, "Complete the step", opinion)
    leader.do(number, "Sign a step", {"For which side": "作出处理意见: a role leader"})
    willow.do(number, "Answer", {"Answer": "部分请求已经办好，意见书已经送达。"})

    hands.turn(days=3)
    resident.follows(kept(petition))
    resident.window.follow("Your part in it")
    resident.window.press("Send this", {"是否请求复查": "yes", "复查的请求和理由": "还有一项没有答复。"})
    office.do(
        number,
        "Complete the step",
        {"复查结论": "维持原处理意见", "复查的事实和理由": "已经逐项核对。", "复查意见书": PAPER},
    )
    resident.follows(kept(petition))
    resident.window.reads("复查已经结束，结论是：维持原处理意见")
    resident.window.follow("Your part in it")
    resident.window.press("Send this", {"是否请求复核": "no"})
    clerk.look_at(number)
    clerk.window.does_not_read("still to come")


def test_a_mediation_is_signed_by_both_and_looked_at_again_after_thirty_days(
    quarrel: Matter, at_desk: AtDesk, resident: Portal, hands: Hands
):
    number, willow, clerk = quarrel.number, at_desk("willow"), at_desk("clerk")
    willow.do(number, "Accept it")
    facts = {
        "看到的事实": "楼上漏水。",
        "申请一方最初的要求": "修好。",
        "对方最初的要求": "少出钱。",
        "对方是否愿意调解": "yes",
    }
    willow.do(number, "Complete the step", facts)
    willow.do(number, "Complete the step", {"申请一方的核心诉求": "不再漏。", "对方的核心诉求": "分期付。"})
    willow.do(number, "Complete the step", {"走访了哪些人": "两户和楼长。", "起因和症结": "管道老化。"})
    willow.do(
        number,
        "Complete the step",
        {"是非判断和依据": "各有责任。", "调解方案": "各出一半。", "双方是否同意": "yes"},
    )
    agreement = {"协议要点": "各出一半，本月修好。", "履行期限": "2026-03-31", "协议书": PAPER}
    willow.do(number, "Complete the step", agreement)
    resident.follows(kept(quarrel))
    resident.window.reads("各出一半，本月修好。")
    resident.window.page.get_by_label("I have read it and agree").check()
    resident.window.press("Sign")
    side = "签订调解协议: the other party, signed on paper before you"
    willow.do(number, "Sign a step", {"For which side": side})
    resident.follows(kept(quarrel))
    resident.window.reads("双方已经签好调解协议")
    willow.do(number, "Answer", {"Answer": "双方已经签了协议，本月修好。"})

    hands.turn(days=30)
    willow.do(number, "Complete the step", {"协议是否履行": "已履行", "回访情况": "已经修好，两家和好。"})
    clerk.look_at(number)
    clerk.window.reads("已经修好，两家和好。")
