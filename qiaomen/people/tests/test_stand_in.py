from datetime import timedelta

import pytest

from qiaomen.kernel.ledger import story
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.people.acting import acting
from qiaomen.people.actions import end_post, stand_in
from qiaomen.people.models import Post
from qiaomen.people.tests.conftest import TODAY

DAY = timedelta(days=1)


def test_a_deputy_acts_with_the_same_powers_on_these_days_only(give, lin, zhao, console):
    post = give(lin, "officer", "willow")

    deputy_post = stand_in(post, deputy=zhao, from_day=TODAY, to_day=TODAY + DAY, by=console)

    (own,) = acting(lin, TODAY).grants
    (lent,) = acting(zhao, TODAY).grants
    assert (lent.permissions, lent.below, lent.units) == (own.permissions, own.below, own.units)
    assert lent.post == deputy_post.stream
    assert not acting(zhao, TODAY + 2 * DAY).grants


def test_the_ledger_says_for_whom_somebody_stands_in(give, lin, zhao, console):
    post = give(lin, "officer", "willow")

    lent = stand_in(post, deputy=zhao, from_day=TODAY, to_day=TODAY, by=console)

    event = story(lent.stream).get()
    assert event.verb == "stand_in"
    assert f'"deputy_of":{post.pk}' in event.data


def test_a_deputy_serves_within_the_days_of_the_post(give, lin, zhao, console):
    post = give(lin, "officer", "willow", to_day=TODAY + DAY)

    with pytest.raises(Refusal, match="Choose days within that"):
        stand_in(post, deputy=zhao, from_day=TODAY, to_day=TODAY + 2 * DAY, by=console)
    with pytest.raises(Refusal, match="Choose days within that"):
        stand_in(post, deputy=zhao, from_day=TODAY - DAY, to_day=TODAY, by=console)


def test_a_post_that_somebody_else_has_just_ended_is_seen(give, lin, zhao, console):
    post = give(lin, "officer", "willow")
    end_post(Post.objects.get(), last_day=TODAY, by=console)

    with pytest.raises(Refusal, match="Choose days within that"):
        stand_in(post, deputy=zhao, from_day=TODAY, to_day=TODAY + DAY, by=console)


def test_nobody_stands_in_for_themselves(give, lin, console):
    with pytest.raises(Refusal, match="Choose somebody else"):
        stand_in(give(lin, "officer", "willow"), deputy=lin, from_day=TODAY, to_day=TODAY, by=console)


def test_a_deputy_has_no_deputy(give, lin, zhao, console):
    lent = stand_in(give(lin, "officer", "willow"), deputy=zhao, from_day=TODAY, to_day=TODAY, by=console)

    with pytest.raises(Refusal, match="itself a deputy's"):
        stand_in(lent, deputy=lin, from_day=TODAY, to_day=TODAY, by=console)


def test_nobody_makes_themselves_a_deputy(give, lin, keeper, zhao):
    with pytest.raises(Forbidden, match="to themselves"):
        stand_in(give(lin, "clerk", "willow"), deputy=zhao, from_day=TODAY, to_day=TODAY, by=keeper)
