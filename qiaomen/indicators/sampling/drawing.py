"""Drawing lots that anybody can draw again. Pure.

The lot of a matter is sha256 of the seed, a space and its number; of each unit the matters with the smallest
lots are drawn. Who knows the seed and the numbers finds the same ones with any sha256 at hand.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256


def lot(seed: str, number: str) -> str:
    return sha256(f"{seed} {number}".encode()).hexdigest()


def draw(pool: Mapping[int, Iterable[str]], seed: str, per_unit: int) -> dict[int, list[str]]:
    """Of the numbers of each unit so many, the smallest lot first."""
    return {
        unit: sorted(numbers, key=lambda number: lot(seed, number))[:per_unit]
        for unit, numbers in pool.items()
    }


def pool_of(pool: Mapping[int, Iterable[str]]) -> str:
    """One digest of all that was drawn from: whoever repeats the draw sees whether it was the same."""
    lines = sorted(f"{unit} {number}" for unit, numbers in pool.items() for number in numbers)
    return f"sha256:{sha256(chr(10).join(lines).encode()).hexdigest()}"
