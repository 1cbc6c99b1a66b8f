"""Who did not come is counted, and counted alike by another hand that reads nothing but the ledger."""

import json
from collections import Counter, defaultdict
from datetime import timedelta
from itertools import product
from random import Random
from typing import Any

import pytest

from qiaomen.indicators.grouping import Grouping
from qiaomen.indicators.whistle_report import Figure, Presence, WhistleFigures
from qiaomen.indicators.whistles import calls_behind, report_whistles
from qiaomen.kernel import clock
from qiaomen.kernel.canonical import micros
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.actions.assisting import report
from qiaomen.matters.actions.whistle_roll import call_more, let_go
from qiaomen.matters.actions.whistling import (
    Called,
    Meeting,
    arrive,
    end_whistle,
    excuse,
    respond,
    whistle,
)
from qiaomen.matters.models import Matter, Turnout
from qiaomen.matters.tests.walks import MEETING, called_out, with_community
from tests.world import MONDAY, World

CODES = ("water", "power", "street")


def play(world: World, chance: Random) -> None:
    """One whistle, at an hour of its own, of which much goes wrong."""
    at = MONDAY + timedelta(minutes=chance.randrange(3000))
    meet = at + timedelta(minutes=chance.choice([20, 90, 600, 3000]))
    with clock.told(at):
        matter, willow = with_community(world), world.actor("willow")
        called = [Called(world.units[code]) for code in chance.sample(CODES, chance.randrange(1, 4))]
        whistle(matter, by=willow, called=called, meeting=Meeting("水管爆裂", "三单元", meet))
    for _deed in range(chance.randrange(11)):
        at += timedelta(minutes=chance.choice([5, 30, 200, 700]))
        with clock.told(at):
            deed(world, matter, chance)


def deed(world: World, matter: Matter, chance: Random) -> None:
    code, willow = chance.choice(CODES), world.actor("willow")
    by = world.actor("office" if code == "street" else code)
    row = Turnout.objects.filter(matter=matter, unit=world.units[code]).select_related("unit").last()
    try:
        match chance.randrange(10):
            case 0 | 1:
                respond(matter, by=by, coming=chance.random() < 0.7, reason="抢修")
            case 2 | 3:
                arrive(matter, by=by)
            case 4:
                report(matter, by=by, text="已办")
            case 5 if row:
                excuse(matter, by=willow, turnout=row, reason="抢修")
            case 6:
                end_whistle(matter, by=willow, reason="结束")
            case 7:
                hour = clock.now() + timedelta(minutes=chance.choice([20, 300]))
                call_more(matter, by=willow, called=Called(world.units[code]), meet_at=hour)
            case 8 if row:
                let_go(matter, by=willow, turnout=row, reason="叫错了")
    except Refusal:
        return  # chance tried what may not be done


def from_the_ledger(now: int) -> dict[int, Counter[str]]:
    """By the id of the unit, 0 is all: every number of the report, from the lines alone."""
    calls: dict[tuple[str, int], dict[str, Any]] = {}
    ends: dict[str, int] = {}
    for line in Event.objects.filter(stream__startswith="matter/").order_by("pk"):
        said, at, stream = json.loads(line.data), micros(line.at), line.stream
        if line.verb == "whistle":
            dates = {name: int(said[f"{name}_at"][1:]) for name in ("meet", "answer_due")}
            calls.update({(stream, unit): dates.copy() for unit in said["called"]})
        elif line.verb == "call_more":
            dates = {name: int(said[f"{name}_at"][1:]) for name in ("meet", "answer_due")}
            calls[stream, said["unit"]] = dates
        elif line.verb == "let_go":
            del calls[stream, said["unit"]]
        elif line.verb == "end_whistle":
            ends[stream] = at
        elif line.verb in {"respond", "arrive", "report", "excuse"} and "turnout" in said:
            calls[stream, said["unit"]].setdefault(line.verb, at)
    sheets: dict[int, Counter[str]] = defaultdict(Counter)
    for (stream, unit), call in calls.items():
        for sheet in (sheets[0], sheets[unit]):
            sheet.update(judged(call, ends.get(stream), now))
    return sheets


def judged(call: dict[str, int], end: int | None, now: int) -> list[str]:
    answered = min(call.get("respond", 2**62), call.get("arrive", 2**62))
    free = min(end or now, call.get("excuse", now), now)
    found = ["called"]
    if answered <= call["answer_due"]:
        found.append("answered")
    if answered < 2**62 or call["answer_due"] < free:
        found.append("asked")
    if "report" in call:
        found.append("reported")
    if "arrive" in call:
        return [*found, "late" if call["arrive"] > call["meet"] else "in_time"]
    if "excuse" in call:
        return [*found, "excused"]
    if end and end < call["meet"]:
        return [*found, "called_off"]
    return [*found, "absent" if call["meet"] < now else "ahead"]


def spelt(figures: WhistleFigures) -> Counter[str]:
    counts = Counter({presence.value: figures.count(presence) for presence in Presence})
    counts.update(called=figures.called, reported=figures.reported.numerator)
    counts.update(answered=figures.answered.numerator, asked=figures.answered.denominator)
    return +counts


@pytest.mark.parametrize(
    ("seed", "whistles"),
    [(0, 30), *(pytest.param(seed, 60, marks=pytest.mark.slow) for seed in range(1, 5))],
)
def test_the_report_says_what_the_ledger_says(world: World, seed: int, whistles: int):
    chance = Random(seed)  # noqa: S311 - nothing secret about it
    for _whistle in range(whistles):
        play(world, chance)
    now = MONDAY + timedelta(days=2)
    with clock.told(now):
        said = report_whistles(by=world.actor("auditor"))
    count = from_the_ledger(micros(now))
    assert all(said.total.count(presence) for presence in Presence)  # else chance has left something out
    assert spelt(said.total) == count[0]
    with clock.told(now):
        for row, figure in product(said.rows, Figure):
            behind = calls_behind(by=world.actor("auditor"), figure=figure, code=row.code)
            assert len(behind) == row.figures.of(figure)
    for row in said.rows:
        assert spelt(row.figures) == count[world.units[row.code].pk], row.code


def half(world: World) -> Matter:
    """Water comes ten minutes late and reports, power stays away without a word."""
    matter = called_out(world)
    with clock.told(MEETING.at + timedelta(minutes=10)):
        arrive(matter, by=world.actor("water"))
        report(matter, by=world.actor("water"), text="阀门已关")
    return matter


def test_those_who_did_not_come_stand_first(world: World):
    half(world)
    with clock.told(MEETING.at + timedelta(days=1)):
        said = report_whistles(by=world.actor("auditor"))
    assert [row.code for row in said.rows] == ["power", "water"]
    assert (said.total.called, said.total.came.numerator, said.total.came.denominator) == (2, 1, 2)


def test_by_place_it_is_the_place_of_the_matter(world: World):
    half(world)
    with clock.told(MEETING.at + timedelta(days=1)):
        said = report_whistles(by=world.actor("auditor"), group=Grouping.PLACE).to_json()
    assert [(group["name"], group["absent"]) for group in said["groups"]] == [("柳荫街道柳岸社区", 1)]
    assert set(said["meaning"]) >= {"called", "absent", "excused"}


def test_a_meeting_is_counted_on_its_day(world: World):
    half(world)
    day = MEETING.at.date()
    for first, last, called in ((day, day, 2), (day + timedelta(days=1), None, 0), (None, MONDAY.date(), 0)):
        said = report_whistles(by=world.actor("auditor"), from_day=first, to_day=last)
        assert said.total.called == called


def test_who_may_read_no_report_reads_none_and_a_place_reads_its_own(world: World):
    half(world)
    with pytest.raises(Forbidden):
        report_whistles(by=world.actor("water"))
    assert report_whistles(by=world.actor("leader")).total.called == 2
    Matter.objects.update(confidential=True)
    assert report_whistles(by=world.actor("auditor")).total.called == 0


def test_the_page_for_people_says_what_each_number_means(world: World):
    half(world)
    with clock.told(MEETING.at + timedelta(days=1)):
        lines = report_whistles(by=world.actor("auditor")).lines()
    assert lines[0] == "Offices called to the spot, by unit, meetings from … to …"
    assert any(line.startswith("供电科") and "0.0% (0/1)" in line for line in lines)
    assert any("Did not come: the meeting took place" in line for line in lines)
