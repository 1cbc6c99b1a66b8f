"""Finding a matter, and never one that is not to be seen."""

import pytest

from qiaomen.desk.tests.posting import page, words
from qiaomen.kernel import clock
from qiaomen.kernel.models import Event
from qiaomen.matters.tests import walks
from qiaomen.people.actions import appoint
from qiaomen.people.models import Role
from tests.world import PHONE


def found(client, **asked) -> list[str]:
    return [line.number for line in client.get("/desk/matters/", asked).context["lines"]]


def typed(client, words):
    """Into the bar."""
    return client.post("/desk/matters/search/", {"q": words})


def called(client, phone=PHONE):
    return client.post("/desk/matters/search/", {"q": phone}, follow=True)


def test_a_number_opens_its_matter(world, clerk):
    matter = world.receive()
    assert typed(clerk, matter.number.lower())["Location"] == page(matter)


@pytest.mark.parametrize("number", ["W77", "31020260001"])
def test_a_platforms_number_opens_its_matter(world, clerk, number):
    matter = world.receive(origin="12345", external_no=number)
    assert typed(clerk, number)["Location"] == page(matter)


def test_a_number_of_the_source_opens_its_matter_or_lists_those_that_have_it(world, clerk):
    first = world.receive(source_no="188006")
    assert typed(clerk, "188006")["Location"] == page(first)
    second = world.receive(source_no="188006")
    assert found(clerk, q="188006") == [second.number, first.number]


def test_of_several_with_the_same_long_number_is_chosen(world, clerk):
    numbered = {"external_no": "31020260001"}
    several = [world.receive(origin=origin, **numbered).number for origin in ("12345", "12319")]
    response = clerk.post("/desk/matters/search/", {"q": "31020260001"}, follow=True)
    assert sorted(line.number for line in response.context["lines"]) == sorted(several)


def test_words_are_looked_for_at_an_address_that_can_be_kept(world, clerk):
    matter = world.receive()
    response = clerk.post("/desk/matters/search/", {"q": "水管", "place": "柳岸"}, follow=True)
    assert [line.number for line in response.context["lines"]] == [matter.number]
    assert response.redirect_chain[0][1] == 303


def test_nothing_typed_is_no_search(clerk):
    assert "lines" not in clerk.get(typed(clerk, "")["Location"]).context


def test_words_find_what_holds_all_of_them(world, clerk):
    matter, _other = world.receive(body="三栋的路灯不亮"), world.receive(body="路灯太亮")
    assert found(clerk, q="三栋 路灯") == [matter.number]


def test_a_place_that_there_is_not_is_said_to_be_none(world, clerk):
    response = clerk.get("/desk/matters/", {"q": "水管", "place": "火星"})
    assert response.status_code == 422
    assert "Nothing here is called “火星”." in words(response)
    assert "Nothing was found" not in words(response)


@pytest.mark.parametrize("place", ["柳岸", "柳荫街道", "春江花园"])
def test_a_place_finds_what_lies_below_it(world, clerk, place):
    matter, _other = world.receive(), world.receive(place=world.places["cassia"])
    assert matter.number in found(clerk, q="水管", place=place)
    assert (len(found(clerk, place=place)) == 2) == (place == "柳荫街道")


def test_nothing_is_found_that_is_not_to_be_seen(world, sign_in):
    matter = world.receive()
    assert found(sign_in("elsewhere"), q="水管") == []
    assert "Nothing was found." in words(
        sign_in("elsewhere").get(typed(sign_in("elsewhere"), matter.number)["Location"])
    )


def test_a_caller_is_found_and_each_matter_recorded_as_looked_at(world, clerk):
    matter = world.receive()
    response = called(clerk, "100 0000 0001")
    assert [line.number for line in response.context["lines"]] == [matter.number]
    assert Event.objects.filter(stream=matter.stream, verb="disclose").count() == 1


def test_a_telephone_is_never_in_an_address(world, clerk):
    world.receive()
    response = called(clerk)
    assert response.redirect_chain == [("/desk/matters/caller/", 303)]
    assert PHONE not in words(response)
    assert clerk.get("/desk/matters/search/", {"q": PHONE}).status_code == 405


def test_going_back_to_what_a_caller_has_told_is_no_second_look(world, clerk):
    matter = world.receive()
    called(clerk)
    again = clerk.get("/desk/matters/caller/")
    assert [line.number for line in again.context["lines"]] == [matter.number]
    assert Event.objects.filter(stream=matter.stream, verb="disclose").count() == 1


def test_the_bar_sends_what_is_typed_in_no_address(clerk):
    assert 'class="desk-search" action="/desk/matters/search/" method="post"' in words(clerk.get("/desk/"))


def test_a_caller_who_stays_unknown_to_the_unit_is_found_by_the_desk_only(world, clerk, water):
    matter = walks.handling(world, hide_from_unit=True)
    assert called(water).context["lines"] == []
    assert [line.number for line in called(clerk).context["lines"]] == [matter.number]


def test_old_matters_of_a_caller_are_left_alone(world, clerk):
    matter = walks.closed(world)
    with clock.told(matter.received_at.replace(year=2027)):
        assert called(clerk).context["lines"] == []


def test_what_another_office_has_ended_is_left_alone(world, sign_in):
    post = {"unit": world.units["far"], "place": world.places["house"], "by": world.console}
    appoint(world.people["elsewhere"], role=Role.objects.get(code="clerk"), from_day=clock.today(), **post)
    going_on, _ended = world.receive(), walks.closed(world)
    assert [line.number for line in called(sign_in("elsewhere")).context["lines"]] == [going_on.number]


@pytest.mark.parametrize("login", ["firm", "auditor"])
def test_who_may_not_see_contacts_cannot_look_a_caller_up(sign_in, login):
    assert called(sign_in(login)).status_code == 403
    assert "telephone" not in words(sign_in(login).get("/desk/matters/"))


def test_a_caller_of_whom_there_is_nothing_is_said_to_be_none(clerk):
    assert "was told from this number" in words(called(clerk))


@pytest.mark.parametrize("mistyped", ["1540000888", "15400008 8881", "8888 1234"])
def test_a_mistyped_telephone_number_stands_in_no_address_either(clerk, mistyped):
    response = called(clerk, mistyped)
    assert response.status_code == 422
    assert "is not a telephone number" in words(response)


def test_whoever_also_works_for_a_company_cannot_look_a_caller_up(world, water):
    post = {"unit": world.units["firm"], "place": world.places["street"], "by": world.console}
    role = Role.objects.get(code="company_officer")
    appoint(world.people["water"], role=role, from_day=clock.today(), **post)
    walks.handling(world)
    assert called(water).context["lines"] == []


def test_a_caller_is_not_looked_up_where_the_post_does_not_reach(world, sign_in):
    post = {"unit": world.units["far"], "place": world.places["far"], "by": world.console}
    appoint(world.people["auditor"], role=Role.objects.get(code="clerk"), from_day=clock.today(), **post)
    world.receive()
    assert called(sign_in("auditor")).context["lines"] == []


def test_words_that_are_too_long_are_refused(clerk):
    assert clerk.get("/desk/matters/", {"q": "水" * 201}).status_code == 422


def test_the_sender_of_a_mail_is_found_by_the_address_as_a_caller_is(world, clerk):
    matter = world.receive(email="Resident@example.org", phone="")
    world.receive(email="somebody@example.net", phone="")
    reply = clerk.post("/desk/matters/search/", {"q": " resident@EXAMPLE.org "})
    assert reply["Location"] == "/desk/matters/caller/"
    assert [line.number for line in clerk.get(reply["Location"]).context["lines"]] == [matter.number]
    assert Event.objects.get(verb="disclose").stream == matter.stream


def test_an_address_that_is_none_is_told(clerk):
    reply = clerk.post("/desk/matters/search/", {"q": "a@b..cn"})
    assert (reply.status_code, "is not a mail address" in words(reply)) == (422, True)
