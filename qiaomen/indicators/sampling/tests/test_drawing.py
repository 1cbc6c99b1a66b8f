"""Lots that anybody can draw again."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from qiaomen.indicators.sampling.drawing import draw, lot, pool_of

POOLS = st.dictionaries(
    st.integers(1, 9), st.lists(st.text("JY-0123456789", min_size=1, max_size=9), unique=True)
)


def test_a_lot_is_what_any_sha256_gives():
    assert lot("seed", "JY-2026-000001") == sha256(b"seed JY-2026-000001").hexdigest()


@given(POOLS, st.text(), st.integers(1, 9))
def test_each_unit_gives_so_many_of_its_own_or_all_that_it_has(pool, seed, per_unit):
    for unit, drawn in draw(pool, seed, per_unit).items():
        assert set(drawn) <= set(pool[unit])
        assert len(set(drawn)) == min(per_unit, len(pool[unit]))


@given(POOLS, st.text(), st.integers(1, 9))
def test_the_order_in_which_the_numbers_come_decides_nothing(pool, seed, per_unit):
    turned = {unit: list(reversed(numbers)) for unit, numbers in reversed(pool.items())}
    assert draw(pool, seed, per_unit) == draw(turned, seed, per_unit)
    assert pool_of(pool) == pool_of(turned)


def test_another_seed_draws_others():
    pool = {1: [f"N{number}" for number in range(50)]}
    assert draw(pool, "one", 5) != draw(pool, "other", 5)


def test_another_pool_has_another_digest():
    assert pool_of({1: ["a"]}) != pool_of({1: ["b"]})
