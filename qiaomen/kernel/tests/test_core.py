"""Permissions, actors, canonical text, counters: small pieces that everything stands on."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.kernel import clock, counters
from qiaomen.kernel.actors import MACHINES, Actor, machine, resident
from qiaomen.kernel.canonical import canonical, micros, plain, salted
from qiaomen.kernel.models import Counter, Event
from qiaomen.kernel.permissions import HOUSE, Grant, Permission, Scope
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.kernel.transitions import Transition, require_state

READ = frozenset({Permission.MATTER_READ})


def actor(*grants: Grant, units: frozenset[int] = frozenset()) -> Actor:
    return Actor("person/1", grants, units)


def test_permissions_stand_in_alphabetical_order():
    assert list(Permission) == sorted(Permission)


def test_a_grant_reaches_below_its_place():
    reader = actor(Grant(READ, below="000001000002"))
    assert reader.may(Permission.MATTER_READ, Scope(path="000001000002000003"))
    assert not reader.may(Permission.MATTER_READ, Scope(path="000001000004"))


def test_a_grant_of_units_reaches_what_they_hold():
    reader = actor(Grant(READ, units=frozenset({7})))
    assert reader.may(Permission.MATTER_READ, Scope(units=frozenset({7, 8})))
    assert not reader.may(Permission.MATTER_READ, Scope(units=frozenset({8})))


def test_a_grant_without_the_permission_gives_nothing():
    assert not actor(Grant(READ)).may(Permission.MATTER_CLOSE, HOUSE)


def test_what_bars_a_unit_bars_its_people_whatever_they_may():
    assert not actor(Grant(READ), units=frozenset({7})).may(
        Permission.MATTER_READ, Scope(barred=frozenset({7}))
    )


def test_confidential_rows_need_a_permission_of_their_own():
    hidden = Scope(confidential=True)
    assert not actor(Grant(READ)).may(Permission.MATTER_READ, hidden)
    assert actor(Grant(READ | {Permission.MATTER_CONFIDENTIAL})).may(Permission.MATTER_READ, hidden)


def test_two_half_grants_do_not_make_a_whole_one():
    halves = actor(Grant(READ), Grant(frozenset({Permission.MATTER_CONFIDENTIAL})))
    assert not halves.may(Permission.MATTER_READ, Scope(confidential=True))


def test_require_raises_a_sentence():
    with pytest.raises(Forbidden):
        actor().require(Permission.MATTER_READ, HOUSE)


def test_the_post_that_gives_the_permission_is_named():
    two = actor(Grant(READ, below="9", post="post/a"), Grant(READ, post="post/b"))
    assert two.post_for(Permission.MATTER_READ, Scope(path="1")) == "post/b"
    assert two.post_for(Permission.MATTER_CLOSE, Scope(path="1")) == ""


def test_machines_may_only_what_their_list_says():
    assert machine("import", run="7").ref == "import/7"
    assert machine("silence").ref == "machine/silence"
    for name, permissions in MACHINES.items():
        assert {p for p in Permission if machine(name).may(p, HOUSE)} == permissions


def test_a_resident_reads_nothing_of_the_house():
    assert not resident("web").may(Permission.MATTER_READ, HOUSE)


def test_a_state_that_the_table_does_not_name_is_refused():
    class Row:
        standing, standing_label = "closed", "closed"

    require_state(Row(), Transition(Permission.MATTER_READ))  # type: ignore[arg-type] # a stand-in for a row
    with pytest.raises(Refusal, match="closed"):
        require_state(Row(), Transition(Permission.MATTER_READ, frozenset({"open"})))  # type: ignore[arg-type] # the same


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        (None, "null"),
        (True, "true"),
        (7, "7"),
        ("敲门", '"敲门"'),
        (datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), '"@1000000"'),
        (date(2026, 3, 2), '"2026-03-02"'),
        (Decimal("1.50"), '"1.5"'),
        (UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        ([1, (2,)], "[1,[2]]"),
        ({3, 1}, "[1,3]"),
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
    ],
)
def test_each_value_has_one_spelling(value, spelled: str):
    assert canonical({"": value}) == f'{{"":{spelled}}}'


@pytest.mark.parametrize("value", [1.0, {"a": 0.5}, object(), b"bytes"])
def test_floats_and_strangers_are_refused(value):
    with pytest.raises(TypeError):
        plain(value)


@given(st.datetimes(timezones=st.just(UTC)))
def test_microseconds_are_exact(at: datetime):
    assert datetime(1970, 1, 1, tzinfo=UTC).timestamp() == 0
    assert micros(at) % 1_000_000 == at.microsecond


def test_a_salted_digest_changes_with_salt_and_text():
    assert len({salted(b"a", "x"), salted(b"b", "x"), salted(b"a", "y"), salted(b"a", b"x")}) == 4


def test_a_series_has_no_gaps_and_no_doubles(db: None):
    assert [*counters.take("JY", 2), *counters.take("JY"), *counters.take("LY")] == [1, 2, 3, 1]
    assert Counter.objects.get(series="JY").last == 3


def test_a_stream_has_each_number_once(db: None):
    line = {"stream": "s/1", "seq": 1, "verb": "v", "by": "b", "at": clock.now(), "data": "{}", "digest": "d"}
    Event.objects.create(**line)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(**line)


def test_the_clock_is_told_only_inside():
    at = datetime(2026, 3, 2, tzinfo=UTC)
    with clock.told(at):
        assert (clock.now(), clock.today()) == (at, date(2026, 3, 2))
    assert clock.now() != at


def test_a_commit_waits_for_the_disk(db: None):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
