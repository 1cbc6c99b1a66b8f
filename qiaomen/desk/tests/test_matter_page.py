"""A matter's page: what is to be done, what was done, and what this person may know of it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.terms import Terms
from qiaomen.desk.tests.posting import page, press, words
from qiaomen.kernel import clock
from qiaomen.kernel.files import path_of
from qiaomen.kernel.models import Event
from qiaomen.matters.actions.calling import call, rate
from qiaomen.matters.actions.dividing import divide
from qiaomen.matters.actions.requesting import request
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.actions.speaking import inform, note, supplement
from qiaomen.matters.channels import Channel
from qiaomen.matters.states import State, Verb
from qiaomen.matters.tests import walks
from tests.world import PHONE

NEXT = {
    # state: (login, the one thing to do next)
    State.RECEIVED: ("clerk", "Next: Sort it"),
    State.ASSIGNED: ("water", "Next: Accept it"),
    State.HANDLING: ("water", "Next: Answer"),
    State.WAITING: ("clerk", "Next: Enter what the resident said"),
    State.SUSPENDED: ("water", "looked at again on April 1, 2026"),
    State.ANSWERED: ("clerk", "Next: Enter a call-back"),
    State.CLOSED: ("clerk", "Closed:"),
    State.DECLINED: ("clerk", "Declined:"),
    State.MERGED: ("clerk", "It was merged into JY-2026-000001"),
}
IDLE = {
    State.ASSIGNED: "水务科 has it and has still to accept it.",
    State.HANDLING: "水务科 handles it.",
    State.ANSWERED: "The desk asks the resident next.",
}


@pytest.mark.parametrize("state", NEXT)
def test_the_one_thing_to_do_next_is_said(world, sign_in, state):
    login, sentence = NEXT[state]
    matter = walks.WAYS[state](world)
    assert sentence in words(sign_in(login).get(page(matter)))


def test_what_it_is_about_stands_before_what_to_do(world, clerk):
    matter = world.receive()
    shown = words(clerk.get(page(matter)))
    assert f"· {matter.item.name} · {matter.place.name}" in shown
    assert shown.index(f">{matter.body}</p>") < shown.index("Next: Sort it")


@pytest.mark.parametrize("state", IDLE)
def test_whose_turn_it_is_not_is_told_so(world, sign_in, state):
    assert IDLE[state] in words(sign_in("auditor").get(page(walks.WAYS[state](world))))


def test_after_dissent_it_is_redone_next(world, clerk):
    matter = walks.answered(world)
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=walks.DISCONTENT)
    assert "Next: Have it redone" in words(clerk.get(page(matter)))


def test_after_consent_it_is_closed_next_with_the_ground_chosen(world, clerk):
    matter = walks.answered(world)
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=walks.CONTENT)
    form = clerk.get(page(matter)).context["next"]
    assert (form.noun, form.initial["ground"]) == ("closure", "confirmed")


def test_after_three_calls_on_two_days_it_is_closed_next(world, clerk):
    matter = walks.answered(world)
    for hours in (0, 1, 24):
        with clock.told(clock.now() + timedelta(hours=hours)):
            call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=None)
    form = clerk.get(page(matter)).context["next"]
    assert (form.noun, form.initial["ground"]) == ("closure", "unreachable")


def test_the_unit_is_told_what_its_answer_waits_for(world, water):
    matter = walks.handling(world)
    part = divide(
        matter, by=world.actor("clerk"), body="另有一处", item=matter.item, place=matter.place, mandatory=True
    )
    shown = words(water.get(page(matter)))
    assert f"The answer has to wait. First bring {part.number} to its end" in shown
    assert "There is nothing for you to do" not in shown


def test_the_day_for_which_it_is_planned_is_written_as_every_day_is(world, water):
    matter = walks.handling(world)
    press(water, matter, "answer", outcome="planned", text="列入计划", planned_for="2026-04-01")
    assert ("Planned for", "April 1, 2026") in water.get(page(matter)).context["facts"]


def test_a_request_is_decided_before_anything_else(world, sign_in):
    matter = walks.handling(world)
    request(matter, Verb.EXTEND, by=world.actor("water"), reason="等材料", until="2026-04-01", told="等零件")
    shown = words(sign_in("coordinator").get(page(matter)))
    assert "Next: Decide the request" in shown
    assert "等材料" in shown


def test_a_reader_is_offered_nothing(world, sign_in):
    context = sign_in("auditor").get(page(walks.handling(world))).context
    assert (context["next"], context["groups"], context["disclosure"]) == (None, [], None)


@pytest.mark.parametrize("login", ["power", "elsewhere", "administrator"])
def test_who_may_not_see_it_does_not_find_it(world, sign_in, login):
    assert sign_in(login).get(page(world.receive())).status_code in {403, 404}


def test_a_page_that_is_not_there_says_where_to_look(world, clerk):
    response = clerk.get("/desk/matters/JY-2026-999999/")
    assert response.status_code == 404
    assert "The number is mistyped, or the matter belongs to another place or unit." in words(response)


def test_the_time_left_is_said_in_words(world, water):
    shown = words(water.get(page(walks.assigned(world))))
    assert "Promised to the resident" in shown
    assert "7 days left" in shown
    assert "To be accepted" in shown


def test_a_passed_date_says_how_late(world, water):
    matter = walks.handling(world)
    with clock.told(matter.due_at + timedelta(hours=5, minutes=30)):
        assert "5 hours late" in words(water.get(page(matter)))


def test_a_standing_clock_says_what_is_left(world, water):
    assert "the clock stands, with 7 days left" in words(water.get(page(walks.waiting(world))))


def test_internal_and_public_words_are_told_apart(world, water):
    matter = walks.handling(world)
    note(matter, by=world.actor("water"), text="内部讨论")
    inform(matter, by=world.actor("water"), text="明天来修")
    supplement(matter, by=world.resident, text="还在漏")
    said = {line.said: line.audience for line in water.get(page(matter)).context["story"] if line.said}
    assert said == {"内部讨论": "internal", "明天来修": "resident", "还在漏": "voice"}


@pytest.mark.parametrize("state", walks.WAYS)
def test_every_way_has_a_story(world, sign_in, state):
    matter = walks.WAYS[state](world)
    lines = sign_in("coordinator").get(page(matter)).context["story"]
    assert len(lines) == Event.objects.filter(stream=matter.stream).count()
    assert lines[-1].sentence == "came in by phone desk"


def test_contacts_are_not_on_the_page(world, clerk):
    shown = words(clerk.get(page(world.receive(name="张示例"))))
    assert PHONE not in shown
    assert "张示例" not in shown


def test_contacts_are_shown_for_a_purpose_and_the_look_is_recorded(world, clerk):
    matter = world.receive(name="张示例")
    response = press(clerk, matter, "disclosure", telling=matter.tellings.get().pk, purpose="call_back")
    assert PHONE in words(response)
    assert "no-store" in response["Cache-Control"]
    assert Event.objects.filter(stream=matter.stream, verb="disclose").count() == 1


def test_each_voice_is_a_row_and_a_look_shows_one(world, clerk):
    lead, other = walks.handling(world), world.receive(phone="10000000002", channel=Channel.LETTER)
    merge(other, by=world.actor("clerk"), into=lead)
    shown = words(clerk.get(page(lead)))
    assert "Voice 1, by phone desk on" in shown
    assert "Voice 2, by letter box on" in shown
    response = press(clerk, lead, "disclosure", telling=other.tellings.get().pk, purpose="visit")
    assert "Voice 2, by letter box on" in words(response)
    assert "10000000002" in words(response)
    assert PHONE not in words(response)
    assert "by letter box on" in clerk.get(page(lead)).context["story"][0].sentence


def test_whoever_stays_unknown_to_the_unit_is_no_row_of_its_form(world, water):
    shown = words(water.get(page(walks.handling(world, hide_from_unit=True))))
    assert "No contact that you may see was left." in shown
    assert "Show the contact" not in shown


def test_a_unit_is_offered_no_look_at_what_has_ended(world, water):
    assert water.get(page(walks.closed(world))).context["disclosure"] is None


def test_a_look_without_a_purpose_is_refused(world, clerk):
    matter = world.receive()
    assert press(clerk, matter, "disclosure").status_code == 422
    assert not Event.objects.filter(verb="disclose").exists()


def test_a_company_is_offered_no_contacts(world, sign_in):
    assert sign_in("firm").get(page(walks.handling(world), "disclosure")).status_code == 405
    assert sign_in("firm").post(page(world.receive(), "disclosure")).status_code == 403


def test_words_of_a_confidential_matter_are_shown_with_its_contacts_only(world, sign_in):
    item = add_item(code="C1", terms=Terms(name="举报", visibility="confidential"), by=world.console)
    matter = world.receive(item=item, body="有人收钱")
    secret, look = sign_in("secret"), {"telling": matter.tellings.get().pk, "purpose": "question"}
    assert "有人收钱" not in words(secret.get(page(matter)))
    assert "有人收钱" in words(press(secret, matter, "disclosure", **look))
    assert sign_in("clerk").get(page(matter)).status_code == 404


def test_a_file_is_saved_and_not_interpreted(world, water):
    matter = walks.handling(world)
    press(water, matter, "attachment", file=SimpleUploadedFile("记录.txt", b"<script>"), audience="internal")
    response = water.get(f"/desk/attachments/{matter.attachments.get().pk}/")
    assert b"".join(response.streaming_content) == b"<script>"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_file_of_a_matter_that_is_not_to_be_seen_is_not_there(world, sign_in, water):
    matter = walks.handling(world)
    press(water, matter, "attachment", file=SimpleUploadedFile("a.txt", b"a"), audience="internal")
    assert sign_in("power").get(f"/desk/attachments/{matter.attachments.get().pk}/").status_code == 404


def test_a_file_that_is_gone_from_the_disk_is_not_there(world, water):
    matter = walks.handling(world)
    press(water, matter, "attachment", file=SimpleUploadedFile("a.txt", b"gone"), audience="internal")
    row = matter.attachments.get()
    path_of(row.sha256).unlink()
    assert water.get(f"/desk/attachments/{row.pk}/").status_code == 404


def test_a_possible_copy_is_merged_with_one_button(world, clerk):
    lead = world.receive(body="春江花园三单元门口的下水道堵了好几天，臭气很大")
    matter = world.receive(body="春江花园三单元门口的下水道堵了好几天，臭气很大。")
    assert f"Merge into {lead.number}" in words(clerk.get(page(matter, "alike")))


def test_what_a_resident_enters_is_no_call(world, clerk):
    matter = walks.answered(world)
    telling = matter.tellings.get()
    rate(matter, by=world.resident, telling=telling, verdict=walks.CONTENT)
    assert "kept · answered on the web · satisfaction" in words(clerk.get(page(matter)))
    call(matter, by=world.actor("clerk"), telling=telling, verdict=None)
    assert "1 call · answered on the web" in words(clerk.get(page(matter)))
    call(matter, by=world.actor("clerk"), telling=telling, verdict=None)
    assert "2 calls · answered" in words(clerk.get(page(matter)))


def test_likes_and_objections_stand_with_the_voice(world, clerk):
    assert "3 likes, 2 objections" in words(clerk.get(page(world.receive(likes=3, objections=2))))
    assert "objections" not in words(clerk.get(page(world.receive())))


def test_related_matters_are_linked(world, clerk):
    matter = walks.merged(world)
    lead = matter.merged_into
    assert f'href="{page(matter)}"' in words(clerk.get(page(lead)))
    assert f'href="{page(lead)}"' in words(clerk.get(page(matter)))


def test_a_standard_reply_begins_the_answer(world, water):
    assert "您好，已处理" in words(water.get(page(walks.handling(world), "answer") + "?text=您好，已处理"))


def test_what_a_resident_wrote_stays_text(world, clerk):
    shown = words(clerk.get(page(world.receive(body="<script>alert(1)</script>漏水"))))
    assert "<script>alert" not in shown
