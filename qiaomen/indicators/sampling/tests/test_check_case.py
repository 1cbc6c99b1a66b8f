"""Somebody outside the unit looks through the file, question by question."""

import pytest

from qiaomen.catalogue.models import SUPERVISION
from qiaomen.indicators.sampling.actions import check_case
from qiaomen.indicators.sampling.checklists import checklists, in_force
from qiaomen.indicators.sampling.models import Mark, SampledCase
from qiaomen.indicators.sampling.tests.conftest import FEBRUARY
from qiaomen.kernel import clock, ledger
from qiaomen.kernel.actors import Actor, Grant, machine
from qiaomen.kernel.models import Event
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.kernel.verification import verify
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.models import Matter, Note
from qiaomen.matters.states import State, Verb
from qiaomen.matters.tests.walks import grant
from qiaomen.people.actions import appoint
from qiaomen.people.models import Role

CODES = [each.code for each in in_force(FEBRUARY).questions]
REMARK = "附件里没有维修照片"


def check(world, case, login="coordinator", remarks=None, **other) -> None:
    marks = {**dict.fromkeys(CODES, Mark.YES), **other}
    check_case(case, by=world.actor(login), marks=marks, remarks=remarks or {})


def test_a_file_without_a_fault(world, case):
    check(world, case, in_time=Mark.APART)
    assert case.standing == "checked"
    assert case.marks == {**dict.fromkeys(CODES, "yes"), "in_time": "apart"}
    assert case.finding is None


def test_a_no_needs_a_remark(world, case):
    with pytest.raises(Refusal, match="Write what is missing: Is there evidence"):
        check(world, case, evidence=Mark.NO, remarks={"evidence": " "})
    assert not case.matter.children.exists()


def test_every_question_is_answered(world, case):
    with pytest.raises(Refusal, match="Answer this too: Was the resident contacted"):
        check_case(case, by=world.actor("coordinator"), marks={}, remarks={})


def test_what_must_be_put_right_becomes_an_order_for_the_unit_with_a_date_of_its_own(world, case):
    check(world, case, evidence=Mark.NO, remarks={"evidence": REMARK})
    finding = case.finding
    assert (finding.parent, finding.unit, finding.item.code) == (
        case.matter,
        world.units["water"],
        SUPERVISION,
    )
    assert (finding.state, finding.due_at > clock.now()) == (State.ASSIGNED, True)
    assert "办理情况是否有佐证材料？" in finding.body
    assert REMARK not in finding.body


def test_what_cannot_be_put_right_makes_no_order(world, case):
    check(world, case, in_time=Mark.NO, remarks={"in_time": "晚了两天"})
    assert case.finding is None


def test_remarks_stand_beside_the_matter_and_go_with_its_words(world, case):
    check(world, case, in_time=Mark.NO, remarks={"in_time": REMARK})
    assert REMARK in case.matter.notes.get().text
    assert not Event.objects.filter(data__contains=REMARK).exists()
    erase(case.matter, by=machine("retention"))
    assert not Note.objects.filter(text__contains=REMARK).exists()
    assert verify().broken is None


def test_nobody_checks_their_own_units_work(world, case):
    appoint(
        world.people["coordinator"],
        unit=world.units["water"],
        place=world.places["house"],
        role=Role.objects.get(code="officer"),
        from_day=clock.today(),
        by=world.console,
    )
    with pytest.raises(Forbidden, match="Somebody outside it checks the file"):
        check(world, case)
    assert not SampledCase.objects.checkable_by(world.actor("coordinator")).exists()


def test_who_handles_does_not_check(world, case):
    with pytest.raises(Forbidden):
        check(world, case, login="power")


def test_a_file_is_checked_once(world, case):
    check(world, case)
    with pytest.raises(Refusal, match="“checked”"):
        check(world, case)


def test_one_that_was_taken_up_again_is_checked_all_the_same(world, case):
    grant(world, case.matter, Verb.REOPEN, by="clerk")
    check(world, case)
    assert case.checked_at


def test_one_whose_words_have_been_erased_cannot_be_checked(world, case):
    erase(case.matter, by=machine("retention"))
    with pytest.raises(Refusal, match="Its words have been erased"):
        check(world, case)


def test_a_confidential_file_is_checked_only_by_who_may_read_it(world, case):
    Matter.objects.filter(pk=case.matter.pk).update(confidential=True)
    for login in ("coordinator", "auditor", "leader"):
        assert case not in SampledCase.objects.checkable_by(world.actor(login))
        with pytest.raises(Forbidden):
            check(world, case, login=login)
    may = frozenset({Permission.CASE_CHECK, Permission.MATTER_READ, Permission.MATTER_CONFIDENTIAL})
    trusted = Actor("person/77", (Grant(may),))
    assert case in SampledCase.objects.checkable_by(trusted)
    check_case(case, by=trusted, marks=dict.fromkeys(CODES, Mark.YES), remarks={})


def test_what_is_checked_is_told_by_the_ledger(world, case):
    check(world, case, evidence=Mark.NO, remarks={"evidence": REMARK})
    told = ledger.replay(ledger.story(case.stream))
    assert (told["marks"]["evidence"], told["finding_id"]) == ("no", case.finding_id)
    assert [event.verb for event in ledger.story(case.matter.stream)][-2:] == ["inspect", "correct"]


def test_every_version_of_the_list_asks_in_every_language():
    for checklist in checklists().values():
        assert len({each.code for each in checklist.questions}) == len(checklist.questions)
        for each in checklist.questions:
            assert set(each.asked) == {"en", "zh-hans", "ko"}
