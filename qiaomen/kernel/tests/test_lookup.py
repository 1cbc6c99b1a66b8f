import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.kernel.keys import Keyring
from qiaomen.kernel.lookup import codes_match, lookup_hash, tracking_code


def test_the_same_value_is_found_again_after_a_rotation():
    before = lookup_hash("phone", "+8613800138000")
    Keyring.load().add()
    assert lookup_hash("phone", "+8613800138000") == before


def test_the_same_value_of_another_kind_has_another_hash():
    assert lookup_hash("phone", "1") != lookup_hash("name", "1")
    assert lookup_hash("a", "b,c") != lookup_hash("a,b", "c")


def test_another_installation_has_other_hashes_and_codes(other_installation):
    here = lookup_hash("phone", "1"), tracking_code("1")
    other_installation()
    there = lookup_hash("phone", "1"), tracking_code("1")
    assert not set(here) & set(there)


@given(st.text())
def test_a_code_is_short_stable_and_without_vowels(key):
    code = tracking_code(key)
    assert re.fullmatch(r"[2-9B-DF-HJKMNP-TV-Z]{4}-[2-9B-DF-HJKMNP-TV-Z]{4}", code)
    assert tracking_code(key) == code


@pytest.mark.parametrize("typed", ["7KQP-3MXR", "7kqp3mxr", " 7kqp 3mxr ", "７ＫＱＰ－３ＭＸＲ", "7KQP—3MXR"])
def test_a_code_is_known_however_it_is_typed(typed):
    assert codes_match(typed, "7KQP-3MXR")


@pytest.mark.parametrize("typed", ["", "7KQP-3MX", "7KQP-3MXRR", "8KQP-3MXR", "七KQP-3MXR"])
def test_another_code_is_not(typed):
    assert not codes_match(typed, "7KQP-3MXR")
