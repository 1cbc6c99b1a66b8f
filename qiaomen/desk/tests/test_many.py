"""The same done to many matters: tried first, each with its own result, once."""

import pytest

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.terms import Terms
from qiaomen.desk.many import views
from qiaomen.desk.tests.posting import words
from qiaomen.kernel import clock
from qiaomen.kernel.models import Event
from qiaomen.matters.actions.assigning import assign
from qiaomen.matters.models import Matter, Priority
from qiaomen.matters.states import State, Verb
from qiaomen.matters.tests import walks
from qiaomen.people.actions import appoint
from qiaomen.people.models import Role


def chosen(*matters: Matter) -> list[str]:
    for matter in matters:
        matter.refresh_from_db()
    return [f"{matter.ledger_seq} {matter.number}" for matter in matters]


def try_it(client, noun: str, *matters: Matter, **filled):
    return client.post(f"/desk/many/{noun}/", {"chosen": chosen(*matters), **filled})


def do_it(client, noun: str, lines: list[str], **filled):
    return client.post(f"/desk/many/{noun}/done/", {"chosen": lines, **filled})


def ends(response) -> dict[str, list[str]]:
    return {
        end: [one.chosen.number for one in response.context[end]] for end in ("done", "refused", "before")
    }


def test_the_form_is_filled_in_once_for_the_ticked_lines(world, clerk):
    first, second = world.receive(), world.receive()
    shown = clerk.get("/desk/many/assignment/", {"number": [second.number, first.number, "N"]})
    assert [one.number for one in shown.context["chosen"]] == [second.number, first.number]
    assert "For 2 matters." in words(shown)


def test_nothing_ticked_says_what_to_do(clerk):
    assert "Nothing is chosen." in words(clerk.get("/desk/many/assignment/"))
    assert try_it(clerk, "assignment", unit="water").status_code == 422


def test_what_will_happen_to_each_is_told_before_and_nothing_is_written(world, clerk):
    fresh, held = world.receive(), walks.closed(world)
    lines = Event.objects.count()
    told = try_it(clerk, "assignment", fresh, held, unit="power")
    assert ends(told) == {"done": [fresh.number], "refused": [held.number], "before": []}
    assert "Do it for 1 matter" in words(told)
    assert Event.objects.count() == lines
    fresh.refresh_from_db()
    assert fresh.state == State.RECEIVED


def test_each_is_done_by_itself_and_a_refused_one_stops_no_other(world, clerk):
    closed, fresh = walks.closed(world), world.receive()
    done = do_it(clerk, "assignment", chosen(closed, fresh), unit="power")
    assert ends(done) == {"done": [fresh.number], "refused": [closed.number], "before": []}
    assert "This cannot be done now" in done.context["refused"][0].why
    fresh.refresh_from_db()
    assert fresh.unit == world.units["power"]


def test_what_is_sent_twice_is_done_once(world, clerk):
    fresh = world.receive()
    lines = chosen(fresh)
    do_it(clerk, "priority", lines, priority="1")
    again = do_it(clerk, "priority", lines, priority="1")
    assert ends(again) == {"done": [], "refused": [], "before": [fresh.number]}
    assert Event.objects.filter(stream=fresh.stream, verb=Verb.PRIORITISE).count() == 1


def test_what_somebody_else_did_meanwhile_is_not_done_over(world, clerk):
    fresh = world.receive()
    lines = chosen(fresh)
    assign(fresh, by=world.actor("coordinator"), unit=world.units["power"])
    refused = do_it(clerk, "assignment", lines, unit="水务科")
    assert ends(refused)["refused"] == [fresh.number]
    assert "Meanwhile something was done" in refused.context["refused"][0].why


def test_a_name_that_means_nothing_is_said_beside_the_field(world, clerk):
    response = try_it(clerk, "assignment", world.receive(), unit="火星")
    assert response.status_code == 422
    assert "Nothing that can be chosen here is called “火星”." in words(response)
    assert 'name="chosen"' in words(response)


def test_items_places_and_priorities_are_set_for_many(world, clerk):
    item = add_item(code="S1", terms=Terms(name="停水"), by=world.console)
    both = [world.receive(), world.receive()]
    do_it(clerk, "classification", chosen(*both), item="停水")
    do_it(clerk, "location", chosen(*both), place="桂花社区")
    do_it(clerk, "priority", chosen(*both), priority="2")
    for matter in both:
        matter.refresh_from_db()
        assert (matter.item, matter.place) == (item, world.places["cassia"])
        assert matter.priority == Priority.EMERGENCY


def test_a_leader_reminds_several_units_at_once(world, sign_in):
    both = [walks.assigned(world), walks.handling(world)]
    done = do_it(sign_in("leader"), "reminder", chosen(*both), text="请抓紧")
    assert len(ends(done)["done"]) == 2
    assert all(Event.objects.filter(stream=one.stream, verb=Verb.REMIND).exists() for one in both)


def test_what_is_not_to_be_seen_is_not_there(world, sign_in):
    matter, far = world.receive(), world.units["far"]
    role = Role.objects.get(code="coordinator")
    appoint(
        world.people["elsewhere"],
        unit=far,
        place=far.place,
        role=role,
        from_day=clock.today(),
        by=world.console,
    )
    refused = do_it(sign_in("elsewhere"), "priority", chosen(matter), priority="1")
    assert ends(refused)["refused"] == [matter.number]
    assert (refused.context["refused"][0].title, "not there for you" in words(refused)) == ("", True)


@pytest.mark.parametrize("damaged", ["x N", "N", ""])
def test_a_damaged_page_is_refused(clerk, damaged):
    assert do_it(clerk, "priority", [damaged], priority="1").status_code == 422


def test_not_more_than_a_page_at_once(world, clerk, monkeypatch):
    monkeypatch.setattr(views, "MOST", 1)
    both = chosen(world.receive(), world.receive())
    assert do_it(clerk, "priority", both, priority="1").status_code == 422


def test_lines_are_ticked_only_by_who_may_do_something_with_them(world, clerk, sign_in):
    matter = world.receive()
    assert f'name="number" value="{matter.number}"' in words(clerk.get("/desk/queues/all/"))
    assert 'name="number"' not in words(sign_in("auditor").get("/desk/queues/all/"))


def test_the_way_back_leads_to_the_list_with_its_filters(world, clerk):
    matter = world.receive()
    sent = {"number": matter.number, "queue": "unit", "query": "priority=1"}
    assert clerk.get("/desk/many/priority/", sent).context["back"] == "/desk/queues/unit/?priority=1"
