"""Who sees a matter: the row's answer and the queryset's agree; what is sealed is opened on record."""

import pytest

from qiaomen.catalogue.models import SUPERVISION, Item
from qiaomen.kernel.models import Event
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.actions.assigning import assign
from qiaomen.matters.actions.assisting import assist, report
from qiaomen.matters.actions.disclosing import disclose
from qiaomen.matters.actions.sorting import classify
from qiaomen.matters.confidential import open_words
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import WAYS, assigned, handling
from tests.world import STAFF, World


def test_row_and_queryset_agree_for_everybody(world: World):
    matters = [way(world) for way in WAYS.values()]
    matters.append(world.receive(place=world.places["cassia"]))
    matters.append(world.receive(about_unit=world.units["water"]))
    with_help = handling(world)
    assist(with_help, by=world.actor("clerk"), unit=world.units["power"], task="断电")
    matters.append(with_help)
    matters.append(confidential(world))
    for login in STAFF:
        actor = world.actor(login)
        seen = set(Matter.objects.visible_to(actor).values_list("number", flat=True))
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


def test_every_look_is_a_line_of_the_ledger(world: World):
    matter = assigned(world, name="示例")
    contact = disclose(matter, by=world.actor("water"), purpose="上门前联系")[0]
    assert (contact.name, contact.phone) == ("示例", "+8610000000001")
    assert Event.objects.get(verb="disclose").by == world.people["water"].ref


def test_a_look_needs_a_purpose(world: World):
    with pytest.raises(Refusal, match="what you need"):
        disclose(assigned(world), by=world.actor("water"), purpose=" ")
    assert not Event.objects.filter(verb="disclose").exists()


def test_a_company_never_sees_contacts(world: World):
    matter = world.receive()
    assign(matter, by=world.actor("clerk"), unit=world.units["firm"])
    with pytest.raises(Forbidden):
        disclose(matter, by=world.actor("firm"), purpose="联系")


def test_who_wants_to_stay_unknown_is_shown_to_the_desk_only(world: World):
    matter = assigned(world, hide_from_unit=True)
    assert disclose(matter, by=world.actor("water"), purpose="联系") == []
    assert len(disclose(matter, by=world.actor("clerk"), purpose="回访")) == 1
