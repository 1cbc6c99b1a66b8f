"""The unit at work: question, suspension, answer, redo; requests and their decisions."""

import json
from datetime import timedelta

import pytest

from qiaomen.catalogue.models import ItemVersion
from qiaomen.kernel import clock
from qiaomen.kernel.models import Event, Request
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.matters.actions.assigning import assign
from qiaomen.matters.actions.handling import answer, redo, resume, supply
from qiaomen.matters.actions.requesting import decide, request
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Outcome, State, Verb
from qiaomen.matters.tests.walks import answered, assigned, grant, handling, suspended, waiting
from tests.world import MONDAY, World

LATER = {"until": "2026-04-01", "told": "要等零件，四月一日前答复您。"}


def test_an_answer_ends_the_levels_and_is_kept(world: World):
    matter = answered(world)
    assert (matter.state, matter.answered_at, matter.on_the_spot) == (State.ANSWERED, MONDAY, False)
    assert not matter.assignments.filter(ended_at=None).exists()
    assert matter.answers.get().unit == world.units["water"]


def test_the_desk_answers_on_the_spot(world: World):
    matter = world.receive()
    answer(matter, by=world.actor("clerk"), outcome=Outcome.EXPLAINED, text="窗口九点开门。")
    assert (matter.state, matter.on_the_spot, matter.unit) == (State.ANSWERED, True, world.units["JY"])


def test_another_unit_does_not_answer(world: World):
    with pytest.raises(Forbidden):
        answer(handling(world), by=world.actor("power"), outcome=Outcome.SOLVED, text="好了")


def test_the_desk_does_not_answer_for_the_unit(world: World):
    with pytest.raises(Forbidden, match="水务科"):
        answer(handling(world), by=world.actor("clerk"), outcome=Outcome.SOLVED, text="好了")


@pytest.mark.parametrize(
    ("outcome", "day", "text", "sentence"),
    [
        (Outcome.PLANNED, None, "好", "which day"),
        (Outcome.SOLVED, MONDAY.date() + timedelta(days=3), "好", "belongs only"),
        (Outcome.PLANNED, MONDAY.date(), "好", "after today"),
        (Outcome.SOLVED, None, " ", "Write the answer"),
    ],
)
def test_an_answer_says_what_and_when(world: World, outcome, day, text: str, sentence: str):
    matter = handling(world)
    with pytest.raises(Refusal, match=sentence):
        answer(matter, by=world.actor("water"), outcome=outcome, text=text, planned_for=day)
    assert Matter.objects.get().state == State.HANDLING


def test_a_mandatory_child_holds_up_the_answer(world: World):
    matter = handling(world)
    child = world.receive(parent=matter, mandatory=True)
    with pytest.raises(Refusal, match=child.number):
        answer(matter, by=world.actor("water"), outcome=Outcome.SOLVED, text="好了")


def test_redo_brings_the_same_unit_back_and_keeps_the_first_answer(world: World):
    matter = answered(world)
    redo(matter, by=world.actor("clerk"), reason="三楼还在漏")
    assert (matter.state, matter.unit, matter.answered_at) == (State.HANDLING, world.units["water"], None)
    assert matter.answers.get().redone_at == MONDAY
    assert matter.assignments.get().ended_at is None


def test_the_clock_stands_while_the_resident_is_asked(world: World):
    matter = waiting(world)
    due = matter.due_at
    with clock.told(MONDAY + timedelta(days=2)):
        assert not matter.is_overdue(clock.now())
        supply(matter, by=world.actor("clerk"), text="三楼")
    assert matter.state == State.HANDLING
    assert matter.due_at == due + timedelta(days=2)
    assert matter.unit_due_at == matter.assignments.get().due_at > due


def test_a_promise_that_is_not_pausable_runs_on(world: World):
    ItemVersion.objects.update(pausable=False)
    matter = waiting(world)
    due = matter.due_at
    with clock.told(MONDAY + timedelta(days=2)):
        supply(matter, by=world.actor("clerk"), text="三楼")
    assert matter.due_at == due


def test_a_suspended_matter_is_looked_at_again(world: World):
    matter = suspended(world)
    assert matter.review_on.isoformat() == "2026-04-01"
    resume(matter, by=world.actor("water"))
    assert (matter.state, matter.review_on) == (State.HANDLING, None)


def test_until_the_decision_state_and_clock_go_on(world: World):
    matter = handling(world)
    due = matter.due_at
    request(matter, Verb.EXTEND, by=world.actor("water"), reason="要等零件", **LATER)
    assert (matter.state, matter.due_at) == (State.HANDLING, due)


def test_an_extension_moves_the_promise(world: World):
    matter = handling(world)
    grant(world, matter, Verb.EXTEND, by="water", **LATER)
    assert matter.due_at.isoformat() == "2026-04-01T15:59:59+00:00"


def test_an_extension_asked_in_time_and_granted_later_counts(world: World):
    matter = handling(world)
    wanted = request(matter, Verb.EXTEND, by=world.actor("water"), reason="要等零件", **LATER)
    with clock.told(matter.due_at + timedelta(days=1)):
        decide(matter, wanted, by=world.actor("coordinator"), answer=Request.Answer.GRANTED)
        assert not matter.is_overdue(clock.now())


def test_an_extension_asked_too_late_is_refused(world: World):
    matter = handling(world)
    with clock.told(matter.due_at + timedelta(minutes=1)), pytest.raises(Refusal, match="before it"):
        request(matter, Verb.EXTEND, by=world.actor("water"), reason="要等零件", **LATER)


@pytest.mark.parametrize("until", ["", "昨天", "2026-02-30", "2020-01-01"])
def test_an_extension_needs_a_day_to_come(world: World, until: str):
    matter = handling(world)
    with pytest.raises(Refusal):
        request(matter, Verb.EXTEND, by=world.actor("water"), reason="要等零件", until=until, told="等零件")


def test_nobody_decides_what_he_asked_for(world: World):
    matter = world.receive()
    wanted = request(matter, Verb.DECLINE, by=world.actor("coordinator"), reason="法院的事", told="请找法院")
    with pytest.raises(Refusal, match="yourself"):
        decide(matter, wanted, by=world.actor("coordinator"), answer=Request.Answer.GRANTED)


def test_a_request_is_decided_once(world: World):
    matter = assigned(world)
    wanted = grant(world, matter, Verb.RETURN, by="water")
    with pytest.raises(Refusal, match="already been decided"):
        decide(matter, wanted, by=world.actor("coordinator"), answer=Request.Answer.GRANTED)


def test_a_refusal_says_why_and_changes_nothing(world: World):
    matter = assigned(world)
    wanted = request(matter, Verb.RETURN, by=world.actor("water"), reason="不归我们")
    with pytest.raises(Refusal, match="refused"):
        decide(matter, wanted, by=world.actor("coordinator"), answer=Request.Answer.REFUSED)
    decide(matter, wanted, by=world.actor("coordinator"), answer=Request.Answer.REFUSED, remark="归你们")
    assert (matter.state, matter.unit) == (State.ASSIGNED, world.units["water"])


def test_one_open_request_a_verb(world: World):
    matter = assigned(world)
    request(matter, Verb.RETURN, by=world.actor("water"), reason="不归我们")
    with pytest.raises(Conflict, match="asked for on March 2, 2026, 10:00 by 示例water"):
        request(matter, Verb.RETURN, by=world.actor("water"), reason="真的不归我们")


def test_a_request_needs_a_reason(world: World):
    with pytest.raises(Refusal, match="Say why"):
        request(assigned(world), Verb.RETURN, by=world.actor("water"), reason=" ")


def test_a_stranger_asks_for_nothing(world: World):
    with pytest.raises(Forbidden):
        request(assigned(world), Verb.RETURN, by=world.actor("power"), reason="给我们")


def test_what_the_office_grants_without_asking_happens_at_once(world: World, settings):
    settings.QIAOMEN_GRANTED_UNASKED = frozenset({"return"})
    matter = assigned(world)
    wanted = request(matter, Verb.RETURN, by=world.actor("water"), reason="不归我们")
    assert (matter.state, wanted.answer) == (State.RECEIVED, Request.Answer.GRANTED)


def test_a_request_that_came_too_late_for_the_state_grants_nothing(world: World):
    matter = handling(world)
    wanted = request(matter, Verb.RETURN, by=world.actor("water"), reason="不归我们")
    answer(matter, by=world.actor("water"), outcome=Outcome.SOLVED, text="好了")
    with pytest.raises(Refusal):
        decide(matter, wanted, by=world.actor("coordinator"), answer=Request.Answer.GRANTED)
    wanted.refresh_from_db()
    assert wanted.answer == Request.Answer.OPEN


def test_what_a_unit_asked_for_goes_with_its_return(world: World):
    matter = handling(world)
    late = request(matter, Verb.EXTEND, by=world.actor("water"), reason="要等零件", **LATER)
    grant(world, matter, Verb.RETURN, by="water")
    late.refresh_from_db()
    assert late.answer == Request.Answer.DROPPED


def test_what_a_unit_asked_for_goes_when_another_gets_the_matter(world: World):
    matter = handling(world)
    late = request(matter, Verb.EXTEND, by=world.actor("water"), reason="要等零件", **LATER)
    out = request(matter, Verb.EXCLUDE, by=world.actor("clerk"), reason="重复")
    assign(matter, by=world.actor("clerk"), unit=world.units["power"])
    late.refresh_from_db()
    out.refresh_from_db()
    assert (late.answer, out.answer) == (Request.Answer.DROPPED, Request.Answer.OPEN)
    assert json.loads(Event.objects.latest("pk").data)["dropped"] == ["extend"]


def test_what_a_holder_asked_for_stays_when_it_passes_the_matter_on(world: World):
    matter = world.receive()
    assign(matter, by=world.actor("clerk"), unit=world.units["street"])
    late = request(matter, Verb.EXTEND, by=world.actor("office"), reason="要等零件", **LATER)
    assign(matter, by=world.actor("office"), unit=world.units["willow"])
    late.refresh_from_db()
    assert late.answer == Request.Answer.OPEN


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [(Verb.EXTEND, {"until": "2026-04-01"}), (Verb.SUSPEND, {"review_on": "2026-04-01"})],
)
def test_who_asks_to_put_it_off_says_what_the_resident_is_told(world: World, verb: Verb, arguments):
    matter = handling(world)
    with pytest.raises(Refusal, match="Write what the resident is told"):
        request(matter, verb, by=world.actor("water"), reason="要等零件", **arguments)
    grant(world, matter, verb, by="water", told="要等零件。", **arguments)
    note = matter.notes.get()
    assert (note.audience, note.text) == ("resident", "要等零件。")


def test_an_extension_is_no_longer_than_thirty_days(world: World):
    matter = handling(world)
    with pytest.raises(Refusal, match="until April 8, 2026"):
        grant(world, matter, Verb.EXTEND, by="water", until="2026-04-09", told="等零件")
    grant(world, matter, Verb.EXTEND, by="water", until="2026-04-08", told="等零件")
    assert matter.due_at.isoformat() == "2026-04-08T15:59:59+00:00"


def test_an_extension_that_has_become_too_long_is_not_granted(world: World):
    matter = handling(world)
    wanted = request(matter, Verb.EXTEND, by=world.actor("water"), reason="要等零件", **LATER)
    Matter.objects.update(due_at=MONDAY - timedelta(days=9))
    with pytest.raises(Refusal, match="too long for one extension"):
        decide(matter, wanted, by=world.actor("coordinator"), answer=Request.Answer.GRANTED)


@pytest.mark.parametrize("blank", ["{地点}", "｛时间｝"])
def test_a_reply_with_an_open_blank_does_not_go_out(world: World, blank: str):
    with pytest.raises(Refusal, match=blank):
        answer(handling(world), by=world.actor("water"), outcome=Outcome.SOLVED, text=f"{blank}的路灯已修复")
