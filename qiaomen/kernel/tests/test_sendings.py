from uuid import uuid4

import pytest
from django.db import IntegrityError

from qiaomen.kernel.actors import machine
from qiaomen.kernel.models import Sending
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sendings import once, outcome_of

HERE, THERE = machine("console"), machine("import")


def test_what_comes_again_is_told_what_it_was_told_first(db):
    key, done = uuid4(), []
    for number in (1, 2):
        assert once(key, lambda number=number: done.append(number) or {"seq": number}, by=HERE) == {"seq": 1}
    assert done == [1]


def test_the_same_key_of_somebody_else_is_another_thing(db):
    key = uuid4()
    once(key, lambda: {"seq": 1}, by=HERE)
    assert outcome_of(key, by=THERE) is None
    assert once(key, lambda: {"seq": 2}, by=THERE) == {"seq": 2}


def test_what_is_refused_has_not_used_its_key(db):
    def refuse():
        raise Refusal("No.")

    key = uuid4()
    with pytest.raises(Refusal):
        once(key, refuse, by=HERE)
    assert not Sending.objects.exists()
    assert once(key, lambda: {"seq": 1}, by=HERE) == {"seq": 1}


def test_another_rule_of_the_database_is_not_taken_for_a_second_time(db):
    def collide():
        raise IntegrityError

    with pytest.raises(IntegrityError):
        once(uuid4(), collide, by=HERE)
