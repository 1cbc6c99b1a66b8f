"""Ways that a matter takes, for tests that begin in the middle."""

from dataclasses import replace
from datetime import datetime, timedelta

from qiaomen.catalogue.procedures.language import Blank, Kind, Step
from qiaomen.kernel.models import Request
from qiaomen.matters.actions.assigning import accept, assign
from qiaomen.matters.actions.calling import Verdict, call
from qiaomen.matters.actions.closing import close
from qiaomen.matters.actions.handling import answer, ask
from qiaomen.matters.actions.requesting import decide, request
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.actions.whistling import Called, Meeting, whistle
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Ground, Outcome, State, Verb
from tests.world import MONDAY, World

CONTENT = Verdict(contacted=True, solved=True, satisfaction=5)
DISCONTENT = Verdict(contacted=True, solved=False, satisfaction=1)
FITTING = {
    Kind.DATE: "2026-03-20",
    Kind.YES_NO: "yes",
    Kind.NUMBER: "12",
    Kind.MONEY: "1200",
    Kind.FILE: "现场.jpg",
}
MEETING = Meeting("水管爆裂，楼道漏电", "春江花园三单元门口", MONDAY + timedelta(days=1))


def fitting(step: Step, **said: str) -> dict[str, str]:
    """Something that its kind allows for each field that must be filled in, by code; or as `said`."""
    usual = {blank.code: _usual(blank) for blank in step.fields if blank.required and not blank.sum_of}
    return {**usual, **said}


def _usual(blank: Blank) -> str:
    return blank.options[0] if blank.options else FITTING.get(blank.kind, "已办")


def assigned(world: World, **said) -> Matter:
    matter = world.receive(**said)
    assign(matter, by=world.actor("clerk"), unit=world.units["water"])
    return matter


def handling(world: World, **said) -> Matter:
    matter = assigned(world, **said)
    accept(matter, by=world.actor("water"))
    return matter


def answered(world: World, **said) -> Matter:
    matter = handling(world, **said)
    answer(matter, by=world.actor("water"), outcome=Outcome.SOLVED, text="水管已经换好，电话 0000。")
    return matter


def closed(world: World, **said) -> Matter:
    matter = answered(world, **said)
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=CONTENT)
    close(matter, by=world.actor("clerk"), ground=Ground.CONFIRMED)
    return matter


def waiting(world: World, **said) -> Matter:
    matter = handling(world, **said)
    ask(matter, by=world.actor("water"), question="哪一层？")
    return matter


def suspended(world: World, **said) -> Matter:
    matter = handling(world, **said)
    grant(world, matter, Verb.SUSPEND, by="water", review_on="2026-04-01", told="等零件")
    return matter


def declined(world: World, **said) -> Matter:
    matter = world.receive(**said)
    grant(world, matter, Verb.DECLINE, by="clerk", told="请向区法院咨询。")
    return matter


def merged(world: World, **said) -> Matter:
    lead, matter = world.receive(), world.receive(**said)
    merge(matter, by=world.actor("clerk"), into=lead)
    return matter


def with_community(world: World, **said) -> Matter:
    matter = world.receive(**said)
    assign(matter, by=world.actor("clerk"), unit=world.units["willow"])
    return matter


def called_out(world: World, at: datetime = MEETING.at) -> Matter:
    """The community has it, and calls water and power to the spot; for ten o'clock of the next day."""
    matter = with_community(world)
    called = [Called(world.units["water"], "关总阀"), Called(world.units["power"])]
    whistle(matter, by=world.actor("willow"), called=called, meeting=replace(MEETING, at=at))
    return matter


def grant(world: World, matter: Matter, verb: Verb, *, by: str, **arguments: str) -> Request:
    """Ask for `verb` as `by`, and have the coordinator grant it."""
    wanted = request(matter, verb, by=world.actor(by), reason="理由", **arguments)
    decide(matter, wanted, by=world.actor("coordinator"), answer=Request.Answer.GRANTED)
    return wanted


WAYS = {
    State.RECEIVED: lambda world: world.receive(),
    State.ASSIGNED: assigned,
    State.HANDLING: handling,
    State.WAITING: waiting,
    State.SUSPENDED: suspended,
    State.ANSWERED: answered,
    State.CLOSED: closed,
    State.DECLINED: declined,
    State.MERGED: merged,
}
