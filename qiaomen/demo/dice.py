"""Chance that falls the same way each time: by the number of a message and what is asked."""

from collections.abc import Mapping
from hashlib import sha256
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")


def share(number: str, question: str) -> float:
    """From 0 up to 1."""
    digest = sha256(f"{number} {question}".encode()).digest()
    return int.from_bytes(digest[:6]) / 256**6


def likely(number: str, question: str, chance: float) -> bool:
    return share(number, question) < chance


def between(number: str, question: str, least: int, most: int) -> int:
    """One of the whole numbers from `least` to `most`."""
    return least + int(share(number, question) * (most - least + 1))


def weighed(number: str, question: str, weights: Mapping[T, float]) -> T:
    """One of the keys, as often as its weight says."""
    marks = list(accumulate(weights.values()))
    at = share(number, question) * marks[-1]
    return next(value for value, mark in zip(weights, marks, strict=True) if at < mark)
