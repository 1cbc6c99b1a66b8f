"""Text without what nobody sees: marks that turn its direction, letters without width, control characters.

With them one name looks like another, or a line reads backwards; word processors leave them behind too.
"""

import re
import unicodedata

# Zero-width joiners stay where they join: in pictures of families and flags.
_JOINER = "\u200d"
_KEPT = frozenset("\n\r\t")


def visible(text: str) -> str:
    """`text` without them."""
    if all(map(_is_seen, set(text))):  # as nearly all are, and quick to see of a long one
        return text
    parts = re.split(f"({_JOINER})", text)
    kept = [
        part if part != _JOINER else _JOINER * _joins(parts[place - 1], parts[place + 1])
        for place, part in enumerate(parts)
    ]
    return "".join(letter for letter in "".join(kept) if letter == _JOINER or _is_seen(letter))


def _joins(before: str, after: str) -> bool:
    """Between two pictures; the first may bear a mark that says how it is drawn, or its colour."""
    ends = before[-1:], after[:1]
    return all(unicodedata.category(letter) in {"So", "Sk", "Mn"} for letter in ends if letter) and all(ends)


def _is_seen(letter: str) -> bool:
    return letter in _KEPT or unicodedata.category(letter) not in {"Cc", "Cf"}
