"""Whoever keeps an outdated answer is told, once a week."""

from datetime import timedelta

import pytest

from qiaomen.catalogue.knowledge import chasing
from qiaomen.catalogue.knowledge.actions import confirm_short_answer, end_short_answer
from qiaomen.catalogue.knowledge.chasing import chase
from qiaomen.kernel import clock
from qiaomen.kernel.actors import machine
from qiaomen.kernel.models import Message
from qiaomen.kernel.wording import text
from qiaomen.people.actions import add_person, appoint
from qiaomen.people.models import Role
from qiaomen.people.roles import ship_roles
from qiaomen.people.tests.conftest import AT, TODAY

LATE = AT + timedelta(days=30)


@pytest.fixture
def keeper(desk, ready, console):
    ship_roles(by=console)
    person = add_person(login="keeper", name="示例", phone="15400000001", by=console)
    role = Role.objects.get(code="clerk")
    appoint(person, unit=desk, place=desk.place, role=role, from_day=TODAY, by=console)
    return person


def chased(days: int) -> int:
    with clock.told(AT + timedelta(days=days)):
        return chase(by=machine("review"))


def test_each_of_the_owners_people_gets_one_message_for_all_answers(add, keeper):
    add("K01", review_days=30)
    add("K02", review_days=20)
    assert chased(30) == 2
    message = Message.objects.get()
    assert message.recipient == keeper.ref
    assert "2 short answers of 诉求受理中心" in text(message.template, message.facts, "en")


def test_it_is_told_again_after_a_week_and_not_before(add, keeper):
    add(review_days=30)
    assert [chased(days) for days in (29, 30, 31, 36, 37)] == [0, 1, 0, 0, 1]


def test_once_it_is_confirmed_nobody_is_told(add, keeper, console):
    row = add(review_days=30)
    chased(30)
    with clock.told(LATE):
        confirm_short_answer(row, by=console)
    assert chased(40) == 0
    assert Message.objects.count() == 1


def test_what_has_ended_since_it_was_looked_for_is_left_out(add, keeper, console, monkeypatch):
    row = add(review_days=30)
    chase_it = chasing.chase_short_answer

    def ended_first(answer, *, by):
        end_short_answer(row, by=console)
        return chase_it(answer, by=by)

    monkeypatch.setattr(chasing, "chase_short_answer", ended_first)
    assert chased(30) == 0
    assert not Message.objects.exists()
