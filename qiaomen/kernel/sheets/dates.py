"""The instant that a cell means.

The libraries that read "almost any date" guess: they take 3/4/2019 for one of two days and fill a
missing part from today. A file of 50,000 rows must not be guessed at, so the few forms that offices really
write stand here, and everything else is refused by name.
"""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.cells import Cell, shown, text

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_MORNING, _AFTERNOON = ("AM", "上午", "오전"), ("PM", "下午", "오후")
_HALF = "|".join((*_MORNING, *_AFTERNOON))
_GAP = rf"(?:T|\s+|(?={_HALF}))"
_DAYS = (
    rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?:$|{_GAP})",
    rf"(?P<year>\d{{4}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<day>\d{{1,2}})\.?(?:$|{_GAP})",
    rf"(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}})(?:$|{_GAP})",
    r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日号일]\s*",
)
_TIME = (
    rf"(?P<before>{_HALF})?\s*"
    r"(?P<hour>\d{1,2})(?::|时|点|시\s?)(?P<minute>\d{1,2})(?:分|분\s?)?"
    r"(?::?(?P<second>\d{1,2})[秒초]?(?:[.,](?P<fraction>\d{1,9}))?)?"
    rf"\s*(?P<after>{_HALF})?\s*(?P<offset>Z|[+-]\d{{2}}:?\d{{2}})?"
)
_FORMS = (
    *(re.compile(rf"{day}(?:{_TIME})?", re.IGNORECASE) for day in _DAYS),
    re.compile(
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})\s?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})"
    ),
)
_YEAR_LAST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b.*")
# Excel counts days from here. Five digits are 1927 to 2173: fewer or more are a year or a month, not a day.
_EXCEL_BEGINS = datetime(1899, 12, 30)  # noqa: DTZ001 - a wall clock; the zone is the caller's
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
# A year that no living person writes is a slip of the pen; 9999 leaves no room for a zone's offset.
_YEARS = range(1900, 9999)


def moment(cell: Cell, zone: tzinfo) -> datetime:
    """The instant that the cell means, aware; without an offset of its own it is the wall clock in `zone`.

    Reads what Excel keeps as a date, its serial numbers, and the written forms of an office:
    2019/2/28 11:25:05, 2019-02-28 11:25, 2019.2.28, 20190228, 2019年2月28日 上午9时5分, 2019. 2. 28.
    오후 3:05, 2019년 2월 28일 오전 9시 5분, and ISO 8601.
    A day alone is its first instant.
    A Refusal names a value that is no date, is impossible, or could be two days.
    """
    try:
        read = _read(cell)
    except ValueError as impossible:
        raise _refused(_("There is no such day or time as “%(value)s”: correct it."), cell) from impossible
    if read.year not in _YEARS:
        raise _refused(_("The year of “%(value)s” cannot be right: correct it."), cell)
    return read.astimezone(zone) if read.tzinfo else read.replace(tzinfo=zone)


def _read(cell: Cell) -> datetime:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, datetime.min.time())
    written = unicodedata.normalize("NFKC", text(cell))
    if _SERIAL.fullmatch(written):
        return _from_serial(float(written))
    found = next(filter(None, (form.fullmatch(written) for form in _FORMS)), None)
    if not found:
        raise _unreadable(cell, written)
    return _assembled(found.groupdict())


def _from_serial(days: float) -> datetime:
    """Excel's count of days; to the millisecond, which is all that its 15 digits carry."""
    return _EXCEL_BEGINS + timedelta(milliseconds=round(days * 86_400_000))


def _assembled(parts: dict[str, str | None]) -> datetime:
    """ValueError when there is no such day or time."""
    year, month, day, hour, minute, second = (
        int(parts.get(name) or 0) for name in ("year", "month", "day", "hour", "minute", "second")
    )
    micro = int((parts.get("fraction") or "").ljust(6, "0")[:6])
    half = (parts.get("before") or parts.get("after") or "").upper()
    return datetime(year, month, day, _hour(hour, half), minute, second, micro, _offset(parts.get("offset")))


def _hour(hour: int, half: str) -> int:
    """下午9时 is 21, 下午12时 is 12, 上午12时 is 0; people write 下午15时, but 上午15时 is a slip."""
    if half in _AFTERNOON and hour < 12:
        return hour + 12
    if half in _MORNING and hour > 12:
        raise ValueError(hour)
    if half in _MORNING and hour == 12:
        return 0
    return hour


def _offset(written: str | None) -> tzinfo | None:
    if not written or written in "Zz":
        return UTC if written else None
    sign = -1 if written[0] == "-" else 1
    digits = written[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def _unreadable(cell: Cell, written: str) -> Refusal:
    if not written:
        return Refusal(_("A date is missing: write it like 2019-02-28 11:25."))
    if _YEAR_LAST.fullmatch(written):
        return _refused(
            _("“%(value)s” could be two different days: write the year first, like 2019-02-28."), cell
        )
    return _refused(_("“%(value)s” is not a date: write it like 2019-02-28 11:25."), cell)


def _refused(sentence: "StrPromise", cell: Cell) -> Refusal:
    return Refusal(sentence % {"value": shown(cell)})
