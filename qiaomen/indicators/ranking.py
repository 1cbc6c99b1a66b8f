"""Ranks: equals share one, small samples have none."""

from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import TypeVar

from qiaomen.indicators.rates import Figures

K = TypeVar("K", bound=Hashable)


def score(figures: Figures, minimum_sample: int) -> Fraction | None:
    """The mean of the three rates, of those that there are; None below so many verdicts."""
    shares = (figures.response, figures.resolution, figures.satisfaction)
    rates = [share.rate for share in shares if share.rate is not None]
    if not rates or max(share.denominator for share in shares) < minimum_sample:
        return None
    return sum(rates, Fraction(0)) / len(rates)


def rank(scores: Mapping[K, Fraction | None]) -> dict[K, int | None]:
    """1 for the highest; equals share a rank and the next ones skip (1, 1, 3); no score, no rank."""
    known = sorted((score for score in scores.values() if score is not None), reverse=True)
    first = {score: place for place, score in reversed(list(enumerate(known, start=1)))}
    return {key: None if score is None else first[score] for key, score in scores.items()}
