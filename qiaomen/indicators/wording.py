"""Numbers and tables as people read them."""

from collections.abc import Sequence
from fractions import Fraction
from unicodedata import east_asian_width


def decimal(value: Fraction, places: int) -> str:
    """A fraction from zero up, halves rounded up."""
    scale: int = 10**places
    whole = (2 * value.numerator * scale + value.denominator) // (2 * value.denominator)
    return f"{whole // scale}.{whole % scale:0{places}d}"


def percent(rate: Fraction | None) -> str:
    return "–" if rate is None else f"{decimal(rate * 100, 1)}%"


def hours(seconds: int | None) -> str:
    return "–" if seconds is None else decimal(Fraction(seconds, 3600), 1)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of a table in columns; a Chinese or Korean letter is two columns wide."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
