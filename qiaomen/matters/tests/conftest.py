"""The world, and the short ways in which these tests walk a matter through it."""

from tests.world import World, monday, unsorted, world

__all__ = ["World", "monday", "unsorted", "world"]
