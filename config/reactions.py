"""What follows from what: event name -> functions that enqueue. The only file that knows both sides."""

from collections.abc import Callable, Mapping
from typing import Any

REACTIONS: Mapping[str, tuple[Callable[[Any], None], ...]] = {}
