"""Whose words a report counts."""

from datetime import timedelta

from qiaomen.indicators.rates import LeftOut, Share
from qiaomen.indicators.tests.deeds import ANOTHER, answer_again, confirm, say, told_twice, total
from qiaomen.kernel import clock
from qiaomen.matters.actions.calling import Verdict, rate
from qiaomen.matters.actions.closing import close
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.sorting import merge, split_off
from qiaomen.matters.actions.supervising import exclude
from qiaomen.matters.states import Ground, Outcome
from qiaomen.matters.tests.walks import CONTENT, DISCONTENT, answered, handling
from tests.world import MONDAY, World


def test_every_voice_of_a_merged_matter_counts_and_the_matter_once(world: World):
    lead, other = told_twice(world, phone=ANOTHER)
    say(world, lead, CONTENT)
    say(world, lead, Verdict(contacted=False, solved=True, satisfaction=3), of=other)
    confirm(world, lead)
    figures = total(world)
    assert (figures.matters, figures.response, figures.reached) == (1, Share(1, 2), Share(2, 2))
    assert figures.left_out == {LeftOut.MERGED: 1}


def test_two_tellings_by_one_person_are_one_voice(world: World):
    lead, other = told_twice(world)
    say(world, lead, DISCONTENT)
    say(world, lead, CONTENT, of=other)
    confirm(world, lead)
    assert (total(world).satisfaction, total(world).reached) == (Share(1, 1), Share(1, 1))


def test_the_voice_of_an_excluded_matter_is_silent_where_it_was_merged(world: World):
    lead, other = told_twice(world, phone=ANOTHER)
    say(world, lead, CONTENT)
    say(world, lead, CONTENT, of=other)
    confirm(world, lead)
    exclude(other, by=world.actor("coordinator"))
    figures = total(world)
    assert (figures.satisfaction, figures.reached) == (Share(1, 1), Share(1, 1))
    assert figures.left_out == {LeftOut.EXCLUDED: 1}


def test_a_telling_that_was_split_off_speaks_of_another_concern(world: World):
    lead, other = told_twice(world, phone=ANOTHER)
    say(world, lead, CONTENT)
    say(world, lead, CONTENT, of=other)
    confirm(world, lead)
    split_off(other, by=world.actor("clerk"))
    assert (total(world).satisfaction, total(world).reached) == (Share(1, 1), Share(1, 1))
    answer(other, by=world.actor("clerk"), outcome=Outcome.EXPLAINED, text="另有原因。")
    with clock.told(MONDAY + timedelta(days=20)):
        close(other, by=world.actor("clerk"), ground=Ground.SILENT)
    assert (total(world).satisfaction, total(world).reached) == (Share(1, 1), Share(1, 2))


def test_a_matter_merged_into_a_merged_one_speaks_for_the_last(world: World):
    lead, middle, first = handling(world), world.receive(phone=ANOTHER), world.receive(phone="")
    merge(first, by=world.actor("clerk"), into=middle)
    merge(middle, by=world.actor("clerk"), into=lead)
    answer_again(world, lead)
    for matter in (lead, middle):
        say(world, lead, CONTENT, of=matter)
    confirm(world, lead)
    assert total(world).reached == Share(2, 3)
    assert total(world).left_out == {LeftOut.MERGED: 2}


def test_whoever_is_not_reached_is_shown_as_such(world: World):
    matter = answered(world, phone="")
    close(matter, by=world.actor("clerk"), ground=Ground.NO_CONTACT)
    assert (total(world).reached, total(world).satisfaction) == (Share(0, 1), Share(0, 0))


def test_an_attempt_that_reached_nobody_does_not_cover_what_was_said(world: World):
    matter = answered(world)
    say(world, matter, CONTENT)
    say(world, matter, None)
    confirm(world, matter)
    assert total(world).satisfaction == Share(1, 1)


def test_a_verdict_entered_by_who_answered_on_the_spot_is_put_aside(world: World):
    matter = world.receive()
    answer(matter, by=world.actor("clerk"), outcome=Outcome.EXPLAINED, text="窗口在二楼。")
    say(world, matter, CONTENT)
    confirm(world, matter)
    figures = total(world)
    assert (figures.matters, figures.satisfaction, figures.reached) == (1, Share(0, 0), Share(0, 1))
    assert figures.left_out == {LeftOut.OWN_VERDICT: 1}


def test_the_residents_own_verdict_on_an_answer_on_the_spot_counts(world: World):
    matter = world.receive()
    answer(matter, by=world.actor("clerk"), outcome=Outcome.EXPLAINED, text="窗口在二楼。")
    rate(matter, by=world.resident, telling=matter.tellings.get(), verdict=CONTENT)
    confirm(world, matter)
    assert total(world).satisfaction == Share(1, 1)


def test_what_a_resident_wrote_is_not_covered_by_a_later_call(world: World):
    matter = answered(world)
    rate(matter, by=world.resident, telling=matter.tellings.get(), verdict=CONTENT)
    say(world, matter, DISCONTENT)
    confirm(world, matter)
    assert total(world).satisfaction == Share(1, 1)


def test_an_old_matter_that_was_merged_is_silent_and_shown_once(world: World):
    lead, other = told_twice(world, phone=ANOTHER, history=True)
    say(world, lead, CONTENT)
    say(world, lead, CONTENT, of=other)
    confirm(world, lead)
    figures = total(world)
    assert (figures.satisfaction, figures.reached) == (Share(1, 1), Share(1, 1))
    assert figures.left_out == {LeftOut.HISTORY: 1}
