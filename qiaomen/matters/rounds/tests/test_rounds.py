from dataclasses import replace
from datetime import date, timedelta

import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.kernel.verification import verify
from qiaomen.matters.models import Look, Round
from qiaomen.matters.rounds.actions import (
    MOST_CHECKPOINTS,
    Frame,
    Wording,
    end_round,
    look,
    make_round,
    revise_round,
)
from qiaomen.matters.rounds.tests.conftest import WORDING, World
from tests.world import MONDAY

TODAY = MONDAY.date()


def test_a_community_lays_down_a_round_for_its_own_place_and_no_other(world: World, frame: Frame):
    willow = world.actor("willow")
    assert make_round(WORDING, frame, by=willow).number == 1
    with pytest.raises(Forbidden):
        make_round(WORDING, replace(frame, place=world.places["far"]), by=willow)
    with pytest.raises(Conflict):
        make_round(WORDING, frame, by=willow)


def test_who_walks_it_is_the_grid_worker_and_who_reads_of_it_the_office(world: World, fire: Round):
    walked = [login for login in world.people if Round.objects.walked_by(world.actor(login), TODAY)]
    read = [login for login in world.people if Round.objects.visible_to(world.actor(login))]
    assert walked == ["grid"]
    assert set(read) == {"coordinator", "office", "willow", "leader", "auditor"}
    with pytest.raises(Forbidden):
        look(fire, by=world.actor("willow"), checkpoint="地下车库", on=TODAY)


def test_of_a_look_the_ledger_says_who_and_what_and_no_row_says_when_or_where(world: World, fire: Round):
    look(fire, by=world.actor("grid"), checkpoint="地下车库", on=TODAY)
    kept = {field.name for field in Look._meta.concrete_fields}
    assert kept == {"id", "round", "checkpoint", "day", "by", "found"}
    line = Event.objects.get(stream=fire.stream, verb="look")
    assert line.by == world.actor("grid").ref
    assert "地下车库" in line.data
    assert verify().broken is None
    Look.objects.update(by="person/1")
    assert verify().broken is not None


def test_looked_at_again_it_may_be_otherwise(world: World, fire: Round):
    grid, matter = world.actor("grid"), world.receive()
    look(fire, by=grid, checkpoint="地下车库", on=TODAY)
    look(fire, by=grid, checkpoint="地下车库", on=TODAY, found=matter)
    assert [row.found for row in fire.looks.all()] == [None, matter]


@pytest.mark.parametrize(
    ("said", "kept"), [(date(2025, 1, 1), TODAY), (date(2026, 3, 9), TODAY), (TODAY, TODAY)]
)
def test_no_look_is_older_than_its_round_or_in_the_future(world: World, fire: Round, said: date, kept: date):
    look(fire, by=world.actor("grid"), checkpoint="地下车库", on=said)
    assert fire.looks.get().day == kept


def test_a_checkpoint_taken_off_is_asked_no_more_and_one_of_another_name_is_another(
    world: World, fire: Round
):
    willow = world.actor("willow")
    with clock.told(MONDAY + timedelta(days=8)):
        day = clock.today()
        revise_round(fire, wording=Wording("消防", ["三栋配电箱", "西门消火栓"]), by=willow)
        assert fire.asked(day, day) == ["三栋配电箱", "西门消火栓"]
        assert fire.asked(TODAY, TODAY) == ["三栋配电箱", "东门消火栓", "地下车库"]
        with pytest.raises(Refusal, match="does not ask for this checkpoint"):
            look(fire, by=world.actor("grid"), checkpoint="地下车库", on=day)
        look(fire, by=world.actor("grid"), checkpoint="地下车库", on=TODAY)  # it was seen before that


def test_a_round_that_has_ended_is_walked_by_nobody(world: World, fire: Round):
    end_round(fire, by=world.actor("willow"))
    assert not Round.objects.walked_by(world.actor("grid"), TODAY)
    with pytest.raises(Refusal, match="cannot be done now"):
        look(fire, by=world.actor("grid"), checkpoint="地下车库", on=TODAY)


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (replace(WORDING, name=" "), "a name"),
        (replace(WORDING, name="长" * 61), "at most 60 characters"),
        (replace(WORDING, checkpoints=["", "  "]), "at least one checkpoint"),
        (replace(WORDING, checkpoints=map(str, range(MOST_CHECKPOINTS + 1))), "at most 60 checkpoints"),
    ],
)
def test_what_says_nothing_or_too_much_is_refused(world: World, frame: Frame, wording, sentence: str):
    with pytest.raises(Refusal, match=sentence):
        make_round(wording, frame, by=world.actor("willow"))


def test_nobody_could_have_walked_it_yesterday(world: World, frame: Frame):
    with pytest.raises(Refusal, match="first day is past"):
        make_round(WORDING, replace(frame, from_day=TODAY - timedelta(days=1)), by=world.actor("willow"))
