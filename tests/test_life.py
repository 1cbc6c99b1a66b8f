"""Every pair of state and verb: allowed ones pass the table, all others are refused in a sentence."""

import pytest

from qiaomen.kernel import transitions
from qiaomen.kernel.actors import machine
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.states import LIFE, State, Verb
from qiaomen.matters.tests.walks import WAYS
from tests.world import World, monday, world

__all__ = ["monday", "world"]


def test_every_verb_but_receive_stands_in_the_table():
    assert {*LIFE} == {*Verb} - {Verb.RECEIVE}


def test_a_way_leads_to_every_state(world: World):
    for state, way in WAYS.items():
        assert way(world).state == state
    assert {*WAYS} == {*State}


@pytest.mark.parametrize("state", list(State))
def test_each_verb_is_refused_from_every_state_that_its_line_does_not_name(world: World, state: State):
    matter = WAYS[state](world)
    for verb, transition in LIFE.items():
        if transition.sources is None or state in transition.sources:
            transitions.require_state(matter, transition)
            continue
        with (
            pytest.raises(Refusal, match=str(state.label)),
            transitions.move(matter, verb, by=machine("console")),
        ):
            pytest.fail(f"{verb} began in {state}")


@pytest.mark.parametrize("state", list(State))
def test_each_allowed_verb_leads_where_its_line_says(world: World, state: State):
    for verb, transition in LIFE.items():
        if transition.target is None or state not in (transition.sources or ()):
            continue
        matter = WAYS[state](world)
        if transition.target in {State.CLOSED, State.MERGED}:
            continue  # these need a ground or a partner beside the state: tests of their verbs
        with transitions.move(matter, verb, by=machine("console")):
            pass
        assert matter.state == transition.target
