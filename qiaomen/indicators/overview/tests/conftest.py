"""The world for these tests."""

from tests.world import monday, world

__all__ = ["monday", "world"]
