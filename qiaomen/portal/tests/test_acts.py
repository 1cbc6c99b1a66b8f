from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import clock
from qiaomen.kernel.models import Event, Request
from qiaomen.matters.actions.calling import call
from qiaomen.matters.actions.closing import withdraw
from qiaomen.matters.actions.requesting import decide
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.models import Audience, Matter
from qiaomen.matters.states import State, Verb
from qiaomen.matters.tests import walks
from qiaomen.portal.tests.conftest import Follow, World
from qiaomen.portal.throttling import Throttle

VERDICT = {"contacted": "yes", "solved": "no", "satisfaction": "2", "comment": "又漏了"}


def again(page: str, visitor: Client, noun: str, said: dict[str, object]) -> str:
    """The sentence on sending the same form a second time; nothing is written by it."""
    lines = Event.objects.count()
    reply = visitor.post(f"{page}{noun}/", said)
    assert reply.status_code == 422
    assert Event.objects.count() == lines
    return str(reply.context["refusal"])


def test_a_question_is_answered_once(visitor: Client, world: World, follow: Follow):
    matter = walks.waiting(world)
    page = follow(matter)
    assert "哪一层？" in visitor.get(page).content.decode()
    assert visitor.post(f"{page}reply/", {"text": "三层"}).status_code == 303
    matter.refresh_from_db()
    assert matter.state == State.HANDLING
    assert matter.notes.last().text == "三层"
    assert "cannot be done now" in again(page, visitor, "reply", {"text": "三层"})


def test_the_three_answers_are_given_once_for_an_answer(visitor: Client, world: World, follow: Follow):
    matter = walks.answered(world)
    page = follow(matter)
    assert visitor.post(f"{page}verdict/", VERDICT).status_code == 303
    said = matter.call_backs.get()
    assert (said.contacted, said.solved, said.satisfaction, said.comment) == (True, False, 2, "又漏了")
    assert "already given your answers" in again(page, visitor, "verdict", VERDICT)
    shown = visitor.get(page).content.decode()
    assert "Tell us how it went" not in shown
    assert "Please read the answer." not in shown
    assert "Thank you: you have told us how it went. The service desk closes it" in shown


def test_what_cannot_be_done_any_more_has_no_button_and_its_words_can_be_copied(
    visitor: Client, world: World, follow: Follow
):
    matter = walks.answered(world)
    page = follow(matter)
    visitor.post(f"{page}verdict/", VERDICT)
    late = visitor.post(f"{page}verdict/", {**VERDICT, "comment": "还在漏"}).content.decode()
    assert "already given your answers" in late
    assert "还在漏" in late
    assert "Send my answers" not in late


def test_a_text_that_is_too_long_is_kept_and_its_length_told(visitor: Client, world: World):
    assert "maxlength" not in visitor.get("/").content.decode()
    address = "柳岸社区" * 60
    reply = visitor.post("/", {"body": "路灯坏了", "address": address})
    assert reply.status_code == 422
    assert "At most 200 characters fit in here; these are 240." in reply.content.decode()
    assert address in reply.content.decode()


def test_what_the_desk_noted_does_not_silence_the_teller(visitor: Client, world: World, follow: Follow):
    matter = walks.answered(world)
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=walks.CONTENT)
    assert visitor.post(f"{follow(matter)}verdict/", VERDICT).status_code == 303


@pytest.mark.parametrize("missing", ["contacted", "solved", "satisfaction"])
def test_a_missing_answer_is_marked_and_the_others_stay(
    visitor: Client, world: World, follow: Follow, missing
):
    page = follow(walks.answered(world))
    reply = visitor.post(f"{page}verdict/", {**VERDICT, missing: ""})
    assert reply.status_code == 422
    form = reply.context["sheet"].form
    assert list(form.errors) == [missing]
    assert form["comment"].value() == "又漏了"


def test_a_praise_is_not_asked_whether_it_is_solved(visitor: Client, world: World, follow: Follow):
    matter = walks.answered(world, kind=MatterKind.PRAISE)
    page = follow(matter)
    assert "Is it solved?" not in visitor.get(page).content.decode()
    assert visitor.post(f"{page}verdict/", {**VERDICT, "solved": ""}).status_code == 303
    assert matter.call_backs.get().solved is None


def test_words_are_added_once(visitor: Client, world: World, follow: Follow):
    matter = walks.handling(world)
    page = follow(matter)
    assert visitor.post(f"{page}addition/", {"text": "四层也漏"}).status_code == 303
    assert matter.notes.get().audience == Audience.VOICE
    assert "already added this" in again(page, visitor, "addition", {"text": "四层也漏"})
    assert visitor.post(f"{page}addition/", {"text": "五层也漏"}).status_code == 303


def test_no_words_are_asked_for(visitor: Client, world: World, follow: Follow):
    reply = visitor.post(f"{follow(world.receive())}addition/", {"text": "  "})
    assert reply.status_code == 422
    assert "Write what you want to add." in reply.content.decode()


def test_a_photo_is_added_once_and_can_be_fetched(visitor: Client, world: World, follow: Follow):
    matter = walks.handling(world)
    page = follow(matter)
    reply = visitor.post(f"{page}photos/", {"photos": [SimpleUploadedFile("收据.txt", b"paid")]})
    assert reply.status_code == 303
    assert "already here" in again(
        page, visitor, "photos", {"photos": [SimpleUploadedFile("收据.txt", b"paid")]}
    )
    kept = visitor.get(f"{page}files/{matter.attachments.get().pk}/")
    assert b"".join(kept.streaming_content) == b"paid"
    assert kept["Content-Disposition"].startswith("attachment")
    assert kept["X-Content-Type-Options"] == "nosniff"


def test_no_photo_is_asked_for(visitor: Client, world: World, follow: Follow):
    reply = visitor.post(f"{follow(world.receive())}photos/", {})
    assert "Choose at least one file." in reply.content.decode()


def test_withdrawing_needs_a_tick_and_happens_once(visitor: Client, world: World, follow: Follow):
    matter = walks.handling(world)
    page = follow(matter)
    assert visitor.post(f"{page}withdrawal/", {}).status_code == 422
    assert visitor.post(f"{page}withdrawal/", {"sure": "on"}).status_code == 303
    matter.refresh_from_db()
    assert matter.state == State.CLOSED
    assert "cannot be done now" in again(page, visitor, "withdrawal", {"sure": "on"})


def test_what_others_reported_too_cannot_be_withdrawn(visitor: Client, world: World, follow: Follow):
    lead = world.receive()
    merge(world.receive(phone="10000000002"), by=world.actor("clerk"), into=lead)
    page = follow(lead)
    assert "Withdraw it" not in visitor.get(page).content.decode()
    assert "Others have reported the same" in again(page, visitor, "withdrawal", {"sure": "on"})


def test_reopening_is_asked_for_once_and_a_refusal_is_read(visitor: Client, world: World, follow: Follow):
    matter = walks.closed(world)
    page = follow(matter)
    assert "you can ask until" in visitor.get(page).content.decode()
    assert visitor.post(f"{page}reopening/", {"reason": "又漏了"}).status_code == 303
    assert "you can ask until" not in visitor.get(page).content.decode()
    wish = Request.objects.get(verb=Verb.REOPEN)
    assert "already been asked for" in again(page, visitor, "reopening", {"reason": "又漏了"})
    refusal = "这次漏的是暖气管，请另报。"
    decide(matter, wish, by=world.actor("coordinator"), answer=Request.Answer.REFUSED, remark=refusal)
    assert refusal in visitor.get(page).content.decode()


def test_after_30_days_it_is_reported_anew_and_linked(visitor: Client, world: World, follow: Follow, monday):
    matter = walks.closed(world)
    with clock.told(monday + timedelta(days=31)):
        page = follow(matter)
        assert "more than 30 days ago" in again(page, visitor, "reopening", {"reason": "又漏了"})
        assert f"/?again={matter.number}" in visitor.get(page).content.decode()
        assert "tell us again: your old number goes along" in visitor.get(page).content.decode()
        assert matter.number in visitor.get(f"/?again={matter.number}").content.decode()
        visitor.post("/", {"body": "又漏了", "again": matter.number})
    assert Matter.objects.latest("pk").again_of == matter


def test_what_was_joined_with_another_report_is_reported_anew_as_that(
    visitor: Client, world: World, follow: Follow, monday
):
    lead, own = walks.handling(world), world.receive(phone="10000000002")
    merge(own, by=world.actor("clerk"), into=lead)
    page = follow(own)
    assert "reporting anew" not in visitor.get(f"/?again={own.number}").content.decode()
    visitor.post("/", {"body": "又漏了", "again": own.number})
    assert Matter.objects.latest("pk").again_of is None
    withdraw(lead, by=world.resident)
    with clock.told(monday + timedelta(minutes=30)):
        assert visitor.get(page).status_code == 200
        visitor.post("/", {"body": "又漏了，还是三单元", "again": own.number})
    assert Matter.objects.latest("pk").again_of == lead


def test_nobody_links_to_a_matter_that_is_not_theirs(visitor: Client, world: World):
    visitor.post("/", {"body": "又漏了", "again": world.receive().number})
    assert Matter.objects.latest("pk").again_of is None
    assert "reporting anew" not in visitor.get(f"/?again={Matter.objects.first().number}").content.decode()


def test_a_page_of_an_act_that_is_not_open_says_so(visitor: Client, world: World, follow: Follow):
    page = visitor.get(f"{follow(world.receive())}verdict/")
    assert page.status_code == 200
    assert "This cannot be done now" in page.content.decode()


def test_an_act_that_there_is_not_is_not_found(visitor: Client, world: World, follow: Follow):
    assert visitor.get(f"{follow(world.receive())}closure/").status_code == 404


def test_a_question_to_somebody_else_is_not_for_who_was_joined_later(
    visitor: Client, world: World, follow: Follow, monday
):
    lead, own = walks.waiting(world), world.receive(phone="10000000002")
    with clock.told(monday + timedelta(hours=1)):
        merge(own, by=world.actor("clerk"), into=lead)
        page = follow(own)
        assert "哪一层？" not in visitor.get(page).content.decode()
        assert "somebody else" in again(page, visitor, "reply", {"text": "三层"})


def test_a_confidential_matter_is_followed_by_its_teller(visitor: Client, world: World, follow: Follow):
    matter = confidential(world)
    page = follow(matter)
    shown = visitor.get(page).content.decode()
    assert "Your words are locked away" in shown
    assert visitor.post(f"{page}addition/", {"text": "还有一件"}).status_code == 303
    withdraw(matter, by=world.resident)
    assert "it was withdrawn" in visitor.get(page).content.decode()


def confidential(world: World) -> Matter:
    item = add_item(code="tip", terms=Terms(name="举报", visibility="confidential"), by=world.console)
    return world.receive(item=item, by=world.console, body="有人收钱")


def test_a_flood_of_additions_is_stopped(visitor: Client, world: World, follow: Follow, monkeypatch):
    monkeypatch.setattr("qiaomen.portal.tracking.sheets.ADDITIONS", Throttle("few", 1))
    page = follow(world.receive())
    assert visitor.post(f"{page}addition/", {"text": "一"}).status_code == 303
    assert "Too many tries" in again(page, visitor, "addition", {"text": "二"})
