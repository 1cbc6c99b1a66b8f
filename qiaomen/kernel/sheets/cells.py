"""What one cell says: as text, as a whole number; and how text is kept from becoming a formula."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.visible import visible

Cell: TypeAlias = str | int | float | date | datetime | None

_WHOLE = re.compile(r"([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.0*)?")
# What Excel takes for the beginning of a formula (OWASP, "CSV Injection").
_FORMULA = r"[=+\-@\t\r＝＋－＠]"
_GUARDED = re.compile(rf"'+{_FORMULA}")
_DANGEROUS = re.compile(rf"'*{_FORMULA}")
_EXACT = 2**53
_LARGEST = 1_000_000  # bytes in UTF-8


def text(cell: Cell) -> str:
    """The cell as a person reads it: outer white space and unseen characters removed, nothing collapsed.

    188006.0, which is how Excel stores a whole number, is "188006"; an empty cell is "".
    """
    if isinstance(cell, float):
        return _decimal(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, str):
        return visible(cell.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return "" if cell is None else str(cell)


def _decimal(number: float) -> str:
    """With the 15 digits that Excel knows, never with an exponent."""
    if number.is_integer() and abs(number) < _EXACT:
        return str(int(number))
    return format(Decimal(f"{number:.15g}"), "f")


def whole(cell: Cell) -> int | None:
    """The cell as a whole number, None when it is empty; a Refusal when it holds anything else."""
    written = unicodedata.normalize("NFKC", text(cell))
    if not written:
        return None
    found = _WHOLE.fullmatch(written)
    if not found:
        raise Refusal(_("“%(value)s” is not a whole number: write digits only.") % {"value": shown(cell)})
    return int(found[1] + found[2].replace(",", ""))


def shown(cell: Cell) -> str:
    """A cell as it is quoted in a sentence: one line, not too long."""
    line = " ".join(text(cell).split())
    return line if len(line) <= 40 else f"{line[:39]}…"


def too_large(cell: Cell) -> bool:
    """No character has more than four bytes: nearly every cell is short enough without counting."""
    return isinstance(cell, str) and len(cell) * 4 > _LARGEST and len(cell.encode()) > _LARGEST


def cut(cell: Cell) -> Cell:
    """What is too large, cut off with a note; still too large, so that the torso is not taken for whole."""
    if not isinstance(cell, str) or not too_large(cell):
        return cell
    note = _("… (cut off here: the whole text stands in the file that was read)")
    return f"{cell.encode()[:_LARGEST].decode(errors='ignore')}{note}"


def guarded(value: str) -> str:
    """With an apostrophe before what Excel would run as a formula; `unguarded` takes it away."""
    return f"'{value}" if _DANGEROUS.match(value) else value


def unguarded(value: str) -> str:
    return value[1:] if _GUARDED.match(value) else value
