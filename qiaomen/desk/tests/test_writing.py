"""Writing into a matter: what the resident will read is seen before it is sent, and no typed word is lost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.terms import Terms
from qiaomen.desk.tests.posting import page, press, words
from qiaomen.kernel import clock
from qiaomen.kernel.models import Event
from qiaomen.matters.actions.assigning import assign
from qiaomen.matters.actions.assisting import assist, report
from qiaomen.matters.actions.speaking import inform, note, supplement
from qiaomen.matters.tests import walks
from qiaomen.people.actions import end_post

ANSWER = {"outcome": "solved", "text": "阀门已经换好。"}


@pytest.fixture
def matter(world):
    return walks.handling(world)


def test_an_answer_is_seen_as_the_resident_reads_it_and_not_sent(matter, water):
    lines = Event.objects.count()
    shown = words(press(water, matter, "answer/preview", **ANSWER))
    assert "This is what the resident will read" in shown
    assert "Answer from 水务科: solved." in shown
    assert shown.count(ANSWER["text"]) == 2  # read, and still in the form
    assert Event.objects.count() == lines


def test_what_is_planned_is_previewed_with_its_day(matter, water):
    planned = {"outcome": "planned", "text": "列入计划", "planned_for": "2026-04-01"}
    assert "Planned for April 1, 2026." in words(press(water, matter, "answer/preview", **planned))


def test_a_preview_says_what_is_missing(matter, water):
    response = press(water, matter, "question/preview", question="")
    assert response.status_code == 422
    assert "This is what the resident will read" not in words(response)


def test_a_note_of_the_staff_has_no_preview(matter, water):
    assert "/preview/" not in words(water.get(page(matter, "note")))


def test_the_story_can_be_read_with_the_eyes_of_the_resident(world, matter, water):
    note(matter, by=world.actor("water"), text="内部讨论")
    inform(matter, by=world.actor("water"), text="明天来修")
    supplement(matter, by=world.resident, text="还在漏")
    context = water.get(page(matter) + "?view=resident").context
    assert [line.said for line in context["story"]] == ["还在漏", "明天来修"]
    assert [reader.current for reader in context["readers"]] == [False, True]


def test_an_unknown_view_is_that_of_the_staff(matter, water):
    assert len(water.get(page(matter) + "?view=x").context["story"]) == 3


def test_a_resident_who_reads_nothing_yet_is_said_so(matter, water):
    assert "Nothing has been said between" in words(water.get(page(matter) + "?view=resident"))


def test_what_others_did_meanwhile_is_told(world, matter, water):
    seen = matter.ledger_seq
    note(matter, by=world.actor("coordinator"), text="先别答复")
    shown = words(water.get(page(matter, f"since/{seen}")))
    assert "示例coordinator" in shown
    assert "先别答复" in shown
    assert f'data-seen="{seen + 1}"' in shown


def test_where_nothing_is_new_one_question_says_so(matter, water):
    with CaptureQueriesContext(connection) as asked:
        assert water.get(page(matter, f"since/{matter.ledger_seq}")).status_code == 204
    assert len(asked) == 5  # session, person, posts, units; whether there is more


def test_what_happens_out_of_sight_is_not_told(matter, sign_in):
    assert sign_in("power").get(page(matter, "since/0")).status_code == 404


def test_beside_words_that_came_too_late_stands_what_others_did(world, matter, water):
    seen = matter.ledger_seq
    note(matter, by=world.actor("coordinator"), text="先别答复")
    response = water.post(page(matter, "answer"), {"seen": seen, **ANSWER})
    assert response.status_code == 409
    assert "先别答复" in words(response)
    assert ANSWER["text"] in words(response)


def test_who_has_lost_the_post_gets_the_typed_words_back(world, matter, water):
    post = world.people["water"].posts.get()
    end_post(post, last_day=clock.today() - timedelta(days=1), by=world.console)
    response = press(water, matter, "answer", **ANSWER)
    assert response.status_code == 403
    assert "What you had written" in words(response)
    assert ANSWER["text"] in words(response)


def test_who_has_lost_the_matter_gets_the_typed_words_back(world, matter, water):
    assign(matter, by=world.actor("clerk"), unit=world.units["power"])
    response = press(water, matter, "answer/preview", **ANSWER)
    assert response.status_code == 404
    assert ANSWER["text"] in words(response)


def test_words_of_a_confidential_matter_are_not_kept_in_a_browser(world, sign_in, clerk):
    item = add_item(code="C1", terms=Terms(name="举报", visibility="confidential"), by=world.console)
    secret = world.receive(item=item, body="有人收钱")
    assert "data-draft" not in words(sign_in("secret").get(page(secret, "note")))
    assert 'data-draft="' in words(clerk.get(page(world.receive(), "note")))


def test_helping_units_stand_with_how_far_they_are(world, matter, water):
    assist(matter, by=world.actor("water"), unit=world.units["power"], task="断电")
    assert "asked on March 2, 2026, 10:00, has still to report" in words(water.get(page(matter)))
    report(matter, by=world.actor("power"), text="已断电")
    assert "reported on March 2, 2026, 10:00" in words(water.get(page(matter)))


def test_what_was_pasted_from_a_word_processor_is_text(matter, water):
    press(water, matter, "note", text='<p class="MsoNormal"><b>已处理</b></p>')
    assert "&lt;p class=&quot;MsoNormal&quot;&gt;" in words(water.get(page(matter)))
