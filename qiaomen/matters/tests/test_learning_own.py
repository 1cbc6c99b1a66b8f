"""Learning from what the office has decided, and when that is proposed."""

import json
from datetime import timedelta

import pytest

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.learning.actions import learner
from qiaomen.catalogue.learning.joining import Choice
from qiaomen.catalogue.learning.models import Learner
from qiaomen.catalogue.learning.samples import Sample
from qiaomen.catalogue.learning.tests.conftest import LIGHT, WATER, told
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import clock
from qiaomen.kernel.actors import machine
from qiaomen.kernel.models import Event, Message
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters import learning, tasks
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.actions.sorting import classify
from qiaomen.matters.choosing import Proposed
from qiaomen.matters.learning import own_samples, propose, rolled_up, score
from qiaomen.matters.models import ItemChoice
from qiaomen.matters.tests.walks import closed
from qiaomen.people.models import Person
from tests.world import MONDAY, World

LEARNER = machine("learner")


@pytest.fixture
def lamp(world: World):
    return add_item(code="lamp", terms=Terms(name="路灯"), by=world.console)


def corrected(world: World, times: int) -> None:
    """So often the likeliest item was not the one."""
    matter = world.receive()
    for _time in range(times):
        classify(
            matter, by=world.actor("clerk"), item=matter.item, proposed=Proposed(0, (Choice(0, 0.5, ()),))
        )


def test_what_is_decided_is_learned_from_and_nothing_else(world: World, lamp):
    closed(world, item=lamp, body="路灯不亮")
    world.receive(item=lamp, body="路灯还没有人看过")
    erase(closed(world, item=lamp, body="路灯的话已经忘记"), by=machine("retention"))
    secret = closed(world, item=lamp, body="路灯的事请保密")
    type(secret).objects.filter(pk=secret.pk).update(confidential=True)
    closed(world, body="没有事项")
    assert [(row.text, row.label) for row in own_samples().rows] == [("路灯不亮", "lamp")]


def test_a_rare_item_speaks_for_the_one_above_it():
    rows = [*told("灯", LIGHT[:4]), Sample("闪", "", "闪灯"), Sample("暗", "", "暗灯")]
    labels = {row.label for row in rolled_up(rows, {"闪灯": "灯", "暗灯": "灯"})}
    assert labels == {"灯"}
    assert {row.label for row in rolled_up([Sample("闪", "", "根")], {})} == {"根"}


def test_after_enough_corrections_learning_is_proposed_once_and_said(world: World, lamp, monkeypatch):
    monkeypatch.setattr(learning, "ENOUGH", 2)
    monkeypatch.setattr(learning, "LEAST_IN_ALL", 1)
    Person.objects.filter(login__in=("administrator", "clerk")).update(phone="15400000001")
    closed(world, item=lamp)
    corrected(world, 1)
    propose(by=LEARNER)
    assert not Learner.objects.exists()
    corrected(world, 1)
    propose(by=LEARNER)
    propose(by=LEARNER)
    assert Learner.objects.get().proposed_on
    assert Event.objects.filter(verb="propose", stream=Learner.objects.get().stream).count() == 1
    assert json.loads(Event.objects.get(verb="propose").data)["decided"] == 2
    told_to = Message.objects.filter(template="learning_proposed").values_list("recipient", flat=True)
    assert world.people["administrator"].ref in told_to
    assert world.people["clerk"].ref not in told_to


def test_the_worker_learns_from_what_is_decided_and_says_when_it_is_too_little(
    world: World, monkeypatch, tmp_path, settings
):
    settings.QIAOMEN_HOME = tmp_path
    tasks.learn_items.call()
    row = Learner.objects.get()
    assert Event.objects.filter(stream=row.stream).order_by("-seq")[0].verb == "drop"
    learned_from = learning.Samples.of(told("照明", LIGHT) + told("供水", WATER))
    monkeypatch.setattr(learning, "own_samples", lambda: learned_from)
    with clock.told(MONDAY + timedelta(hours=1)):
        corrected(world, 3)
        assert score(row).corrected == 3
        tasks.learn_items.call()
    row.refresh_from_db()
    assert (row.number, row.messages, score(row).sorted) == (1, 56, 0)


def test_nobody_without_the_right_proposes(world: World):
    with pytest.raises(Refusal):
        learner(by=world.actor("clerk"))
    assert not ItemChoice.objects.exists()
