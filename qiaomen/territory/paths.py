"""Paths of places: the numbers of a place and of all above it, six digits each, nothing between them.

Fixed width makes "everything below" one range of an index, and a place's ancestors the prefixes of its path.
"""

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, LPad

WIDTH = 6
DEPTH = 20  # levels; a country's deepest address has fewer than half of them
LENGTH = WIDTH * DEPTH


def join(above: str, number: int) -> str:
    """The path of the place `number` under the path `above`."""
    return f"{above}{number:0{WIDTH}d}"


def step(number: str) -> LPad:
    """What `join` adds to the path above, in the database; `number` is the column."""
    return LPad(Cast(number, CharField()), WIDTH, Value("0"))


def depth(path: str) -> int:
    """1 for the root."""
    return len(path) // WIDTH


def line(path: str) -> list[str]:
    """The paths from the root down to `path` itself."""
    return [path[:end] for end in range(WIDTH, len(path) + 1, WIDTH)]


def number(path: str) -> int:
    """The own number of the place at the end of `path`."""
    return int(path[-WIDTH:])


def holds(above: str, path: str) -> bool:
    """Whether `path` is `above` or lies below it."""
    return path.startswith(above)


def related(one: str, other: str) -> bool:
    """Whether one of the two holds the other."""
    return holds(one, other) or holds(other, one)


def after(path: str) -> str:
    """The first path behind everything below `path`.

    Digits only, so that every collation sorts it alike: many sort ":" before the digits.
    """
    return f"{int(path) + 1:0{len(path)}d}"


def below(path: str, column: str = "path") -> Q:
    """Rows whose `column` holds `path` or a path below it; an empty path means everything."""
    return Q(**{f"{column}__gte": path, f"{column}__lt": after(path)}) if path else Q()
