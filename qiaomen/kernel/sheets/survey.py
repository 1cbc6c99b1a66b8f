"""How far the cells of a worksheet reach, and which of them hide a value, read from its XML as a stream."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

# A tag of a row, cell, formula or value with its attributes, which end in "/" when there is no content; a
# value without content is none.
_TAG = re.compile(rb"<(?:\w+:)?(row|c|f|v)(?=[\s/>])([^>]*)>(?!</(?:\w+:)?v>)")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]*)(\d+)[\"']")
_ERROR = re.compile(rb"\st\s*=\s*[\"']e[\"']")
_WORDS = re.compile(rb"\st\s*=\s*[\"']str[\"']")  # of a formula whose value may be empty
_INLINE = re.compile(rb"\st\s*=\s*[\"']inlineStr[\"']")
_LONGEST_TAG = 4096


@dataclass
class Survey:
    """The last row and column that hold something, counted from 1, and the (row, column) of each error and of
    each formula without a value, as programs write it that do not calculate.
    """

    last_row: int = 0
    last_column: int = 0
    errors: list[tuple[int, int]] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)

    @property
    def size(self) -> int:
        return self.last_row * self.last_column

    def note(self, row: int, column: int) -> None:
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)


def survey(chunks: Iterable[bytes]) -> Survey:
    """Reads a part in constant memory. A tag without a reference comes right after the one before."""
    found = Survey()
    row = column = 0
    formula: tuple[int, int] | None = None
    words = False
    for tag, attributes in _tags(chunks):
        if tag == b"f":
            formula = None if words else (row, column)
            found.note(row, column)
            continue
        if tag == b"v":
            if not attributes.endswith(b"/"):
                formula = None
                found.note(row, column)
            continue
        found.formulas += [formula] if formula else []
        formula, words = None, bool(_WORDS.search(attributes))
        reference = _REFERENCE.search(attributes)
        letters, digits = reference.groups() if reference else (b"", b"")
        if tag == b"row":
            row, column = int(digits or row + 1), 0
            continue
        row = int(digits or row)
        column = column_number(letters) if letters else column + 1
        if _INLINE.search(attributes):  # its words stand in no value
            found.note(row, column)
        if _ERROR.search(attributes):
            found.errors.append((row, column))
    found.formulas += [formula] if formula else []
    return found


def _tags(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """A tag that a chunk cuts in two is kept for the next one; what is too long for a tag is text."""
    rest = b""
    for chunk in chunks:
        read = rest + chunk
        cut = max(read.rfind(b"<"), len(read) - _LONGEST_TAG)
        yield from _TAG.findall(read[:cut])
        rest = read[cut:]
    yield from _TAG.findall(rest)


@lru_cache(maxsize=1024)
def column_number(letters: bytes) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def column_letters(number: int) -> str:
    """1 is A, 26 is Z, 27 is AA."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
