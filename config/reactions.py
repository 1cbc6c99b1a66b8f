"""What follows from what: event name -> functions. The only file that knows both sides; each only enqueues."""

from collections.abc import Callable, Mapping
from typing import Any

REACTIONS: Mapping[str, tuple[Callable[[Any], None], ...]] = {}
