"""The list of call-backs: one resident after the other."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qiaomen.desk.tests.posting import words
from qiaomen.kernel import clock
from qiaomen.kernel.models import Event
from qiaomen.matters.actions.assigning import accept, assign
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.models import CallHold, CallScript
from qiaomen.matters.states import Ground, Outcome, State
from qiaomen.matters.tests.walks import answered
from tests.world import PHONE

LIST = "/desk/calls/"
CONTENT = {"contacted": "yes", "solved": "yes", "satisfaction": "5"}


def post(client, matter, noun, **said):
    matter.refresh_from_db()
    known = {"telling": matter.tellings.get().pk, "seen": matter.ledger_seq}
    return client.post(f"{LIST}{matter.number}/{noun}/", {**known, **said})


def answered_of(world, matter):
    assign(matter, by=world.actor("clerk"), unit=world.units["water"])
    accept(matter, by=world.actor("water"))
    answer(matter, by=world.actor("water"), outcome=Outcome.SOLVED, text="水管已经换好。")
    return matter


def next_one(client) -> str:
    """The number of the matter about which somebody is to be called; "" for nobody."""
    context = client.get(LIST).context
    return context["matter"].number if "matter" in context else ""


def counted(client) -> dict[str, str]:
    return {str(label): count for label, count in client.get(LIST).context["numbers"]}


def test_the_longest_waiting_is_next_and_the_number_is_shown_only_when_asked_for(world, clerk):
    first, _second = answered(world), answered(world)
    assert next_one(clerk) == first.number
    assert PHONE not in words(clerk.get(LIST))
    assert f'href="tel:+86{PHONE}"' in words(post(clerk, first, "telephone"))
    looked = Event.objects.get(stream=first.stream, verb="disclose")
    assert '"purpose":"call_back"' in looked.data


def test_whom_somebody_is_calling_nobody_else_is_offered_for_a_while(world, clerk, sign_in, monday):
    first, second = answered(world), answered(world, phone="15400000002")
    coordinator = sign_in("coordinator")
    post(clerk, first, "telephone")
    assert (next_one(clerk), next_one(coordinator)) == (first.number, second.number)
    refused = post(coordinator, first, "telephone")
    assert refused.status_code == 409
    assert "Somebody else is calling this person just now." in words(refused)
    with clock.told(monday + timedelta(minutes=16)):
        assert next_one(coordinator) == first.number


def test_three_answers_of_who_is_content_close_it_and_the_next_one_follows(world, clerk):
    first, second = answered(world), answered(world)
    response = post(clerk, first, "verdict", **CONTENT)
    first.refresh_from_db()
    assert (first.state, first.ground) == (State.CLOSED, Ground.CONFIRMED)
    shown = words(clerk.get(response["Location"]))
    assert f"{first.number} is closed: confirmed by the resident." in shown
    assert second.number in shown


def test_who_is_not_content_leaves_it_to_be_decided_and_is_not_asked_again(world, clerk):
    matter = answered(world)
    post(clerk, matter, "verdict", **{**CONTENT, "solved": "no", "satisfaction": "1"})
    matter.refresh_from_db()
    assert (matter.state, next_one(clerk)) == (State.ANSWERED, "")


def test_an_answer_that_is_missing_is_asked_for_and_nothing_is_lost(world, clerk):
    response = post(clerk, answered(world), "verdict", contacted="yes", solved="yes", comment="挺好")
    assert response.status_code == 422
    assert "This field is required." in words(response)
    assert "挺好" in words(response)


def test_nobody_there_is_offered_again_after_two_hours_and_closed_after_three_calls(world, clerk, monday):
    matter = answered(world)
    post(clerk, matter, "unreached")
    assert next_one(clerk) == ""
    with clock.told(monday + timedelta(hours=2, minutes=1)):
        assert next_one(clerk) == matter.number
        post(clerk, matter, "unreached")
    with clock.told(monday + timedelta(days=1)):
        said = words(clerk.get(post(clerk, matter, "unreached")["Location"]))
        assert "is closed: not reached in three calls on two days." in said


def test_later_is_later_for_everybody(world, clerk, sign_in, monday):
    matter = answered(world)
    post(clerk, matter, "postponement", until="2026-03-02T15:00")
    assert (next_one(clerk), next_one(sign_in("coordinator"))) == ("", "")
    with clock.told(monday + timedelta(hours=5, minutes=1)):
        assert next_one(clerk) == matter.number


@pytest.mark.parametrize("until", ["2026-03-02T09:00", "2026-04-02T09:00"])
def test_later_is_still_to_come_and_not_too_far(world, clerk, until):
    response = post(clerk, answered(world), "postponement", until=until)
    assert response.status_code == 422
    assert "Choose a time that is still to come, within 14 days." in words(response)


def test_who_is_passed_over_is_offered_to_others_and_tomorrow(world, clerk, sign_in, monday):
    matter = answered(world)
    post(clerk, matter, "skip")
    assert (next_one(clerk), next_one(sign_in("coordinator"))) == ("", matter.number)
    with clock.told(monday + timedelta(days=1, minutes=1)):
        assert next_one(clerk) == matter.number


def test_the_calls_of_the_day_are_counted(world, clerk, monday):
    for noun in ("unreached", "skip", "verdict"):
        post(clerk, answered(world), noun, **(CONTENT if noun == "verdict" else {}))
    assert counted(clerk) == {
        "reached today": "1",
        "not reached": "1",
        "passed over": "1",
        "answered matters that wait": "2",
    }
    with clock.told(monday + timedelta(days=1)):
        assert counted(clerk)["reached today"] == "0"


def test_every_voice_of_a_matter_is_asked_once(world, clerk):
    lead, other = world.receive(), world.receive(phone="15400000002")
    again = world.receive(phone="15400000002")
    for one in (other, again):
        merge(one, by=world.actor("clerk"), into=lead)
    matter = answered_of(world, lead)
    post(clerk, matter, "verdict", **CONTENT)
    assert clerk.get(LIST).context["due"].telling == again.tellings.get().pk
    post(clerk, matter, "verdict", telling=again.tellings.get().pk, **CONTENT)
    matter.refresh_from_db()
    assert (matter.state, next_one(clerk)) == (State.CLOSED, "")


def test_who_did_not_tell_of_it_is_not_called_about_it(world, clerk):
    matter, stranger = answered(world), world.receive()
    for noun in ("telephone", "unreached"):
        refused = post(clerk, matter, noun, telling=stranger.tellings.get().pk)
        assert refused.status_code == 422
    assert not CallHold.objects.exists()


def test_without_a_contact_nobody_is_offered(world, clerk):
    answered(world, phone="")
    assert next_one(clerk) == ""
    assert "Nobody is to be called now." in words(clerk.get(LIST))


def test_the_office_says_what_it_has_written_in_the_language_of_the_resident(world, sign_in):
    answered(world, language="ko", title="가로등")
    coordinator = sign_in("coordinator")
    usual = words(coordinator.get(LIST))
    assert "가로등" in usual
    shown = coordinator.get(f"{LIST}script/").context["form"].initial
    said = {**shown, "seen": "0", "ko": "안녕하세요, {office}입니다.\r\n둘째\r\n셋째", "en": ""}
    assert coordinator.post(f"{LIST}script/", said).status_code == 303
    assert "안녕하세요, 柳荫诉求受理中心입니다." in words(coordinator.get(LIST))
    assert CallScript.objects.get().texts.keys() == {"ko"}
    assert coordinator.post(f"{LIST}script/", {"seen": "1", "en": "x" * 501}).status_code == 422


def test_an_office_that_does_not_call_has_nothing_to_say(sign_in):
    assert "Only a desk calls back." in words(sign_in("water").get(f"{LIST}script/"))


def queries(client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        client.get(LIST)
    return len(caught)


def test_the_page_asks_few_questions_however_many_wait(world, clerk):
    answered(world)
    clerk.get(LIST)
    one = queries(clerk)
    for _more in range(3):
        answered(world, phone="15400000002")
    assert queries(clerk) == one <= 10
