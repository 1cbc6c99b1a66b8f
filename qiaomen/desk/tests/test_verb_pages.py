"""Every verb of a matter can be used through its page."""

import pytest

from qiaomen.desk.tests.posting import page, press, words
from qiaomen.desk.verbs.base import VerbForm
from qiaomen.desk.verbs.table import BY_NOUN, FORMS
from qiaomen.kernel.models import Event
from qiaomen.matters.actions.dividing import divide
from qiaomen.matters.models import Matter
from qiaomen.matters.states import State
from qiaomen.matters.tests import walks

TEXT = "现场看过了，今天修好。"

# noun: (the way to the matter, who presses, what is filled in, the verb in the ledger, the state afterwards)
PRESSED = {
    "assignment": (State.RECEIVED, "clerk", {"unit": "水务科"}, "assign", State.ASSIGNED),
    "acceptance": (State.ASSIGNED, "water", {}, "accept", State.HANDLING),
    "assist": (State.HANDLING, "coordinator", {"unit": "供电科", "task": TEXT}, "assist", State.HANDLING),
    "question": (State.HANDLING, "water", {"question": "哪一层？"}, "ask", State.WAITING),
    "supply": (State.WAITING, "clerk", {"text": "三层"}, "supply", State.HANDLING),
    "resumption": (State.SUSPENDED, "water", {}, "resume", State.HANDLING),
    "answer": (State.HANDLING, "water", {"outcome": "solved", "text": TEXT}, "answer", State.ANSWERED),
    "redo": (State.ANSWERED, "clerk", {"reason": "还在漏"}, "redo", State.HANDLING),
    "withdrawal": (State.ASSIGNED, "clerk", {"said": "来电撤回"}, "withdraw", State.CLOSED),
    "sorting": (
        State.RECEIVED,
        "clerk",
        {"item": "停水", "place": "grid", "unit": "water"},
        "assign",
        State.ASSIGNED,
    ),
    "classification": (
        State.ASSIGNED,
        "clerk",
        {"item": "停水", "kind": "report"},
        "classify",
        State.ASSIGNED,
    ),
    "location": (State.ASSIGNED, "clerk", {"place": "桂花社区", "address": "三栋"}, "locate", State.ASSIGNED),
    "accused": (State.RECEIVED, "clerk", {"unit": "供电科"}, "accuse", State.RECEIVED),
    "priority": (State.RECEIVED, "clerk", {"priority": "2"}, "prioritise", State.RECEIVED),
    "part": (
        State.HANDLING,
        "clerk",
        {"body": TEXT, "item": "unsorted", "place": "桂花社区"},
        "divide",
        State.HANDLING,
    ),
    "split-off": (State.MERGED, "clerk", {}, "split_off", State.RECEIVED),
    "note": (State.CLOSED, "water", {"text": TEXT}, "note", State.CLOSED),
    "message": (State.HANDLING, "water", {"text": TEXT}, "note", State.HANDLING),
    "supplement": (State.HANDLING, "clerk", {"text": TEXT}, "supplement", State.HANDLING),
    "summary": (State.CLOSED, "clerk", {"summary": TEXT}, "release", State.CLOSED),
    "reminder": (State.ASSIGNED, "leader", {"text": TEXT}, "remind", State.ASSIGNED),
    "supervision": (State.ASSIGNED, "leader", {"order": TEXT}, "supervise", State.ASSIGNED),
    "check": (State.HANDLING, "clerk", {"text": TEXT}, "check", State.HANDLING),
    "return-request": (State.ASSIGNED, "water", {"reason": TEXT}, "request", State.ASSIGNED),
    "decline-request": (State.RECEIVED, "clerk", {"reason": TEXT, "told": TEXT}, "request", State.RECEIVED),
    "extension-request": (
        State.HANDLING,
        "water",
        {"reason": TEXT, "until": "2026-04-01", "told": TEXT},
        "request",
        State.HANDLING,
    ),
    "suspension-request": (
        State.HANDLING,
        "water",
        {"reason": TEXT, "review_on": "2026-05-01", "told": TEXT},
        "request",
        State.HANDLING,
    ),
    "exclusion-request": (State.RECEIVED, "clerk", {"reason": TEXT}, "request", State.RECEIVED),
    "reopening-request": (State.CLOSED, "clerk", {"reason": TEXT}, "request", State.CLOSED),
}


def with_a_part(world, matter: Matter) -> Matter:
    return divide(
        matter, by=world.actor("clerk"), body=TEXT, item=matter.item, place=matter.place, mandatory=True
    )


def last_verb(matter: Matter) -> str:
    return Event.objects.filter(stream=matter.stream).latest("seq").verb


@pytest.mark.parametrize("noun", PRESSED)
def test_a_verb_is_used_through_its_page(world, sign_in, water_item, noun):
    way, login, filled, verb, state = PRESSED[noun]
    matter = walks.WAYS[way](world)
    response = press(sign_in(login), matter, noun, **filled)
    matter.refresh_from_db()
    assert (response.status_code, last_verb(matter), matter.state) == (303, verb, state)
    assert response["Location"] == page(matter)


@pytest.mark.parametrize("noun", PRESSED)
def test_the_page_of_an_open_verb_shows_its_form(world, sign_in, noun):
    way, login, *_rest = PRESSED[noun]
    response = sign_in(login).get(page(walks.WAYS[way](world), noun))
    assert response.status_code == 200
    assert f"<h1>{BY_NOUN[noun].title}</h1>" in words(response)


@pytest.mark.parametrize("noun", PRESSED)
def test_a_form_sent_twice_acts_once(world, sign_in, water_item, noun):
    way, login, filled, *_rest = PRESSED[noun]
    matter, client = walks.WAYS[way](world), sign_in(login)
    sent = {"seen": Matter.objects.get(pk=matter.pk).ledger_seq, **filled}
    client.post(page(matter, noun), sent)
    lines = Event.objects.count()
    again = client.post(page(matter, noun), sent)
    assert again.status_code == 409
    why = "This was already asked for on" if noun.endswith("-request") else "Meanwhile something was done"
    assert why in words(again)
    assert Event.objects.count() == lines


def test_typed_text_survives_a_refusal(world, water):
    matter = walks.handling(world)
    response = press(water, matter, "answer", outcome="planned", text=TEXT)
    assert response.status_code == 422
    assert "Say for which day it is planned." in words(response)
    assert TEXT in words(response)


def test_a_form_that_is_not_filled_in_says_what_is_missing(world, water):
    response = press(water, walks.handling(world), "answer", outcome="solved")
    assert response.status_code == 422
    assert "This field is required." in words(response)


def test_a_verb_in_the_wrong_state_is_refused_with_a_sentence(world, water):
    response = press(water, walks.handling(world), "acceptance")
    assert response.status_code == 422
    assert "This cannot be done now" in words(response)


def test_a_page_of_a_verb_that_is_not_open_says_so(world, water):
    response = water.get(page(walks.handling(world), "acceptance"))
    assert response.status_code == 422
    assert "This cannot be done now" in words(response)


def test_a_refusal_leads_back_to_the_matter(world, water):
    matter = walks.handling(world)
    assert f'href="{page(matter)}">← {matter.number}</a>' in words(water.get(page(matter, "acceptance")))


def test_the_page_of_an_answer_that_waits_for_a_part_names_the_part(world, water):
    matter = walks.handling(world)
    part = with_a_part(world, matter)
    response = water.get(page(matter, "answer"))
    assert response.status_code == 422
    assert f"First bring {part.number} to its end" in words(response)


def test_a_unit_that_cannot_hand_it_back_is_told_why(world, water):
    matter = walks.handling(world)
    Matter.objects.update(final=True)
    assert "assigned finally in a joint meeting" in words(water.get(page(matter, "return-request")))


def test_a_close_despite_dissent_that_nobody_expressed_is_refused_with_its_reason(world, clerk):
    response = clerk.get(page(walks.answered(world), "contested-close-request"))
    assert "Nobody dissents. Close it in the ordinary way." in words(response)


def test_answers_of_somebody_who_was_not_reached_are_not_thrown_away(world, clerk):
    matter = walks.answered(world)
    said = {"telling": matter.tellings.get().pk, "reached": "no", "comment": "邻居说已经修好"}
    response = press(clerk, matter, "call-back", **said)
    assert response.status_code == 422
    assert "Answers stand below, though nobody was reached." in words(response)
    assert "邻居说已经修好" in words(response)


def test_only_the_holder_accepts(world, sign_in):
    response = press(sign_in("coordinator"), walks.assigned(world), "acceptance")
    assert response.status_code == 403
    assert "Only its people can do this" in words(response)


def test_each_verb_calls_an_action_of_its_own():
    assert [form.noun for form in FORMS if form.act is VerbForm.act] == []
