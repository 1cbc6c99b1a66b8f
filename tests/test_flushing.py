"""What a test has committed is gone before the next one."""

import pytest
from django.core.management import call_command

from qiaomen.matters.index import MATTERS_TEXT
from tests.world import World, monday, world

__all__ = ["monday", "world"]


@pytest.mark.django_db(transaction=True)
def test_the_words_of_matters_go_with_them(world: World):
    world.receive(body="漏水")
    assert MATTERS_TEXT.count("漏水", stop=2) == 1
    call_command("flush", interactive=False)
    assert MATTERS_TEXT.count("漏水", stop=2) == 0
