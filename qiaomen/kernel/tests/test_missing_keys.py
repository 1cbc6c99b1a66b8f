"""A database whose keys are not in the folder is not worked with as if nothing were wrong."""

import pytest

from qiaomen.kernel import rotation
from qiaomen.kernel.keys import Keyring
from qiaomen.kernel.refusal import Refusal
from tests.world import World, monday, world

__all__ = ["monday", "world"]


def test_rows_sealed_with_a_key_that_is_gone_are_told(world: World):
    matter = world.receive()
    rotation.require_keys()
    type(matter).objects.update(wrapping_key_id="lost")
    with pytest.raises(Refusal, match=rf"The keys lost, .* are not in {Keyring.load().folder}"):
        rotation.require_keys()
