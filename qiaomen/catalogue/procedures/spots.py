"""Where in a TOML file something stands."""

import tomllib
from typing import Any

Spot = tuple[str | int, ...]


def line_of(text: str, spot: Spot) -> int:
    """The line on which the value at `spot` begins, such as ("step", 2, "limit"); 1 for the whole.

    A value is known once the lines up to its end can be read, and not yet by the longest readable part
    before. So no second reader of TOML is needed.
    """
    lines = text.splitlines(keepends=True)
    before = 0
    for number in range(1, len(lines) + 1) if spot else ():
        known = _read("".join(lines[:number]))
        if known is None:
            continue
        if _holds(known, spot):
            return _first_said(lines, before)
        before = number
    return 1


def _first_said(lines: list[str], before: int) -> int:
    """The first line after `before` that says something."""
    said = (number for number, line in enumerate(lines, 1) if number > before and line.strip())
    return next(said, before + 1)


def _read(text: str) -> Any:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _holds(value: Any, spot: Spot) -> bool:
    for part in spot:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return False
    return True
