from datetime import date, timedelta

import pytest

from qiaomen.kernel.ledger import story
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.people.actions import appoint, deactivate_person, end_post, end_unit
from qiaomen.people.models import Post, Unit
from qiaomen.people.tests.conftest import TODAY
from qiaomen.territory.actions import end_place

DAY = timedelta(days=1)


def test_a_post_is_recorded_with_the_days_that_it_lasts(give, lin):
    post = give(lin, "officer", "willow", to_day=date(2026, 3, 31))

    (event,) = story(post.stream)

    assert event.verb == "appoint"
    assert '"from_day":"2026-03-02"' in event.data
    assert '"to_day":"2026-03-31"' in event.data


@pytest.mark.parametrize(
    ("from_day", "to_day"),
    [
        (date(2026, 3, 1), date(2026, 3, 2)),
        (date(2026, 3, 20), None),
        (date(2026, 3, 5), date(2026, 3, 6)),
        (date(2026, 2, 1), None),
    ],
)
def test_two_posts_of_one_kind_may_not_share_a_day(give, lin, from_day, to_day):
    give(lin, "officer", "willow", to_day=date(2026, 3, 20))

    with pytest.raises(Conflict, match=r"already holds this post from .* to .*"):
        give(lin, "officer", "willow", from_day=from_day, to_day=to_day)

    assert Post.objects.count() == 1


def test_posts_may_follow_each_other_day_upon_day(give, lin):
    give(lin, "officer", "willow", to_day=date(2026, 3, 20))

    give(lin, "officer", "willow", from_day=date(2026, 3, 21))

    assert lin.posts.count() == 2


def test_one_person_may_hold_another_role_for_the_same_days(give, lin):
    give(lin, "officer", "willow")
    give(lin, "grid_worker", "willow", "grid")

    assert lin.posts.count() == 2


def test_a_withdrawn_post_stands_in_nobodys_way(give, lin, console):
    planned = give(lin, "officer", "willow", from_day=TODAY + 5 * DAY)
    end_post(planned, last_day=TODAY, by=console)

    give(lin, "officer", "willow")

    assert lin.posts.unfinished(TODAY).count() == 1


def test_the_last_day_is_not_before_the_first(give, lin):
    with pytest.raises(Refusal, match="last day is before the first"):
        give(lin, "officer", "willow", to_day=TODAY - DAY)


def test_nobody_gives_a_post_to_themselves(keeper, zhao, units, roles):
    willow = units["willow"]

    with pytest.raises(Forbidden, match="to themselves"):
        appoint(zhao, unit=willow, place=willow.place, role=roles["clerk"], from_day=TODAY, by=keeper)


def test_a_keeper_gives_posts_below_their_own_place(keeper, lin, units, roles):
    willow = units["willow"]

    post = appoint(lin, unit=willow, place=willow.place, role=roles["clerk"], from_day=TODAY, by=keeper)

    assert '"as":"post/' in story(post.stream).get().data


@pytest.mark.parametrize(("unit", "place"), [("west", "west"), ("east", "house"), ("west", "willow")])
def test_a_keeper_gives_no_powers_beyond_their_own_place(keeper, lin, units, places, roles, unit, place):
    with pytest.raises(Forbidden):
        appoint(lin, unit=units[unit], place=places[place], role=roles["leader"], from_day=TODAY, by=keeper)


def test_someone_deactivated_gets_no_post(give, lin, console):
    deactivate_person(lin, by=console)

    with pytest.raises(Refusal, match="deactivated"):
        give(lin, "officer", "willow")


def test_a_post_does_not_outlast_its_unit(give, lin, units, console):
    end_unit(units["west"], on=TODAY + 10 * DAY, by=console)

    with pytest.raises(Refusal, match="西桥街道 ends on"):
        give(lin, "officer", "west")

    assert give(lin, "officer", "west", to_day=TODAY + 9 * DAY).pk


def test_a_unit_that_somebody_else_has_just_ended_is_seen(give, lin, units, console):
    end_unit(Unit.objects.get(code="west"), on=TODAY, by=console)

    with pytest.raises(Refusal, match="西桥街道 ends on"):
        give(lin, "officer", "west")


def test_a_post_does_not_outlast_its_place(give, lin, places, console):
    end_place(places["grid"], by=console)

    with pytest.raises(Refusal, match="grid ends on"):
        give(lin, "grid_worker", "willow", "grid")
