"""The one door."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qiaomen.catalogue.models import SUPERVISION, Item
from qiaomen.kernel import clock, ledger
from qiaomen.kernel.lookup import codes_match
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.matters.actions.receiving import receive, receive_many
from qiaomen.matters.channels import Channel
from qiaomen.matters.contacts import open_contact
from qiaomen.matters.index import MATTERS_TEXT
from qiaomen.matters.intake import Fate, Told, tidy
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.states import State
from tests.world import MONDAY, World

TOLD = Told(key="k", channel=Channel.WEB, body="楼道灯不亮。晚上看不见。")


def test_a_matter_has_number_place_item_unit_and_due_date(world: World):
    matter = Matter.objects.get(number=receive(TOLD, by=world.resident).number)
    desk = world.units["JY"]
    assert matter.number == "JY-2026-000001"
    assert (matter.state, matter.unit, matter.place) == (State.RECEIVED, desk, desk.place)
    assert matter.item.code == "unsorted"
    assert matter.due_at is not None
    assert matter.due_at > MONDAY


def test_a_title_that_is_too_long_for_a_headline_is_kept_in_the_words(world: World):
    matter = world.receive(title="漏" * 300, body="请来修")
    assert (len(matter.title), matter.body) == (200, "漏" * 300 + "\n请来修")


def test_the_first_sentence_becomes_the_title(world: World):
    assert world.receive(body="楼道灯不亮。晚上看不见。").title == "楼道灯不亮"


def test_the_same_telling_again_is_the_same_matter(world: World):
    first, second = receive(TOLD, by=world.resident), receive(TOLD, by=world.resident)
    assert (first.fate, second.fate) == (Fate.NEW, Fate.ALREADY)
    assert (first.number, first.code) == (second.number, second.code)
    assert Matter.objects.count() == Telling.objects.count() == 1


def test_the_same_key_with_other_words_is_refused(world: World):
    receive(TOLD, by=world.resident)
    with pytest.raises(Conflict, match="new key"):
        receive(replace(TOLD, body="别的事"), by=world.resident)
    assert Matter.objects.count() == 1


def test_a_list_with_twins_takes_each_key_once(world: World):
    told = [TOLD, replace(TOLD, key="b"), TOLD, replace(TOLD, body="别的事")]
    receipts = receive_many(told, by=world.resident)
    assert [receipt.fate for receipt in receipts] == [Fate.NEW, Fate.NEW, Fate.ALREADY, Fate.CONFLICT]
    assert receipts[2].number == receipts[0].number
    assert Matter.objects.count() == 2


def test_one_bad_telling_does_not_hold_up_the_others(world: World):
    receipts = receive_many([replace(TOLD, key="a", body=" \u200b "), TOLD], by=world.resident)
    assert [receipt.fate for receipt in receipts] == [Fate.REFUSED, Fate.NEW]
    assert "no words" in receipts[0].reason


def test_numbers_run_by_desk_and_year(world: World):
    world.receive()
    assert world.receive().number == "JY-2026-000002"
    assert world.receive(place=world.places["far"], by=world.actor("elsewhere")).number == "far-2026-000001"
    with clock.told(MONDAY + timedelta(days=365)):
        assert world.receive().number == "JY-2027-000001"


def test_a_clerk_takes_nothing_in_for_another_street(world: World):
    with pytest.raises(Forbidden):
        world.receive(place=world.places["far"])


def test_contacts_are_sealed_and_open_again(world: World):
    telling = world.receive(name="示例", phone="100 0000 0001").tellings.get()
    assert b"0001" not in bytes(telling.sealed_phone or b"")
    assert open_contact(telling.matter, telling, "phone") == "+8610000000001"
    assert open_contact(telling.matter, telling, "name") == "示例"


def test_the_same_phone_is_the_same_voice(world: World):
    first, second = world.receive(), world.receive(phone="+86 100-0000-0001")
    assert first.tellings.get().who == second.tellings.get().who != ""


def test_no_phone_number_and_no_word_reaches_the_ledger(world: World):
    matter = world.receive(name="示例", body="水管漏水在三楼")
    said = " ".join(Event.objects.filter(stream=matter.stream).values_list("data", flat=True))
    assert "漏水" not in said
    assert "10000000001" not in said
    assert "示例" not in said


def test_the_code_tracks_the_telling(world: World):
    receipt = receive(TOLD, by=world.resident)
    telling = Telling.objects.get()
    assert codes_match(receipt.code.lower(), telling.code)


def test_a_matter_is_found_by_its_words(world: World):
    matter = world.receive(body="电梯又坏了")
    assert Matter.objects.filter(MATTERS_TEXT.condition("电梯")).get() == matter


def test_words_of_a_confidential_item_are_sealed_and_not_indexed(world: World):
    item = Item.objects.get(code=SUPERVISION)
    item.versions.update(visibility="confidential")
    matter = world.receive(item=item, by=world.actor("secret"), body="有人收钱")
    assert (matter.title, matter.body, matter.confidential) == ("", "", True)
    assert not Matter.objects.filter(MATTERS_TEXT.condition("收钱")).exists()


def test_history_has_no_promise(world: World):
    assert world.receive(history=True).due_at is None


def test_the_date_of_the_platform_wins(world: World):
    due = MONDAY + timedelta(days=1)
    assert world.receive(origin="12345", external_no="A1", external_due=due).due_at == due


def test_three_times_are_kept_apart(world: World):
    happened, received = MONDAY - timedelta(hours=3), MONDAY - timedelta(hours=2)
    matter = world.receive(happened_at=happened, received_at=received)
    assert (matter.happened_at, matter.received_at, matter.recorded_at) == (happened, received, MONDAY)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"body": ""}, "no words"),
        ({"body": "x" * 100_001}, "longer than"),
        ({"happened_at": MONDAY + timedelta(hours=1)}, "future"),
        ({"phone": "不告诉你"}, "phone"),
    ],
)
def test_bad_input_gets_one_sentence(world: World, said, sentence: str):
    with pytest.raises(Refusal, match=sentence):
        world.receive(**said)
    assert not Matter.objects.exists()


def test_invisible_characters_are_gone():
    told = tidy(
        replace(TOLD, body="好\u202e的\u200b\x00\u00ad。👩\u200d👧\r\n谢谢", name="示\u2066例"), MONDAY
    )
    assert (told.body, told.name) == ("好的。👩\u200d👧\n谢谢", "示例")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(text=st.text(max_size=400))
def test_any_text_is_taken_in_or_refused_in_a_sentence(world: World, text: str):
    receipt = receive_many([replace(TOLD, key=f"any:{hash(text)}", body=text)], by=world.resident)[0]
    assert receipt.fate in {Fate.NEW, Fate.ALREADY, Fate.REFUSED}


def test_a_list_costs_as_many_queries_as_one(world: World):
    def queries(tellings: list[Told]) -> int:
        with CaptureQueriesContext(connection) as told:
            receive_many(tellings, by=world.resident)
        return len(told)

    queries([replace(TOLD, key="first of the year")])  # begins the series of numbers
    one = queries([replace(TOLD, key="one"), replace(TOLD, key="two")])
    assert (
        queries([replace(TOLD, key=f"many:{number}") for number in range(15)]) == one
    )  # Django cuts inserts at 999 values on SQLite


def test_replay_gives_the_row_as_it_is(world: World):
    matter = world.receive()
    lines = list(ledger.story(matter.stream))
    assert ledger.replay(lines)["state"] == matter.state
