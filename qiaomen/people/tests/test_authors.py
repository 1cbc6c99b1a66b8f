"""No name of a machine is read by people."""

import pytest
from django.utils import translation

from qiaomen.kernel.actors import MACHINES
from qiaomen.people.authors import MACHINE_NAMES, author


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        ("person/7", "示例水务"),
        ("person/404", "Somebody who is not known any more"),
        ("resident/web", "Resident"),
        ("machine/silence", "Automatic closing"),
        ("import/7", "File import 7"),
        ("rule/31", "Routing rule 31"),
    ],
)
def test_the_author_is_named_as_people_say_it(ref, name):
    with translation.override("en"):
        assert author(ref, {"person/7": "示例水务"}) == name


def test_every_machine_has_a_name():
    assert set(MACHINE_NAMES) == set(MACHINES)
