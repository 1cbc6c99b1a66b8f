"""What an item does not say itself is as the default promise says."""

import pytest

from qiaomen.catalogue.promises import Promise, promise_of, retention_of
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel.limits import Limit

BARE = Terms(name="默认", answer="5 workdays")
DEFAULT = Terms(
    name="默认",
    accept="4 work_hours",
    answer="5 workdays",
    call_back="3 workdays",
    pausable=True,
    retention_days=365,
)


def test_an_item_that_says_nothing_promises_the_default():
    expected = Promise(
        Limit.parse("4 work_hours"), Limit.parse("5 workdays"), Limit.parse("3 workdays"), True
    )
    assert promise_of(Terms(name="灯"), DEFAULT) == expected


def test_each_stage_that_an_item_says_is_its_own():
    own = Terms(name="灯", accept="1 work_hours", answer="2 workdays", call_back="60 calendar_days")
    promise = promise_of(own, DEFAULT)
    assert [str(limit) for limit in (promise.accept, promise.answer, promise.call_back)] == [
        "1 work_hours",
        "2 workdays",
        "60 calendar_days",
    ]


def test_an_item_may_refuse_what_the_default_allows():
    assert not promise_of(Terms(name="信访", pausable=False), DEFAULT).pausable


def test_only_an_answer_must_be_promised():
    assert promise_of(Terms(name="灯"), BARE) == Promise(
        None, Limit.parse("5 workdays"), None, pausable=False
    )


def test_contacts_stay_as_long_as_the_item_says_or_else_the_default():
    assert retention_of(Terms(name="灯"), DEFAULT) == 365
    assert retention_of(Terms(name="灯", retention_days=30), DEFAULT) == 30
    with pytest.raises(ValueError, match="does not say how long"):
        retention_of(Terms(name="灯"), BARE)
