"""The pages of the whistle: the form with its rows, the table on the matter's page, the queue."""

from datetime import timedelta

import pytest

from qiaomen.desk.tests.posting import page, press, words
from qiaomen.kernel import clock
from qiaomen.matters.actions.assisting import report
from qiaomen.matters.actions.whistling import arrive, end_whistle, excuse, respond
from qiaomen.matters.models import Turnout, Whistle
from qiaomen.matters.tests.walks import MEETING, called_out, handling
from tests.world import MONDAY

FILLED = {"task": "水管爆裂", "spot": "三单元门口", "at": "2026-03-03T15:00"}


def blown(world, client, **filled):
    return press(client, handling(world), "whistle", **{**FILLED, **filled})


def test_each_row_is_an_office_with_its_part(world, water):
    blown(world, water, **{"called": ["供电科", "", "street"], "called-part": ["断电", "", ""]})
    rows = Turnout.objects.order_by("pk").values_list("unit__code", "part")
    assert list(rows) == [("power", "断电"), ("street", "")]
    assert Whistle.objects.get().meet_at.isoformat() == "2026-03-03T07:00:00+00:00"


def test_at_the_terminal_the_part_stands_behind_a_colon(world, water):
    blown(world, water, called=["供电科：断电", "street: 疏散"])
    assert list(Turnout.objects.order_by("pk").values_list("part", flat=True)) == ["断电", "疏散"]


@pytest.mark.parametrize(
    ("filled", "sentence"),
    [
        ({}, "Name at least one office to call."),
        ({"called": ["火星办"]}, "Nothing that can be chosen here is called “火星办”."),
        ({"called": [""], "called-part": ["断电"]}, "“断电” stands beside no office."),
        ({"called": ["供电科", "power"]}, "供电科 is named twice."),
        ({"called": ["样例物业"]}, "Nothing that can be chosen here is called “样例物业”."),
        ({"called": ["水务科"]}, "Nothing that can be chosen here is called “水务科”."),
        ({"called": ["供电科"], "at": "2026-03-02T09:00"}, "That time has passed."),
        ({"called": ["供电科"], "at": "2026-02-30T09:00"}, "There is no such moment."),
        ({"called": ["供电科"], "answer_by": "2026-03-04T09:00"}, "between now and the meeting"),
    ],
)
def test_what_is_filled_in_wrongly_is_said_and_stays(world, water, filled, sentence):
    refused = blown(world, water, **filled)
    assert refused.status_code == 422
    assert sentence in words(refused)
    assert "水管爆裂" in words(refused)
    assert not Whistle.objects.exists()


def test_a_seventh_office_finds_a_row(world, water):
    seven = [f"火星{number}办" for number in range(7)]
    assert words(blown(world, water, called=seven)).count('name="called"') == 9


def test_a_position_comes_with_the_check_in(world, water):
    matter = called_out(world, MONDAY + timedelta(hours=1))
    assert press(water, matter, "arrival", position="31.2304，121.4737").status_code == 303
    row = Turnout.objects.first()
    assert (str(row.longitude), str(row.latitude)) == ("121.473700", "31.230400")


@pytest.mark.parametrize(
    ("position", "sentence"),
    [
        ("门口", "This is no position."),
        ("121.4, 31.2", "This is no position."),
        ("31.2, 191.4", "no such place on Earth"),
    ],
)
def test_what_is_no_position_is_refused(world, water, position, sentence):
    matter = called_out(world, MONDAY + timedelta(hours=1))
    assert sentence in words(press(water, matter, "arrival", position=position))
    assert Turnout.objects.first().arrived_at is None


def table(client, matter) -> list[list[str]]:
    (meeting,) = client.get(page(matter)).context["meetings"]
    return [[row.unit, row.answered.text, row.arrived.text, row.reported] for row in meeting.rows]


def test_the_matter_says_who_answered_came_and_reported(world, sign_in):
    matter, willow = called_out(world), sign_in("willow")
    respond(matter, by=world.actor("water"), coming=True)
    assert table(willow, matter) == [
        ["水务科", "is coming", "not yet", ""],
        ["供电科", "2 hours left", "not yet", ""],
    ]
    with clock.told(MEETING.at + timedelta(minutes=20)):
        arrive(matter, by=world.actor("water"))
        report(matter, by=world.actor("water"), text="阀门已关")
        assert table(willow, matter) == [
            ["水务科", "is coming", "March 3 10:20 · late by 20 minutes", "March 3 10:20"],
            ["供电科", "22 hours late", "not there", ""],
        ]


def test_an_end_says_how_and_why_and_the_excused_are_told_apart(world, sign_in):
    matter, willow = called_out(world), world.actor("willow")
    excuse(matter, by=willow, turnout=Turnout.objects.first(), reason="同时抢修别处")
    end_whistle(matter, by=willow, reason="险情已经排除")
    assert [row[2] for row in table(sign_in("willow"), matter)] == ["excused", "–"]
    shown = words(sign_in("willow").get(page(matter)))
    for said in (
        "called off before the meeting",
        "险情已经排除",
        "同时抢修别处",
        "excused 水务科 from coming",
    ):
        assert said in shown


def to_do(client) -> list[str]:
    return [line.to_do.text for line in client.get("/desk/whistles/").context["lines"]]


def test_who_has_answered_is_asked_to_check_in_when_it_is_time(world, water):
    matter = called_out(world)
    assert "Next: Answer the whistle" in words(water.get(page(matter)))
    respond(matter, by=world.actor("water"), coming=True)
    assert "Next: " not in words(water.get(page(matter)))
    with clock.told(MEETING.at - timedelta(hours=1)):
        assert "Next: Check in on the spot" in words(water.get(page(matter)))


def test_the_called_find_what_they_have_to_do_until_it_is_done(world, water):
    matter, actor = called_out(world), world.actor("water")
    assert to_do(water) == ["answer: 2 hours left"]
    tabs = {tab["label"]: tab["count"] for tab in water.get("/desk/").context["tabs"]}
    assert (tabs["Whistles for us"], tabs["My work today"]) == ("1", "1")
    respond(matter, by=actor, coming=True)
    assert to_do(water) == ["check in: 1 day left"]
    with clock.told(MEETING.at):
        arrive(matter, by=actor)
        assert to_do(water) == ["report what was done"]
        assert "Next: Report how you helped" in words(water.get(page(matter)))
        report(matter, by=actor, text="阀门已关")
        assert "Nobody has called your unit" in words(water.get("/desk/whistles/"))


def test_who_is_not_called_has_no_whistle(world, sign_in):
    called_out(world)
    assert to_do(sign_in("office")) == []
    assert sign_in("auditor").get("/desk/whistles/").status_code == 403


def test_what_was_called_off_is_neither_in_the_queue_nor_to_be_opened(world, water):
    matter = called_out(world)
    end_whistle(matter, by=world.actor("willow"), reason="改期")
    assert to_do(water) == []
    assert press(water, matter, "arrival").status_code == 404


def test_the_called_are_not_offered_to_give_it_to_a_unit(world, water):
    matter = called_out(world)
    assert 'assignment/"' not in words(water.get(page(matter)))
    assert press(water, matter, "assist", unit="供电科", task="断电").status_code == 403


def test_a_further_office_is_called_and_one_let_go(world, sign_in):
    matter, willow = called_out(world), sign_in("willow")
    assert press(willow, matter, "further-call", unit="street", part="疏散").status_code == 303
    power = Turnout.objects.get(unit=world.units["power"])
    assert press(willow, matter, "letting-go", turnout=power.pk, reason="归物业管").status_code == 303
    assert [(row[0], row[2]) for row in table(willow, matter)] == [
        ("水务科", "not yet"),
        ("供电科", "called by mistake"),
        ("柳荫街道办事处", "not yet"),
    ]
    shown = words(willow.get(page(matter)))
    assert "called 柳荫街道办事处 to the spot as well, for March 3, 2026, 10:00" in shown
    assert "let 供电科 go, which was called by mistake" in shown
    assert "归物业管" in shown
    assert "疏散" in shown


def test_a_further_office_is_told_when_it_is_to_be_there(world, sign_in):
    matter, willow = called_out(world), sign_in("willow")
    with clock.told(MEETING.at + timedelta(hours=1)):
        press(willow, matter, "further-call", unit="street", at="2026-03-03T14:00")
        assert table(willow, matter)[2][2] == "called for March 3 14:00"
    assert 'value="水务科"' not in words(willow.get(page(matter, "further-call")))
