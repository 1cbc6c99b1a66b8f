"""An office keeps its units, people, posts and roles at the desk."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from qiaomen.desk.tests.conftest import SignIn
from qiaomen.desk.tests.posting import words
from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission
from qiaomen.people.models import Person, Post, Role, Unit
from qiaomen.people.powers import POWERS
from tests.world import World

OFFICE = "/desk/office/"
WATER = f"{OFFICE}units/water/"


def seen(row) -> dict[str, str]:
    row.refresh_from_db()
    return {"seen": str(row.ledger_seq)}


def person_page(world: World, login: str, noun: str = "") -> str:
    return f"{OFFICE}people/{world.people[login].pk}/{noun}"


def test_a_new_colleague_gets_an_account_a_post_and_a_password_and_signs_in(world: World, keeper: Client):
    keeper.post(f"{OFFICE}people/new/", {"login": "New One", "name": "示例新人"})
    assert not Person.objects.filter(name="示例新人").exists()  # a login has no spaces
    keeper.post(f"{OFFICE}people/new/", {"login": "newone", "name": "示例新人"})
    new = Person.objects.get(login="newone")
    page = f"{OFFICE}people/{new.pk}/"
    assert "has no password yet" in words(keeper.get(page))
    post = {"unit": "水务科", "role": "officer", "from_day": f"{clock.today()}"}
    keeper.post(f"{page}post/", {**post, **seen(new)})
    assert new.posts.get().place == world.units["water"].place
    assert f"{new.posts.get().role.name} · 水务科: given" in words(keeper.get(page))
    told = words(keeper.post(f"{page}password/", seen(new)))
    password = re.findall(r"<code[^>]*>(\S+)</code>", told)[0]
    new.refresh_from_db()
    assert new.check_password(password)
    assert password not in words(keeper.get(page))


def test_a_unit_is_added_changed_and_what_it_said_before_is_offered_again(world: World, keeper: Client):
    said = {"code": "garden", "name": "园林科", "kind": "department", "place": "柳荫街道"}
    keeper.post(f"{OFFICE}units/new/", said)
    garden = Unit.objects.get(code="garden")
    page = f"{OFFICE}units/garden/"
    moved = {**said, "name": "绿化科", "parent": "柳荫街道办事处", "place": "柳岸社区"}
    keeper.post(f"{page}change/", {**moved, **seen(garden)})
    garden.refresh_from_db()
    assert (garden.name, garden.parent, garden.place.code) == ("绿化科", world.units["street"], "willow")
    assert f"{page}change/?as=1" in words(keeper.get(page))
    before = words(keeper.get(f"{page}change/?as=1"))
    assert 'value="园林科"' in before
    assert "柳荫街道" in before


def test_nothing_is_written_where_nothing_differs(world: World, keeper: Client):
    water = world.units["water"]
    said = {"name": water.name, "kind": water.kind, "place": water.place.name}
    reply = keeper.post(f"{WATER}change/", {**said, **seen(water)})
    assert (reply.status_code, "says the same already" in words(reply)) == (422, True)


def test_a_unit_with_open_matters_ends_only_on_a_later_day(world: World, keeper: Client):
    far = world.units["far"]
    page, today = f"{OFFICE}units/far/", clock.today()
    world.receive(place=world.places["far"], by=world.actor("elsewhere"))
    refused = keeper.post(f"{page}end/", {"on": f"{today}", **seen(far)})
    assert refused.status_code == 422
    keeper.post(f"{page}end/", {"on": f"{today + timedelta(days=30)}", **seen(far)})
    assert "It ends on" in words(keeper.get(page))
    keeper.post(f"{page}resumption/", seen(far))
    far.refresh_from_db()
    assert far.ended_on is None


def test_a_unit_to_which_rules_lead_says_so(world: World, keeper: Client):
    page = words(keeper.get(f"{OFFICE}units/JY/end/"))
    assert "any item in 柳荫街道" in page
    refused = keeper.post(f"{OFFICE}units/JY/end/", {"on": f"{clock.today()}", **seen(world.units["JY"])})
    assert "Routing rules lead to" in words(refused)


def test_who_leaves_signs_in_no_more_and_may_come_back(world: World, keeper: Client):
    clerk = world.people["clerk"]
    keeper.post(person_page(world, "clerk", "leaving/"), seen(clerk))
    assert not Person.objects.get(login="clerk").is_active
    assert "示例clerk" not in words(keeper.get(f"{OFFICE}people/"))
    assert "示例clerk" in words(keeper.get(f"{OFFICE}people/?ended=on"))
    keeper.post(person_page(world, "clerk", "coming-back/"), seen(clerk))
    assert Person.objects.get(login="clerk").is_active


def test_a_deputy_holds_all_posts_of_who_is_away(world: World, keeper: Client):
    day = f"{clock.today() + timedelta(days=3)}"
    away = {"deputy": "示例power (power)", "from_day": day, "to_day": day}
    keeper.post(person_page(world, "water", "absence/"), {**away, **seen(world.people["water"])})
    post = Post.objects.get(deputy_of__person__login="water")
    assert post.person.login == "power"
    page = words(keeper.get(f"{OFFICE}posts/{post.token}/"))
    assert "示例water" in page
    assert "End the post" in page
    assert "deputy/" not in page  # nobody deputises for a deputy


def test_nobody_is_offered_to_stand_in_for_themselves(world: World, keeper: Client):
    post = Post.objects.get(person=world.people["water"])
    for page in (person_page(world, "water", "absence/"), f"{OFFICE}posts/{post.token}/deputy/"):
        offered = keeper.get(page).content.decode()
        assert "示例power (power)" in offered
        assert "示例water (water)" not in offered


def test_a_role_says_in_plain_words_what_it_gives_and_is_changed(world: World, keeper: Client):
    page = f"{OFFICE}roles/leader/"
    assert "remind units and order reports" in words(keeper.get(page))
    said = {"name": "分管领导", "reach": "place", "permissions": ["matter.read"]}
    keeper.post(f"{page}change/", {**said, **seen(Role.objects.get(code="leader"))})
    assert Role.objects.get(code="leader").permissions == ["matter.read"]
    own = Role.objects.get(code="administrator")
    refused = keeper.post(f"{OFFICE}roles/administrator/change/", {**said, **seen(own)})
    assert "You hold this role yourself" in words(refused)


def test_every_permission_is_told_in_words():
    assert set(POWERS) == set(Permission)


def test_the_first_page_says_what_is_missing(world: World, keeper: Client):
    assert "Add a unit" in words(keeper.get(f"{OFFICE}units/"))
    page = words(keeper.get(OFFICE))
    assert "13 people have no password yet." in page
    assert "no desk yet" not in page


@pytest.mark.parametrize("path", ["units/", "people/?q=water", "posts/", "roles/", "people/?q=nobody"])
def test_lists_cost_the_same_however_long_they_are(
    world: World, keeper: Client, django_assert_max_num_queries, path: str
):
    with django_assert_max_num_queries(10):
        keeper.get(OFFICE + path)


def test_who_keeps_no_people_is_not_led_there(world: World, sign_in: SignIn):
    assert OFFICE not in words(sign_in("clerk").get("/desk/"))
    assert OFFICE in words(sign_in("administrator").get("/desk/"))
