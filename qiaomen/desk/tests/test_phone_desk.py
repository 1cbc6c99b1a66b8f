"""What stands beside the words while somebody is on the telephone, and what one click does with it."""

from qiaomen.desk.tests.posting import words
from qiaomen.matters.models import Matter, Note
from qiaomen.matters.states import State
from qiaomen.matters.tests.walks import closed
from tests.world import PHONE

NAME = "?form=5b7c8f5e-0d6e-4d1c-8c39-6a4d3f0b2a11"
SAID = "春江花园楼道里的路灯坏了快一个月，晚上老人看不见台阶。"
TYPED = {"body": "春江花园楼道路灯坏了，晚上看不见", "channel": "phone", "phone": "15400000002"}
HTMX = {"hx-request": "true"}


def post(client, noun, **said):
    return client.post(f"/desk/matters/new/{noun}/{NAME}", {**TYPED, **said})


def beside(client, **said) -> str:
    response = client.post(f"/desk/matters/new/answers/{NAME}", {**TYPED, **said}, headers=HTMX)
    return words(response)


def test_what_may_have_been_told_already_is_shown_with_what_both_say(world, clerk):
    matter = world.receive(body=SAID)
    shown = beside(clerk)
    assert "<mark>春江花园楼道</mark>里的<mark>路灯坏了</mark>快一个月" in shown
    assert f'href="/desk/matters/{matter.number}/" target="_blank"' in shown
    assert "Another voice of that one" in shown


def test_what_is_fetched_while_typing_asks_little(world, clerk, django_assert_max_num_queries):
    world.receive(body=SAID)
    beside(clerk)  # what the process holds of the house is read once
    with django_assert_max_num_queries(10):
        beside(clerk)


def test_what_has_ended_is_shown_but_takes_no_voice_in(world, clerk):
    closed(world, body=SAID)
    shown = beside(clerk)
    assert "Perhaps told already" in shown
    assert "Another voice of that one" not in shown


def test_one_click_makes_the_caller_another_voice(world, clerk):
    lead = world.receive(body=SAID)
    response = post(clerk, "voice", into=lead.number)
    assert response["Location"] == f"/desk/matters/{lead.number}/"
    merged = Matter.objects.get(merged_into=lead)
    told = f"number {merged.number}, code {merged.tellings.get().code}. It is worked on with {lead.number}."
    assert told in words(clerk.get(response["Location"]))


def test_an_answer_is_not_lost_in_a_further_voice(world, clerk):
    lead = world.receive(body=SAID)
    response = post(clerk, "voice", into=lead.number, answer="明天来修。")
    assert response.status_code == 422
    assert "An answer stands in the form." in words(response)
    assert "明天来修。" in words(response)
    assert Matter.objects.count() == 1


def test_a_voice_of_what_cannot_be_seen_is_none(world, sign_in):
    lead = world.receive(body=SAID)
    assert post(sign_in("elsewhere"), "voice", into=lead.number).status_code == 404
    assert Matter.objects.count() == 1


def test_a_form_that_has_made_a_matter_becomes_a_voice_of_another_after_going_back(world, clerk):
    lead = world.receive(body=SAID)
    clerk.post(f"/desk/matters/new/{NAME}", TYPED)
    assert post(clerk, "voice", into=lead.number).status_code == 303
    assert Matter.objects.exclude(pk=lead.pk).get().state == State.MERGED


def test_other_words_in_a_form_that_has_made_a_matter_are_kept(world, clerk):
    lead = world.receive(body=SAID)
    clerk.post(f"/desk/matters/new/{NAME}", {**TYPED, "body": "另一件事"})
    response = post(clerk, "voice", into=lead.number)
    assert response.status_code == 409
    assert "This form has already made matter" in words(response)


def test_places_and_item_are_proposed_with_the_words_that_speak_for_them(world, clerk, water_item):
    shown = beside(clerk, body="春江花园三单元停水了")
    assert 'data-field="place" data-value="柳荫街道柳岸社区柳岸第一网格"' in shown
    assert "words found: 春江花园" in shown
    assert 'data-field="item" data-value="停水"' in shown
    assert "words found: 停水" in shown


def test_a_place_that_is_named_is_not_proposed_again(clerk):
    assert 'data-field="place"' not in beside(clerk, place="柳岸第一网格")


def test_a_place_is_found_by_another_name_and_by_what_two_have_in_common(clerk):
    assert "柳岸第一网格" in beside(clerk, body="x", place="春江")
    both = words(clerk.post("/desk/matters/new/places/", {"place": "社区"}))
    assert "柳岸社区" in both
    assert "桂花社区" in both


def test_without_scripts_one_click_fills_a_proposal_in(clerk):
    form = post(clerk, "filling", fill="place 柳岸第一网格").context["form"]
    assert (form["place"].value(), form["body"].value()) == ("柳岸第一网格", TYPED["body"])


def test_only_what_is_proposed_is_filled_in(clerk):
    form = post(clerk, "filling", fill="phone 10000000009").context["form"]
    assert form["phone"].value() == TYPED["phone"]


def test_what_a_number_told_before_is_looked_up_once_and_recorded(world, clerk):
    matter = world.receive(body=SAID)
    lines = matter.ledger_seq
    shown = words(clerk.post(f"/desk/matters/new/caller/{NAME}", {"phone": PHONE}, headers=HTMX))
    assert matter.number in shown
    matter.refresh_from_db()
    assert matter.ledger_seq == lines + 1
    assert "Nothing that you may see" in words(post(clerk, "caller"))


def test_without_scripts_the_form_comes_back_with_what_was_told(world, clerk):
    matter = world.receive(body=SAID)
    shown = words(post(clerk, "caller", phone=PHONE))
    assert matter.number in shown
    assert f'value="{PHONE}"' in shown


def test_a_mistyped_number_is_looked_up_nowhere(clerk):
    response = post(clerk, "caller", phone="12")
    assert response.status_code == 422
    assert "is not a telephone number" in words(response)


def test_words_are_added_to_what_the_same_caller_told_earlier(world, clerk):
    matter = world.receive(body=SAID)
    assert post(clerk, "addition", to=f"{matter.number} {matter.ledger_seq}").status_code == 303
    assert Note.objects.get(matter=matter).text == TYPED["body"]
    assert post(clerk, "addition", to=f"{matter.number} {matter.ledger_seq}").status_code == 409
    assert Matter.objects.count() == 1


def test_who_may_only_take_in_is_not_offered_what_they_may_not_do(world, sign_in):
    world.receive(body=SAID)
    shown = beside(sign_in("grid"))
    assert "Perhaps told already" in shown
    assert "Another voice of that one" not in shown
