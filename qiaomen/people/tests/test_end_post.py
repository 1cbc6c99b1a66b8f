from datetime import timedelta

import pytest

from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.people.acting import acting
from qiaomen.people.actions import end_post, stand_in
from qiaomen.people.tests.conftest import TODAY

DAY = timedelta(days=1)


def test_a_post_that_ends_today_still_acts_today_and_no_more_tomorrow(give, lin, console):
    end_post(give(lin, "officer", "willow"), last_day=TODAY, by=console)

    assert acting(lin, TODAY).grants
    assert not acting(lin, TODAY + DAY).grants


def test_a_post_that_ended_yesterday_acts_no_more_today(give, lin, console):
    post = give(lin, "officer", "willow", from_day=TODAY - 9 * DAY)

    end_post(post, last_day=TODAY - DAY, by=console)

    assert not acting(lin, TODAY).grants
    assert acting(lin, TODAY - DAY).grants


def test_history_is_not_rewritten(give, lin, console):
    post = give(lin, "officer", "willow", from_day=TODAY - 9 * DAY)

    with pytest.raises(Refusal, match="cannot end in the past"):
        end_post(post, last_day=TODAY - 2 * DAY, by=console)


def test_a_post_is_not_made_longer_by_ending_it(give, lin, console):
    post = give(lin, "officer", "willow", to_day=TODAY + DAY)

    with pytest.raises(Refusal, match=r"ends .* anyway"):
        end_post(post, last_day=TODAY + DAY, by=console)


def test_a_planned_post_that_is_withdrawn_never_begins(give, lin, console):
    post = give(lin, "officer", "willow", from_day=TODAY + 5 * DAY)

    end_post(post, last_day=TODAY, by=console)

    assert not any(acting(lin, TODAY + n * DAY).grants for n in range(10))


def test_who_stands_in_goes_with_the_post(give, lin, zhao, console):
    post = give(lin, "officer", "willow")
    stand_in(post, deputy=zhao, from_day=TODAY, to_day=TODAY + 9 * DAY, by=console)

    end_post(post, last_day=TODAY + 3 * DAY, by=console)

    assert acting(zhao, TODAY + 3 * DAY).grants
    assert not acting(zhao, TODAY + 4 * DAY).grants


def test_a_keeper_ends_no_post_beyond_their_own_place(give, lin, keeper):
    post = give(lin, "officer", "west")

    with pytest.raises(Forbidden):
        end_post(post, last_day=TODAY, by=keeper)
