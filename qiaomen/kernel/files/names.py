"""File names that strangers give."""

import unicodedata
from pathlib import PurePosixPath

LONGEST = 255  # bytes in UTF-8: what file systems take
UNNAMED = "attachment"
_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # control, bidi and zero-width, halves, line ends


def clean(name: str) -> str:
    """`name` without folders and invisible characters: what is read is what is there."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in _HARMFUL)
    return seen.strip(" .") or UNNAMED


def with_ending(name: str, endings: tuple[str, ...]) -> str:
    """`name`, short enough to be kept, ending as its content demands: `photo.exe` becomes `photo.exe.jpg`."""
    ending = PurePosixPath(name).suffix
    if ending.lower() in endings:
        return _cut(name.removesuffix(ending), ending)
    return _cut(name, endings[0])


def _cut(stem: str, ending: str) -> str:
    room = LONGEST - len(ending.encode())
    return stem.encode()[:room].decode(errors="ignore") + ending
