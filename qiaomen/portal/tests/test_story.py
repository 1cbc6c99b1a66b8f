"""What a teller reads of what has happened to the promised day."""

from datetime import timedelta

import pytest
from django.test import Client

from qiaomen.catalogue.models import SUPERVISION, Item
from qiaomen.kernel import clock
from qiaomen.kernel.calendar_actions import correct_day
from qiaomen.matters.actions.handling import supply
from qiaomen.matters.actions.sorting import classify, merge
from qiaomen.matters.actions.whistle_roll import call_more, let_go
from qiaomen.matters.actions.whistling import Called, end_whistle
from qiaomen.matters.models import Matter
from qiaomen.matters.reclocking import reclock_around
from qiaomen.matters.states import Verb
from qiaomen.matters.tests import walks
from qiaomen.portal.tests.conftest import Follow, World
from tests.world import MONDAY


@pytest.fixture
def read(visitor: Client, follow: Follow):
    """The sentences about the promised day, the oldest first; and all words that stand in the story."""

    def dates_and_words(matter: Matter) -> tuple[list[str], list[str]]:
        story = visitor.get(follow(matter)).context["story"]
        days = [line.sentence.partition("answer by ")[2] for line in reversed(story)]
        return [day.rstrip(".") for day in days if day], [line.words for line in story if line.words]

    return dates_and_words


def test_more_time_is_told_with_the_new_day_and_the_reason(world: World, read):
    matter = walks.handling(world)
    walks.grant(world, matter, Verb.EXTEND, by="water", until="2026-04-01", told="要等零件。")
    assert read(matter) == (["April 1, 2026"], ["要等零件。"])


def test_a_suspension_is_told_with_its_reason(world: World, read):
    assert read(walks.suspended(world)) == ([], ["等零件"])


def test_another_item_has_another_day(world: World, read):
    matter = walks.handling(world)
    classify(matter, by=world.actor("clerk"), item=Item.objects.get(code=SUPERVISION))
    assert read(matter)[0] == ["March 5, 2026"]


def test_sorted_as_what_it_was_it_keeps_its_day(world: World, read):
    matter = walks.handling(world)
    classify(matter, by=world.actor("clerk"), item=matter.item)
    assert read(matter)[0] == []


def test_after_the_answer_no_day_is_promised(world: World, read):
    matter = walks.answered(world)
    classify(matter, by=world.actor("clerk"), item=Item.objects.get(code=SUPERVISION))
    assert read(matter)[0] == []


def test_a_standstill_moves_the_day(world: World, read):
    matter = walks.waiting(world)
    with clock.told(MONDAY + timedelta(days=2)):
        supply(matter, by=world.actor("clerk"), text="三楼")
        assert read(matter)[0] == ["March 11, 2026"]


def test_a_corrected_calendar_moves_the_day(world: World, read):
    matter = walks.assigned(world)
    day = MONDAY.date() + timedelta(days=2)
    correct_day(day, works=False, name="防汛", by=world.console)
    reclock_around(day, by=world.console)
    assert read(matter)[0] == ["March 10, 2026"]


def test_a_unit_that_hands_it_back_and_who_has_it_now_are_named(
    visitor: Client, world: World, follow: Follow
):
    matter = walks.handling(world)
    walks.grant(world, matter, Verb.RETURN, by="water")
    told = [line.sentence for line in visitor.get(follow(matter)).context["story"]]
    assert "水务科 cannot take care of this. 柳荫诉求受理中心 has it now and sees to it." in told


def test_how_many_offices_come_is_told_and_that_they_do_not_but_never_which(
    visitor: Client, world: World, follow: Follow
):
    matter = walks.called_out(world)
    willow = world.actor("willow")
    call_more(matter, by=willow, called=Called(world.units["street"]))
    let_go(matter, by=willow, turnout=matter.turnouts.first(), reason="叫错了")
    end_whistle(matter, by=willow, reason="改期")
    story = visitor.get(follow(matter)).context["story"]
    told = [line.sentence for line in story]
    assert "2 offices have been called to the spot for March 3, 2026." in told
    assert "One more office has been called to the spot for March 3, 2026." in told
    assert "One office fewer comes to the spot: it was called by mistake." in told
    assert "The offices do not meet on the spot at that time after all." in told
    assert not any("水务科" in sentence or "改期" in sentence for sentence in told)


def test_joined_to_an_earlier_report_its_day_holds(world: World, read):
    lead = walks.handling(world, phone="10000000002")
    with clock.told(MONDAY + timedelta(days=1)):
        later = world.receive()
        merge(later, by=world.actor("clerk"), into=lead)
        assert read(later)[0] == ["March 9, 2026"]
        assert read(lead)[0] == []
