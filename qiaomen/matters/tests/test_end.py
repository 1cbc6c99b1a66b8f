"""How a matter ends and is taken up again: decline, withdraw, reopen, erase."""

from datetime import timedelta

import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.actors import machine, resident
from qiaomen.kernel.models import Event, Request
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.verification import verify
from qiaomen.matters.actions.closing import withdraw
from qiaomen.matters.actions.erasing import _part_voices, erase
from qiaomen.matters.actions.requesting import decide, request
from qiaomen.matters.actions.speaking import note
from qiaomen.matters.index import MATTERS_TEXT
from qiaomen.matters.models import Audience, Matter, Telling
from qiaomen.matters.states import Ground, State, Verb
from qiaomen.matters.tests.walks import closed, declined, handling, waiting
from qiaomen.matters.voices import voices
from tests.world import MONDAY, World


def ask_to_reopen(world: World, matter: Matter) -> None:
    wanted = request(matter, Verb.REOPEN, by=resident("web"), reason="又漏了")
    decide(matter, wanted, by=world.actor("coordinator"), answer=Request.Answer.GRANTED)


def test_a_closed_matter_goes_back_to_its_unit(world: World):
    matter = closed(world)
    due = matter.due_at
    ask_to_reopen(world, matter)
    assert (matter.state, matter.unit, matter.closed_at) == (State.ASSIGNED, world.units["water"], None)
    assert matter.due_at == due


def test_a_declined_matter_goes_back_to_sorting(world: World):
    matter = declined(world)
    ask_to_reopen(world, matter)
    assert (matter.state, matter.unit) == (State.RECEIVED, world.units["JY"])


def test_after_30_days_it_is_a_new_matter(world: World):
    matter = closed(world)
    with clock.told(MONDAY + timedelta(days=30, seconds=1)), pytest.raises(Refusal, match="anew"):
        request(matter, Verb.REOPEN, by=resident("web"), reason="又漏了")
    with clock.told(MONDAY + timedelta(days=30)):
        request(matter, Verb.REOPEN, by=resident("web"), reason="又漏了")


def test_a_new_matter_may_take_up_an_old_one(world: World):
    old = closed(world)
    assert world.receive(again_of=old).again_of == old


@pytest.mark.parametrize("way", [handling, waiting])
def test_the_resident_withdraws_at_any_time(world: World, way):
    matter = way(world)
    withdraw(matter, by=resident("web"))
    assert (matter.state, matter.ground) == (State.CLOSED, Ground.WITHDRAWN)
    assert not matter.assignments.filter(ended_at=None).exists()


def test_who_withdraws_it_for_the_resident_writes_how_they_said_so(world: World):
    matter, clerk = handling(world), world.actor("clerk")
    with pytest.raises(Refusal, match="when and how"):
        withdraw(matter, by=clerk)
    withdraw(matter, by=clerk, said="3月2日来电撤回")
    assert matter.notes.get(text="3月2日来电撤回").audience == Audience.INTERNAL


def test_a_decline_tells_where_to_turn(world: World):
    assert "法院" in declined(world).declined_to


def test_a_decline_without_where_to_is_refused(world: World):
    with pytest.raises(Refusal, match="turn to"):
        request(world.receive(), Verb.DECLINE, by=world.actor("clerk"), reason="不归我们", told=" ")


def test_erasure_forgets_words_contacts_and_index(world: World):
    matter = closed(world, name="示例", body="电梯坏了", address="春江花园")
    who = Telling.objects.get().who
    note(matter, by=world.actor("clerk"), text="老人独居")
    erase(matter, by=machine("retention"))
    matter.refresh_from_db()
    telling = Telling.objects.get()
    assert (matter.title, matter.body, matter.address, matter.salt, matter.data_key) == (
        "",
        "",
        "",
        None,
        None,
    )
    assert (telling.sealed_name, telling.sealed_phone) == (None, None)
    assert telling.who not in {who, ""}
    assert set(matter.notes.values_list("text", flat=True)) == {""}
    assert not Matter.objects.filter(MATTERS_TEXT.condition("电梯")).exists()


def test_after_erasure_the_ledger_still_verifies_and_the_tombstone_stands(world: World):
    matter = closed(world)
    erase(matter, by=machine("retention"))
    assert verify().broken is None
    assert Matter.objects.get(number=matter.number).closed_at == MONDAY
    assert Event.objects.filter(stream=matter.stream, verb="erase").exists()


def test_one_voice_stays_one_after_erasure(world: World):
    matter, again = closed(world), world.receive()
    Matter.objects.filter(pk=again.pk).update(merged_into=matter)  # as it was merged before the close
    again.refresh_from_db()
    for each in (again, matter):
        _part_voices(each)
    assert len(voices(matter)) == 1
    assert len({telling.who for telling in Telling.objects.all()}) == 1


def test_what_is_open_is_not_erased(world: World):
    with pytest.raises(Refusal):
        erase(handling(world), by=machine("retention"))


def test_nothing_is_erased_twice(world: World):
    matter = closed(world)
    erase(matter, by=machine("retention"))
    with pytest.raises(Refusal, match="already"):
        erase(matter, by=machine("retention"))
