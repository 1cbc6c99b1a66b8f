"""How deep the places of a map are coloured, and what its legend says. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

STEPS = 4


class Range(NamedTuple):
    """A colour of the legend: for numbers from `low` to `high`, both included."""

    step: int
    low: int
    high: int

    @property
    def text(self) -> str:
        if self.low == self.high:
            return str(self.low)
        return _("%(low)d to %(high)d") % {"low": self.low, "high": self.high}


def ranges(numbers: Iterable[int]) -> list[Range]:
    """Up to four ranges of nearly the same width, from 1 to the largest number; none where all are 0."""
    largest = max(numbers, default=0)
    highs = sorted({-(-largest * step // STEPS) for step in range(1, STEPS + 1)} - {0})
    lows = [1, *(high + 1 for high in highs)]
    return [Range(step, *pair) for step, pair in enumerate(zip(lows, highs, strict=False), start=1)]


def step_of(number: int, known: Iterable[Range]) -> int:
    """0 for none."""
    return next((one.step for one in known if one.low <= number <= one.high), 0)
