"""Following a matter, and seeing that it has changed."""

import pytest

from qiaomen.kernel.refusal import Forbidden
from qiaomen.matters.actions.following import follow, looked, stop_following
from qiaomen.matters.actions.speaking import note
from qiaomen.matters.models import Follow, Matter
from tests.world import World


def unseen(world: World, login: str) -> list[Matter]:
    return list(Matter.objects.followed_by(world.people[login].pk).changed_since_looked())


def test_what_changes_after_the_last_look_is_seen_to_have_changed(world: World):
    matter, clerk = world.receive(), world.people["clerk"]
    follow(matter, person=clerk, by=world.actor("clerk"))
    assert unseen(world, "clerk") == []
    note(matter, by=world.actor("clerk"), text="来电催问")
    assert unseen(world, "clerk") == [matter]
    assert looked(matter, person=clerk.pk)
    assert unseen(world, "clerk") == []


def test_following_twice_forgets_nothing_of_what_was_not_seen(world: World):
    matter, clerk = world.receive(), world.people["clerk"]
    follow(matter, person=clerk, by=world.actor("clerk"))
    note(matter, by=world.actor("clerk"), text="来电催问")
    follow(matter, person=clerk, by=world.actor("clerk"))
    assert unseen(world, "clerk") == [matter]


def test_each_follows_for_themselves_until_they_stop(world: World):
    matter, clerk = world.receive(), world.people["clerk"]
    follow(matter, person=clerk, by=world.actor("clerk"))
    assert not looked(matter, person=world.people["leader"].pk)
    stop_following(matter, person=clerk)
    assert not looked(matter, person=clerk.pk)


def test_nobody_follows_what_they_may_not_see(world: World):
    with pytest.raises(Forbidden):
        follow(world.receive(), person=world.people["elsewhere"], by=world.actor("elsewhere"))
    assert not Follow.objects.exists()


def test_reading_what_is_known_writes_nothing(world: World, django_assert_num_queries):
    matter, clerk = world.receive(), world.people["clerk"]
    follow(matter, person=clerk, by=world.actor("clerk"))
    with django_assert_num_queries(1):
        looked(matter, person=clerk.pk)
