"""Definitions are data that nobody changes once they have been printed."""

from datetime import date
from hashlib import sha256
from importlib import resources

import pytest
from django.utils import translation

from qiaomen.catalogue.models import SUPERVISION
from qiaomen.indicators.definitions import LANGUAGES, definitions, in_force
from qiaomen.matters.states import Ground
from qiaomen.matters.voices import NEEDS_NO_SOLUTION, SATISFIED_FROM

PRINTED = {1: "0d5f4ceaa05345f61cc093bf404386ab170ade4e6b45f06d2556ed206a023878"}


@pytest.mark.parametrize("version", definitions())
def test_a_definition_is_never_edited_but_followed_by_another(version: int):
    text = (resources.files("qiaomen.indicators.definitions") / f"v{version}.toml").read_bytes()
    assert sha256(text).hexdigest() == PRINTED[version]


def test_the_newest_counts_by_the_rules_that_the_desk_works_by():
    newest = in_force(None)
    assert newest.satisfied_from == SATISFIED_FROM
    assert newest.solution_not_asked == NEEDS_NO_SOLUTION
    assert newest.items_left_out == {SUPERVISION}
    assert newest.closed_for == {*Ground} - {Ground.WITHDRAWN}


def test_every_rule_is_written_in_every_language():
    for definition in definitions().values():
        for said in definition.rules.values():
            assert all(said[language].strip() for language in LANGUAGES)


def test_a_period_before_the_first_definition_is_counted_by_the_first():
    assert in_force(date(1990, 1, 1)).version == 1


def test_a_reader_of_another_language_reads_english():
    with translation.override("fr"):
        assert in_force(None).sentences()["response"].startswith("Response")
    with translation.override("ko"):
        assert in_force(None).sentences()["response"].startswith("응답률")
