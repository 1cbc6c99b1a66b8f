"""A short answer comes, is revised, confirmed and ended, each by whoever may."""

from datetime import date, timedelta

import pytest

from qiaomen.catalogue.actions import end_item
from qiaomen.catalogue.checks import UnfitTerm
from qiaomen.catalogue.knowledge.actions import (
    add_short_answer,
    chase_short_answer,
    confirm_short_answer,
    end_short_answer,
    revise_short_answer,
)
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.tests.conftest import permit
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor, Grant
from qiaomen.kernel.canonical import plain
from qiaomen.kernel.ledger import replay, story
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.people.tests.conftest import AT, TODAY


@pytest.fixture
def easterner(places, units) -> Actor:
    """Keeps the answers of the street office of east, and no others."""
    grant = Grant(frozenset({Permission.KNOWLEDGE_EDIT}), units=frozenset({units["east"].pk}))
    return Actor("person/8", (grant,))


def test_an_added_one_holds_for_as_many_days_as_it_says(add):
    assert add(review_days=30).review_on == TODAY + timedelta(days=30)


def test_its_words_are_kept_in_clean_spelling(add):
    row = add(question=" 居住证  怎么办？ ", also=("暂住证", " 暂住证 ", ""), answer=" 到窗口。 ")
    assert (row.question, row.also, row.answer) == ("居住证 怎么办？", ["暂住证"], "到窗口。")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"question": " "}, "Write the question as people ask it."),
        ({"question": "问" * 201}, "longer than 200 characters"),
        ({"answer": "\n"}, "Write the answer"),
        ({"answer": "答" * 1001}, "nobody listens so long"),
        ({"answer": "请打{电话"}, "A brace stands alone"),
        ({"answer": "请打{}"}, "A brace stands alone"),
        ({"source": ""}, "Write where the answer comes from"),
        ({"also": tuple(f"问法{n}" for n in range(31))}, "Make two answers of it."),
        ({"review_days": 0}, "after 1 to 1095 days"),
        ({"review_days": 2000}, "after 1 to 1095 days"),
    ],
)
def test_what_cannot_be_said_is_refused_by_its_field(add, said, sentence):
    with pytest.raises(UnfitTerm, match=sentence) as no:
        add(**said)
    assert no.value.field in said
    assert not ShortAnswer.objects.exists()


def test_it_hangs_on_no_item_that_has_ended(add, lamp, console):
    end_item(lamp, on=TODAY, by=console)
    lamp.refresh_from_db()
    with pytest.raises(UnfitTerm, match="has ended"):
        add(item=lamp)


def test_a_code_is_taken_for_ever(add):
    add("K01")
    with pytest.raises(Conflict, match="Another short answer has this code"):
        add("K01", question="另一问")


def test_whoever_revises_it_vouches_for_it_anew(add, desk, console):
    row = add(review_days=30)
    with clock.told(AT + timedelta(days=40)):
        revise_short_answer(row, wording=permit(desk, answer="到窗口。", review_days=30), by=console)
    assert (row.answer, row.review_on) == ("到窗口。", TODAY + timedelta(days=70))


def test_saying_the_same_again_is_no_revision(add, desk, console):
    with pytest.raises(Refusal, match="confirm it instead"):
        revise_short_answer(add(), wording=permit(desk), by=console)


def test_a_confirmed_one_holds_anew_and_nobody_is_chased_any_more(add, console):
    row = add(review_days=30)
    with clock.told(AT + timedelta(days=40)):
        chase_short_answer(row, by=console)
        confirm_short_answer(row, by=console)
        assert (row.review_on, row.chased_on) == (TODAY + timedelta(days=70), None)


def test_it_is_outdated_on_its_day_and_the_list_says_so_too(add):
    row = add(review_days=30)
    for days, outdated in ((29, False), (30, True)):
        day = TODAY + timedelta(days=days)
        assert row.is_outdated(day) is outdated
        assert ShortAnswer.objects.outdated(day).exists() is outdated


def test_what_has_ended_is_neither_revised_nor_chased(add, console):
    row = add(review_days=30)
    end_short_answer(row, by=console)
    assert not ShortAnswer.objects.outdated(date.max).exists()
    with pytest.raises(Refusal, match="“ended”"):
        confirm_short_answer(row, by=console)


def test_an_office_keeps_its_own_answers_and_no_others(add, units, easterner):
    own = add_short_answer(code="E1", wording=permit(units["east"]), by=easterner)
    confirm_short_answer(own, by=easterner)
    with pytest.raises(Forbidden):
        confirm_short_answer(add(), by=easterner)
    with pytest.raises(Forbidden):
        add_short_answer(code="E2", wording=permit(units["west"]), by=easterner)


def test_nobody_gives_an_answer_away_to_a_unit_that_is_not_theirs(units, easterner, ready):
    own = add_short_answer(code="E1", wording=permit(units["east"]), by=easterner)
    with pytest.raises(Forbidden):
        revise_short_answer(own, wording=permit(units["west"]), by=easterner)


def test_the_ledger_tells_every_change_again(add, desk, lamp, console):
    row = add()
    revise_short_answer(row, wording=permit(desk, item=lamp, public=False), by=console)
    chase_short_answer(row, by=console)
    end_short_answer(row, by=console)
    assert [event.verb for event in story(row.stream)] == ["add", "revise", "chase", "end"]
    assert replay(story(row.stream)) == plain(row.replayed_values())
