"""Call-backs, ratings, merging and splitting off: every voice is kept and asked."""

import pytest

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.kernel.actors import resident
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.actions.calling import Verdict, call, rate
from qiaomen.matters.actions.closing import close, withdraw
from qiaomen.matters.actions.handling import answer, redo
from qiaomen.matters.actions.sorting import merge, split_off
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Ground, Outcome, State, Verb
from qiaomen.matters.tests.walks import CONTENT, DISCONTENT, answered, closed, grant, handling
from qiaomen.matters.voices import dissents, family, voices
from tests.world import World


def test_the_handling_unit_does_not_call_back(world: World):
    matter = answered(world)
    world_water_may_call(world)
    with pytest.raises(Forbidden, match="cannot speak"):
        call(matter, by=world.actor("water"), telling=matter.tellings.get(), verdict=CONTENT)


def world_water_may_call(world: World) -> None:
    role = world.people["water"].posts.get().role
    role.permissions = [*role.permissions, "matter.call_back", "matter.speak"]
    role.save()


def test_the_handling_unit_does_not_withdraw_for_the_resident(world: World):
    matter = handling(world)
    world_water_may_call(world)
    with pytest.raises(Forbidden, match="cannot speak"):
        withdraw(matter, by=world.actor("water"))


def test_the_desk_may_ask_about_its_own_answer_on_the_spot(world: World):
    matter = world.receive(phone="")
    answer(matter, by=world.actor("clerk"), outcome=Outcome.EXPLAINED, text="九点开门")
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=CONTENT)
    close(matter, by=world.actor("clerk"), ground=Ground.CONFIRMED)
    assert matter.state == State.CLOSED


@pytest.mark.parametrize(
    "verdict",
    [Verdict(), Verdict(True, True), Verdict(True, None, 5), Verdict(None, True, 5), Verdict(True, True, 6)],
)
def test_a_verdict_has_three_answers(world: World, verdict: Verdict):
    matter = answered(world)
    with pytest.raises(Refusal):
        rate(matter, by=resident("web"), telling=matter.tellings.get(), verdict=verdict)
    assert not matter.call_backs.exists()


def test_praise_needs_no_solution(world: World):
    matter = answered(world, kind=MatterKind.PRAISE)
    rate(matter, by=resident("web"), telling=matter.tellings.get(), verdict=Verdict(True, None, 5))
    assert voices(matter)[0].verdict.satisfaction == 5


def test_a_stranger_does_not_rate(world: World):
    matter, other = answered(world), world.receive(phone="10000000009")
    with pytest.raises(Refusal, match="did not tell"):
        rate(matter, by=resident("web"), telling=other.tellings.get(), verdict=CONTENT)


def test_who_left_no_contact_cannot_be_called(world: World):
    matter = answered(world, phone="")
    with pytest.raises(Refusal, match="no contact"):
        call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=None)


def test_dissent_is_closed_only_by_two_people(world: World):
    matter = answered(world)
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=DISCONTENT)
    assert dissents(matter)
    grant(world, matter, Verb.CLOSE, by="clerk")
    assert (matter.state, matter.ground) == (State.CLOSED, Ground.CONTESTED)


def test_without_dissent_nothing_is_contested(world: World):
    with pytest.raises(Refusal, match="Nobody dissents"):
        grant(world, answered(world), Verb.CLOSE, by="clerk")


def test_the_first_verdict_stays_after_a_redo(world: World):
    matter = answered(world)
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=DISCONTENT)
    redo(matter, by=world.actor("clerk"), reason="没修好")
    assert matter.call_backs.get().solved is False
    assert not dissents(matter)


def test_a_merged_matter_keeps_its_voice(world: World):
    lead = handling(world)
    other = world.receive(phone="10000000002")
    merge(other, by=world.actor("clerk"), into=lead)
    assert (other.state, other.merged_into) == (State.MERGED, lead)
    assert len(voices(lead)) == 2


def test_two_tellings_of_one_person_are_one_voice(world: World):
    lead, other = handling(world), world.receive()
    merge(other, by=world.actor("clerk"), into=lead)
    assert len(voices(lead)) == 1


def test_the_earliest_promise_governs(world: World):
    early = world.receive()
    lead = handling(world)
    Matter.objects.filter(pk=early.pk).update(due_at=lead.received_at)
    merge(early, by=world.actor("clerk"), into=lead)
    assert lead.due_at == lead.received_at


def test_a_circle_of_merging_is_refused(world: World):
    lead, other = handling(world), world.receive()
    merge(other, by=world.actor("clerk"), into=lead)
    with pytest.raises(Refusal):
        merge(lead, by=world.actor("clerk"), into=other)
    with pytest.raises(Refusal, match="itself"):
        merge(lead, by=world.actor("clerk"), into=lead)


def test_nothing_is_merged_into_what_has_ended(world: World):
    with pytest.raises(Refusal, match="no longer open"):
        merge(world.receive(), by=world.actor("clerk"), into=closed(world))


def test_split_off_it_is_sorted_anew_with_its_own_promise(world: World):
    lead, other = handling(world), world.receive()
    due = other.due_at
    merge(other, by=world.actor("clerk"), into=lead)
    split_off(other, by=world.actor("clerk"))
    assert (other.state, other.unit, other.due_at) == (State.RECEIVED, world.units["JY"], due)
    assert family(lead) == [lead.pk]


def test_voices_of_voices_are_heard(world: World):
    first, second, third = (
        world.receive(),
        world.receive(phone="10000000002"),
        world.receive(phone="10000000003"),
    )
    merge(third, by=world.actor("clerk"), into=second)
    merge(second, by=world.actor("clerk"), into=first)
    assert len(voices(first)) == 3


def test_a_voice_that_was_called_and_split_off_again_is_not_asked_for(world: World):
    lead, other = handling(world), world.receive(phone="10000000002")
    merge(other, by=world.actor("clerk"), into=lead)
    answer(lead, by=world.actor("water"), outcome=Outcome.SOLVED, text="好了")
    call(lead, by=world.actor("clerk"), telling=other.tellings.get(), verdict=DISCONTENT)
    split_off(other, by=world.actor("clerk"))
    assert not dissents(lead)


def test_what_a_resident_wrote_stands_above_what_the_desk_noted(world: World):
    matter = answered(world)
    telling = matter.tellings.get()
    rate(matter, by=resident("web"), telling=telling, verdict=DISCONTENT)
    call(matter, by=world.actor("clerk"), telling=telling, verdict=CONTENT)
    with pytest.raises(Refusal, match="not content"):
        close(matter, by=world.actor("clerk"), ground=Ground.CONFIRMED)
