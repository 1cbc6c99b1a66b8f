"""Who sees a matter: the row's answer and the queryset's agree; what is sealed is opened on record."""

import json

import pytest

from qiaomen.catalogue.models import SUPERVISION, Item
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.actions.assigning import assign
from qiaomen.matters.actions.assisting import assist, report
from qiaomen.matters.actions.disclosing import Contact, disclose
from qiaomen.matters.actions.handling import answer, redo
from qiaomen.matters.actions.sorting import classify, merge
from qiaomen.matters.confidential import open_words
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Outcome
from qiaomen.matters.tests.walks import WAYS, assigned, called_out, closed, declined, handling
from tests.world import STAFF, World


def test_row_and_queryset_agree_for_everybody(world: World):
    matters = [way(world) for way in WAYS.values()]
    matters.append(world.receive(place=world.places["cassia"]))
    matters.append(world.receive(about_unit=world.units["water"]))
    with_help = handling(world)
    assist(with_help, by=world.actor("clerk"), unit=world.units["power"], task="断电")
    matters.append(with_help)
    matters.append(called_out(world))
    matters.append(confidential(world))
    matters.append(world.receive(by=world.resident))
    for login in STAFF:
        actor = world.actor(login)
        seen = set(Matter.objects.visible_to(actor).values_list("number", flat=True))
        assert set(Matter.objects.passing_by(actor).values_list("number", flat=True)) == seen
        assert seen == {
            matter.number
            for matter in Matter.objects.all()
            if actor.may(Permission.MATTER_READ, matter.scope)
        }, login


def confidential(world: World) -> Matter:
    item = Item.objects.get(code=SUPERVISION)
    item.versions.update(visibility="confidential")
    matter = world.receive(body="有人收钱")
    classify(matter, by=world.actor("clerk"), item=item)
    return matter


def test_classified_as_confidential_it_disappears_from_the_clerk(world: World):
    matter = confidential(world)
    assert not Matter.objects.visible_to(world.actor("clerk")).exists()
    assert Matter.objects.visible_to(world.actor("secret")).exists()
    assert (matter.title, open_words(matter)[1]) == ("", "有人收钱")


def test_a_neighbouring_unit_sees_nothing_until_it_helps(world: World):
    matter = assigned(world)
    assert not Matter.objects.visible_to(world.actor("power")).exists()
    assist(matter, by=world.actor("clerk"), unit=world.units["power"], task="断电")
    assert Matter.objects.visible_to(world.actor("power")).get() == matter
    report(matter, by=world.actor("power"), text="已断电")
    assert matter.assists.get().reported_at is not None
    assert not Matter.objects.visible_to(world.actor("power")).exists()


def test_who_was_not_asked_reports_nothing(world: World):
    with pytest.raises(Forbidden):
        report(assigned(world), by=world.actor("water"), text="好了")


def test_the_grid_worker_sees_the_grid(world: World):
    here, there = world.receive(), world.receive(place=world.places["cassia"])
    assert set(Matter.objects.visible_to(world.actor("grid"))) == {here}
    assert there.place.code == "cassia"


def test_who_helps_sees_it_until_it_is_answered(world: World):
    matter = handling(world)
    assist(matter, by=world.actor("clerk"), unit=world.units["power"], task="断电")
    answer(matter, by=world.actor("water"), outcome=Outcome.SOLVED, text="好了")
    assert not Matter.objects.visible_to(world.actor("power")).exists()
    assert not world.actor("power").may(Permission.MATTER_READ, matter.scope)
    redo(matter, by=world.actor("clerk"), reason="还没电")
    assert Matter.objects.visible_to(world.actor("power")).exists()


def look(matter: Matter, by: Actor, purpose: str = "联系") -> Contact:
    return disclose(matter, by=by, telling=matter.tellings.get(), purpose=purpose)


def test_every_look_is_a_line_of_the_ledger_that_says_whose_contact(world: World):
    matter = assigned(world, name="示例")
    contact = look(matter, world.actor("water"))
    assert (contact.name, contact.phone) == ("示例", "+8610000000001")
    line = Event.objects.get(verb="disclose")
    assert line.by == world.people["water"].ref
    assert json.loads(line.data)["telling"] == matter.tellings.get().pk


def test_a_look_shows_one_voice(world: World):
    lead, other = handling(world, name="甲"), world.receive(phone="10000000002", name="乙")
    merge(other, by=world.actor("clerk"), into=lead)
    contact = disclose(lead, by=world.actor("water"), telling=other.tellings.get(), purpose="联系")
    assert (contact.name, contact.phone) == ("乙", "+8610000000002")


def test_who_told_of_something_else_is_not_shown(world: World):
    matter, other = assigned(world), world.receive()
    with pytest.raises(Refusal, match="did not tell"):
        disclose(matter, by=world.actor("water"), telling=other.tellings.get(), purpose="联系")


@pytest.mark.parametrize("way", [closed, declined])
def test_what_has_ended_shows_contacts_to_the_desk_only(world: World, way):
    matter = way(world, name="示例")
    assert look(matter, world.actor("clerk")).name == "示例"
    with pytest.raises(Forbidden):
        look(matter, world.actor("water"))


def test_a_look_needs_a_purpose(world: World):
    with pytest.raises(Refusal, match="what you need"):
        look(assigned(world), world.actor("water"), purpose=" ")
    assert not Event.objects.filter(verb="disclose").exists()


def test_a_company_never_sees_contacts(world: World):
    matter = world.receive()
    assign(matter, by=world.actor("clerk"), unit=world.units["firm"])
    with pytest.raises(Forbidden):
        look(matter, world.actor("firm"))


def test_who_wants_to_stay_unknown_is_shown_to_the_desk_only(world: World):
    matter = assigned(world, hide_from_unit=True)
    with pytest.raises(Forbidden, match="unknown"):
        look(matter, world.actor("water"))
    assert look(matter, world.actor("clerk")).phone


def test_said_once_that_one_stays_unknown_holds_for_all_that_one_told(world: World):
    lead, other = handling(world), world.receive(hide_from_unit=True)
    merge(other, by=world.actor("clerk"), into=lead)
    with pytest.raises(Forbidden, match="unknown"):
        look(lead, world.actor("water"))
