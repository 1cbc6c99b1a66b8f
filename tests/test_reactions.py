"""What follows from what: who is told, and when; the reactions, the notices and the address book together."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.utils.timezone import localtime

from config.addresses import lookup
from qiaomen.catalogue.models import SUPERVISION, Item
from qiaomen.kernel import clock, wording
from qiaomen.kernel.actors import machine
from qiaomen.kernel.calendar_actions import correct_day
from qiaomen.kernel.models import Message
from qiaomen.kernel.outbox import Address
from qiaomen.kernel.tasks.worker import run_until_idle
from qiaomen.mailbox.taking import take
from qiaomen.mailbox.tests import mails
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.actions.supervising import remind, supervise
from qiaomen.matters.actions.whistle_roll import call_more, let_go
from qiaomen.matters.actions.whistling import Called, arrive, end_whistle, whistle
from qiaomen.matters.channels import Channel
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.states import Outcome, Verb
from qiaomen.matters.tests.walks import (
    MEETING,
    answered,
    assigned,
    called_out,
    closed,
    declined,
    grant,
    handling,
    suspended,
    waiting,
    with_community,
)
from qiaomen.matters.tracking import MOST_CONFIRMED
from qiaomen.matters.whistle_sweeps import urge_silent
from qiaomen.people.actions import change_contact
from tests.world import MONDAY, World, monday, world

__all__ = ["monday", "world"]

OTHER = "10000000002"


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path):
    settings.QIAOMEN_HOME = tmp_path
    wording._engine.cache_clear()
    yield tmp_path
    wording._engine.cache_clear()


def told(recipients: str = "telling/") -> list[str]:
    """The templates of the messages that have left, the first one first."""
    run_until_idle()
    sent = Message.objects.filter(recipient__startswith=recipients, state=Message.State.SENT)
    return list(sent.order_by("pk").values_list("template", flat=True))


def with_phone(world: World, login: str) -> None:
    change_contact(world.people[login], phone="10000009001", language="ko", by=world.console)


def test_a_resident_hears_of_each_step_that_concerns_them(world: World):
    closed(world)
    assert told() == ["matter_received", "matter_answered", "matter_closed"]


def test_a_question_and_a_decline_reach_the_resident(world: World):
    waiting(world)
    declined(world)
    assert set(told()) == {"matter_received", "matter_asked", "matter_declined"}


def test_more_time_reaches_the_resident_with_the_new_day(world: World, home: Path):
    grant(world, handling(world), Verb.EXTEND, by="water", until="2026-04-01", told="等零件")
    assert told() == ["matter_received", "matter_extended"]
    last = json.loads((home / "outbox.jsonl").read_text().splitlines()[-1])
    assert "4月1日" in last["text"]


def test_a_resident_hears_that_it_is_suspended(world: World):
    suspended(world)
    assert told() == ["matter_received", "matter_suspended"]


def test_the_message_after_an_answer_carries_the_link(world: World, home: Path):
    answered(world)
    run_until_idle()
    lines = [json.loads(line) for line in (home / "outbox.jsonl").read_text().splitlines()]
    assert any("JY-2026-000001" in line["text"] and "/r/" in line["text"] for line in lines)
    assert not any("0000001" in line["to"] for line in lines)


def test_who_left_no_contact_is_told_nothing(world: World):
    closed_without = handling(world, phone="")
    answer(closed_without, by=world.actor("water"), outcome=Outcome.SOLVED, text="好了")
    assert told() == []


def test_nobody_is_told_that_an_old_matter_was_taken_in(world: World):
    world.receive(history=True)
    assert told() == []


def test_every_voice_of_a_merged_matter_is_asked_once(world: World):
    lead = handling(world)
    for phone in (OTHER, OTHER):
        merge(world.receive(phone=phone), by=world.actor("clerk"), into=lead)
    answer(lead, by=world.actor("water"), outcome=Outcome.SOLVED, text="好了")
    assert told().count("matter_answered") == 2
    numbers = Message.objects.filter(template="matter_answered").values_list("facts__number", flat=True)
    assert set(numbers) == {"JY-2026-000001", "JY-2026-000003"}


def test_the_people_of_the_unit_hear_of_what_they_are_given(world: World):
    with_phone(world, "water")
    matter = assigned(world)
    remind(matter, by=world.actor("leader"))
    supervise(matter, by=world.actor("leader"), order="请书面报告。")
    assert told("person/") == ["unit_assigned", "unit_reminded", "unit_assigned"]


def test_who_is_called_to_the_spot_is_told_and_told_when_it_is_off(world: World, home: Path):
    with_phone(world, "water")
    matter = called_out(world)
    assert told("person/") == ["unit_called"]
    last = json.loads((home / "outbox.jsonl").read_text().splitlines()[-1])
    assert "2026년 3월 3일" in last["text"]
    assert MEETING.spot not in last["text"]
    end_whistle(matter, by=world.actor("willow"), reason="改期")
    assert told("person/") == ["unit_called", "unit_called_off"]


def test_who_is_called_later_is_told_its_own_time_and_who_is_let_go_hears_it(world: World, home: Path):
    with_phone(world, "power")
    matter, willow = with_community(world), world.actor("willow")
    whistle(matter, by=willow, called=[Called(world.units["water"])], meeting=MEETING)
    with clock.told(MONDAY + timedelta(hours=5)):
        call_more(matter, by=willow, called=Called(world.units["power"]))
    assert told("person/") == ["unit_called"]
    last = json.loads((home / "outbox.jsonl").read_text().splitlines()[-1])
    assert "17:00" in last["text"]
    let_go(matter, by=willow, turnout=matter.turnouts.last(), reason="叫错了")
    assert told("person/") == ["unit_called", "unit_called_off"]


def test_who_has_come_needs_not_be_told_that_it_has_ended(world: World):
    with_phone(world, "water")
    matter = called_out(world)
    with clock.told(MEETING.at):
        arrive(matter, by=world.actor("water"))
        end_whistle(matter, by=world.actor("willow"), reason="险情已经排除")
    assert told("person/") == ["unit_called"]


def test_the_silent_hear_of_it_and_then_who_stands_above_them(world: World):
    for login in ("water", "willow"):
        with_phone(world, login)
    called_out(world)
    for hours in (3, 9):
        with clock.told(MONDAY + timedelta(hours=hours)):
            urge_silent(by=machine("escalation"))
    sent = ["unit_assigned", "unit_called", "unit_called_pressing"]
    assert told("person/") == [*sent, "unit_called_unanswered", "unit_called_unanswered"]


def test_a_corrected_day_moves_open_dates(world: World):
    world.receive()
    correct_day(date(2026, 3, 4), works=False, name="防汛", by=world.console)
    run_until_idle()
    assert localtime(Matter.objects.get().due_at).date() == date(2026, 3, 10)


def test_an_address_is_opened_only_while_there_is_one(world: World):
    matter = closed(world)
    telling = matter.tellings.get()
    assert lookup(telling.ref) == Address("sms", "+8610000000001", "zh-hans")
    with clock.told(MONDAY + timedelta(days=800)):
        erase(matter, by=machine("retention"))
    assert lookup(telling.ref) is None


def test_a_colleague_is_reached_by_the_office_phone(world: World):
    assert lookup(world.people["water"].ref) is None
    with_phone(world, "water")
    assert lookup(world.people["water"].ref) == Address("sms", "10000009001", "ko")


def test_confidential_matters_are_told_of_by_their_number_only(world: World):
    Item.objects.get(code=SUPERVISION).versions.update(visibility="confidential")
    world.receive(item=Item.objects.get(code=SUPERVISION), by=world.actor("secret"), body="有人收钱")
    run_until_idle()
    assert "有人收钱" not in json.dumps(list(Message.objects.values_list("facts", flat=True)))


def test_who_wrote_a_mail_is_answered_by_mail_with_the_code(world: World, settings):
    settings.DEFAULT_FROM_EMAIL = "knock@example.com"
    settings.QIAOMEN_CHANNELS = {**settings.QIAOMEN_CHANNELS, "email": "qiaomen.kernel.mailing.MailChannel"}
    settings.MEDIA_ROOT = settings.QIAOMEN_HOME / "attachments"
    matter = Matter.objects.get(number=take(mails.plain("The tap leaks", subject="tap")).number)
    run_until_idle()
    sent = mail.outbox[0]
    assert (sent.to, sent.subject) == ([mails.SENDER], f"Your matter {matter.number}")
    assert f"?number={matter.number} (number {matter.number}, code {matter.tellings.get().code})" in sent.body
    headers = sent.message()
    assert (headers["In-Reply-To"], headers["Auto-Submitted"]) == ("<1@example.org>", "auto-replied")
    reply = mails.plain("third floor", number=2, In_Reply_To=headers["Message-ID"])
    assert take(reply).number == matter.number


def test_no_code_is_left_in_the_file_of_messages(world: World, home: Path):
    world.receive(email=mails.SENDER, phone="")
    run_until_idle()
    left = (home / "outbox.jsonl").read_text(encoding="utf-8")
    assert Telling.objects.get().code not in left
    assert mails.SENDER not in left


def test_who_left_a_telephone_is_told_there(world: World):
    world.receive(email=mails.SENDER)
    assert lookup(Telling.objects.get().ref).channel == "sms"


def test_a_sender_is_confirmed_only_so_often_a_day(world: World):
    for number in range(MOST_CONFIRMED + 3):
        world.receive(email=mails.SENDER, phone="", channel=Channel.EMAIL, body=f"{number}")
    assert told().count("matter_received") == MOST_CONFIRMED
    with clock.told(MONDAY + timedelta(days=1)):
        world.receive(email=mails.SENDER, phone="", channel=Channel.EMAIL)
        assert told().count("matter_received") == MOST_CONFIRMED + 1
