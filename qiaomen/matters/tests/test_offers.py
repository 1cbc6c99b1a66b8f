"""What is offered is what an action would do: the same conditions stand behind both."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qiaomen.kernel.actors import machine
from qiaomen.kernel.files import inspect
from qiaomen.kernel.models import Request
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.actions.assigning import assign, assign_finally
from qiaomen.matters.actions.assisting import assist, report
from qiaomen.matters.actions.attaching import attach
from qiaomen.matters.actions.disclosing import disclose
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.actions.requesting import request
from qiaomen.matters.actions.supervising import exclude, include
from qiaomen.matters.models import Audience
from qiaomen.matters.offers import askable, offered, speaks
from qiaomen.matters.states import Verb
from qiaomen.matters.tests import walks
from qiaomen.people.models import Role


def test_a_report_is_offered_to_whoever_was_asked_to_help_until_it_is_given(world):
    matter, power = walks.handling(world), world.actor("power")
    assert Verb.REPORT not in offered(matter, world.actor("water"))
    assist(matter, by=world.actor("coordinator"), unit=world.units["power"], task="看看电路")
    assert Verb.REPORT in offered(matter, power)
    report(matter, by=power, text="电路没有问题")
    assert Verb.REPORT not in offered(matter, power)


def test_what_is_counted_can_be_left_out_and_what_is_left_out_counted_again(world):
    matter, coordinator = world.receive(), world.actor("coordinator")
    assert Verb.EXCLUDE in askable(matter, coordinator)
    assert Verb.INCLUDE not in offered(matter, coordinator)
    exclude(matter, by=coordinator)
    assert Verb.EXCLUDE not in askable(matter, coordinator) | offered(matter, coordinator)
    include(matter, by=coordinator)
    assert Verb.EXCLUDE in offered(matter, coordinator)


def test_a_unit_is_not_offered_to_decide_what_concerns_its_own_matter(world):
    leader = world.actor("leader")
    assert Verb.DECIDE in offered(world.receive(), leader)
    matter = world.receive()
    assign(matter, by=world.actor("clerk"), unit=world.units["street"])
    assert Verb.DECIDE not in offered(matter, leader)


def test_a_file_for_the_resident_comes_from_the_unit_that_has_it_or_from_the_desk(world):
    a_file = inspect(SimpleUploadedFile("note.txt", b"seen"), "note.txt")
    matter, power = walks.handling(world), world.actor("power")
    assist(matter, by=world.actor("coordinator"), unit=world.units["power"], task="看看电路")
    assert not speaks(matter, power)
    with pytest.raises(Forbidden, match="write to the resident"):
        attach(matter, by=power, audience=Audience.RESIDENT, file=a_file)
    attach(matter, by=power, audience=Audience.INTERNAL, file=a_file)
    attach(matter, by=world.actor("water"), audience=Audience.RESIDENT, file=a_file)


@pytest.mark.parametrize("way", ["asked to help", "called to the spot"])
def test_a_unit_with_only_a_part_in_it_gives_it_to_nobody(world, way):
    matter = walks.called_out(world) if way == "called to the spot" else walks.with_community(world)
    if way == "asked to help":
        assist(matter, by=world.actor("coordinator"), unit=world.units["water"], task="关总阀")
    water = world.actor("water")
    assert {Verb.ASSIGN, Verb.ASSIST}.isdisjoint(offered(matter, water))
    with pytest.raises(Forbidden, match="those above it and the desk say who"):
        assign(matter, by=water, unit=world.units["street"])
    with pytest.raises(Forbidden, match="those above it and the desk say who"):
        assist(matter, by=water, unit=world.units["street"], task="看看电路")


@pytest.mark.parametrize("login", ["clerk", "coordinator", "willow", "office"])
def test_who_answers_for_it_says_who_else_acts(world, login):
    """The desk, the unit that has it, and the office above that unit, whose people stand for those below."""
    matter = walks.with_community(world)
    assert {Verb.ASSIGN, Verb.ASSIST} <= offered(matter, world.actor(login))
    assist(matter, by=world.actor(login), unit=world.units["power"], task="看看电路")


def test_nobody_with_only_a_part_in_it_assigns_it_finally(world):
    matter = walks.with_community(world)
    assist(matter, by=world.actor("clerk"), unit=world.units["water"], task="关总阀")
    water = Role.objects.get(code="officer")
    Role.objects.filter(pk=water.pk).update(permissions=[*water.permissions, Permission.MATTER_DECIDE])
    with pytest.raises(Forbidden, match="those above it and the desk say who"):
        assign_finally(matter, by=world.actor("water"), unit=world.units["street"], minutes="会议商定")


@pytest.fixture
def erased(world):
    matter = walks.closed(world)
    erase(matter, by=machine("retention"))
    return matter


def test_nothing_is_offered_that_would_add_words_to_what_was_erased(world, erased):
    clerk = world.actor("clerk")
    words = {Verb.NOTE, Verb.ATTACH, Verb.RELEASE, Verb.DISCLOSE}
    assert words <= offered(walks.closed(world), clerk)
    assert not words & offered(erased, clerk)
    assert askable(walks.closed(world), clerk)
    assert not askable(erased, clerk)


def test_no_reason_is_kept_beside_what_was_erased(world, erased):
    with pytest.raises(Refusal, match="have been erased"):
        request(erased, Verb.EXCLUDE, by=world.actor("clerk"), reason="来件人张三说不算")
    assert not Request.objects.filter(stream=erased.stream).exists()


def test_erased_contacts_are_not_looked_at(world, erased):
    with pytest.raises(Refusal, match="contacts have been erased"):
        disclose(erased, by=world.actor("clerk"), telling=erased.tellings.get(), purpose="call_back")
