"""The short answers at the desk: found, read, and kept true by whoever keeps them."""

from datetime import timedelta

import pytest

from qiaomen.catalogue.knowledge.actions import add_short_answer, end_short_answer
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.wording import Wording
from qiaomen.desk.tests.posting import words
from qiaomen.kernel import clock

LIST = "/desk/knowledge/"
SAID = {
    "question": "几点开门？",
    "also": "什么时候开门\n\n周末开吗",
    "answer": "工作日九点。",
    "source": "窗口",
    "owner": "水务科",
    "review_days": "30",
    "public": "on",
}


@pytest.fixture
def officer(sign_in):
    """Of the water office."""
    return sign_in("water")


@pytest.fixture
def hours(world) -> ShortAnswer:
    wording = Wording("几点开门？", "九点。", "窗口", world.units["water"], review_days=30)
    return add_short_answer(code="K01", wording=wording, by=world.console)


@pytest.fixture
def permit(world) -> ShortAnswer:
    wording = Wording("居住证怎么办？", "带身份证。", "条例", world.units["JY"], review_days=60)
    return add_short_answer(code="K02", wording=wording, by=world.console)


def test_all_in_use_are_listed_and_words_find_one(hours, permit, clerk):
    assert {"K01", "K02"} == {line.code for line in clerk.get(LIST).context["lines"]}
    assert [line.code for line in clerk.get(LIST, {"q": "居住证"}).context["lines"]] == ["K02"]
    assert "No short answer fits these words." in words(clerk.get(LIST, {"q": "飞碟"}))


def test_the_outdated_ones_are_told_and_listed_by_themselves(hours, permit, clerk, monday):
    with clock.told(monday + timedelta(days=30)):
        assert "1 is outdated" in words(clerk.get(LIST))
        assert [line.code for line in clerk.get(LIST, {"late": ""}).context["lines"]] == ["K01"]
        assert "Outdated since April 1, 2026" in words(clerk.get(f"{LIST}K01/"))


def test_an_officer_adds_one_for_the_own_unit(officer):
    assert officer.post(f"{LIST}new/", {"code": "K01", **SAID})["Location"] == f"{LIST}K01/"
    row = ShortAnswer.objects.get()
    assert (row.also, row.review_days, row.public) == (["什么时候开门", "周末开吗"], 30, True)


def test_only_units_that_one_keeps_answers_for_are_offered(officer, sign_in):
    refused = officer.post(f"{LIST}new/", {"code": "K01", **SAID, "owner": "供电科"})
    assert "Nothing that can be chosen here is called “供电科”." in words(refused)
    offered = officer.get(f"{LIST}new/").context["form"]["owner"].field.widget.labels
    assert offered == ["水务科"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"code": "a b"}, "cannot be an item"),
        ({"question": ""}, "This field is required."),
        ({"review_days": "0"}, "after 1 to 1095 days"),
        ({"review_days": "soon"}, "Enter a whole number."),
        ({"answer": "答" * 1001}, "At most 1000 characters"),
        ({"also": "问" * 201}, "longer than 200 characters"),
    ],
)
def test_what_cannot_be_said_is_told_beside_its_field(officer, said, sentence):
    response = officer.post(f"{LIST}new/", {"code": "K01", **SAID, **said})
    assert response.status_code == 422
    assert sentence in words(response)
    assert not ShortAnswer.objects.exists()


def test_a_code_that_is_taken_is_refused(hours, officer):
    response = officer.post(f"{LIST}new/", {"code": "K01", **SAID})
    assert response.status_code == 409
    assert "Another short answer has this code." in words(response)


def test_a_revision_begins_with_what_it_says(hours, officer):
    form = officer.get(f"{LIST}K01/revision/").context["form"]
    assert (form["answer"].value(), form["owner"].value()) == ("九点。", "水务科")
    officer.post(f"{LIST}K01/revision/", {**SAID, "seen": hours.ledger_seq})
    hours.refresh_from_db()
    assert hours.answer == "工作日九点。"


def test_a_revision_that_says_the_same_or_too_much_is_refused(hours, officer):
    same = {**SAID, "also": "", "answer": "九点。", "seen": "1"}
    assert "confirm it instead" in words(officer.post(f"{LIST}K01/revision/", same))
    wrong = officer.post(f"{LIST}K01/revision/", {**SAID, "review_days": "9999", "seen": "1"})
    assert (wrong.status_code, "after 1 to 1095 days" in words(wrong)) == (422, True)


def test_two_who_revise_at_once_do_not_overwrite_each_other(hours, officer):
    officer.post(f"{LIST}K01/revision/", {**SAID, "seen": "1"})
    late = officer.post(f"{LIST}K01/revision/", {**SAID, "answer": "十点。", "seen": "1"})
    assert late.status_code == 409
    assert "十点。" in words(late)


def test_one_click_confirms_it(hours, officer, monday):
    with clock.told(monday + timedelta(days=40)):
        officer.post(f"{LIST}K01/confirmation/", {"seen": "1"})
        hours.refresh_from_db()
        assert not hours.is_outdated(clock.today())
        assert "confirmed: it still holds" in words(officer.get(f"{LIST}K01/"))


def test_an_ended_one_is_still_read_and_offers_nothing(world, hours, officer):
    officer.post(f"{LIST}K01/end/", {"seen": "1"})
    page = words(officer.get(f"{LIST}K01/"))
    assert "it is given no more" in page
    assert "Revise it" not in page
    assert officer.get(LIST).context["lines"] == []


def test_an_end_by_mistake_is_taken_back(world, hours, officer):
    officer.post(f"{LIST}K01/end/", {"seen": "1"})
    assert "Take the end back" in words(officer.get(f"{LIST}K01/"))
    assert officer.post(f"{LIST}K01/resumption/", {"seen": "2"}).status_code == 303
    page = words(officer.get(f"{LIST}K01/"))
    assert "the end was taken back" in page
    assert "Revise it" in page


def test_who_does_not_keep_it_reads_only(permit, officer, clerk):
    for reader in (officer, clerk):
        assert "Revise it" not in words(reader.get(f"{LIST}K02/"))
    assert officer.get(f"{LIST}K02/revision/").status_code == 403
    assert officer.post(f"{LIST}K02/confirmation/", {"seen": "1"}).status_code == 403


def test_one_that_is_not_there_is_not_found(clerk):
    assert clerk.get(f"{LIST}K99/").status_code == 404


def test_the_bar_leads_there(world, clerk, sign_in):
    assert f'href="{LIST}"' in words(clerk.get("/desk/"))
    assert f'href="{LIST}"' not in words(sign_in("administrator").get("/desk/"))


def test_the_list_costs_the_same_however_long(world, clerk, hours, django_assert_max_num_queries):
    for number in range(8):
        wording = Wording(f"第{number}问", "答。", "窗口", world.units["JY"])
        row = add_short_answer(code=f"N{number}", wording=wording, by=world.console)
    end_short_answer(row, by=world.console)
    with django_assert_max_num_queries(9):  # session, person, posts, language; answers, late ones, uses
        assert len(clerk.get(LIST).context["lines"]) == 8
