"""The days on which the State rests and works: what differs from Monday to Friday, as MMDD.

A row is written like the yearly notice of the State Council's General Office, so that an official can
check it with a finger on the paper. A year without make-up workdays here is not arranged yet: it has the
festivals of the law alone (Order 795, 2024), without the days in lieu, whose place nobody knows before
the notice. The rows are those of the `holidays` package; a test compares them and prints the row that is
wrong or missing. They stand here because the package costs a worker 34 MB and a second.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

DAYS_OFF = {
    2014: "0101 0131-0206 0405-0407 0501-0503 0531-0602 0906-0908 1001-1007",
    2015: "0101-0103 0218-0224 0404-0406 0501-0503 0620-0622 0903-0905 1001-1007",
    2016: "0101-0103 0207-0213 0402-0404 0430-0502 0609-0611 0915-0917 1001-1007",
    2017: "0101-0102 0127-0202 0402-0404 0429-0501 0528-0530 1001-1008",
    2018: "0101 0215-0221 0405-0407 0429-0501 0616-0618 0922-0924 1001-1007 1230-1231",
    2019: "0101 0204-0210 0405-0407 0501-0504 0607-0609 0913-0915 1001-1007",
    2020: "0101 0124-0202 0404-0406 0501-0505 0625-0627 1001-1008",
    2021: "0101-0103 0211-0217 0403-0405 0501-0505 0612-0614 0919-0921 1001-1007",
    2022: "0101-0103 0131-0206 0403-0405 0430-0504 0603-0605 0910-0912 1001-1007",
    2023: "0101-0102 0121-0127 0405 0429-0503 0622-0624 0929-1006",
    2024: "0101 0210-0217 0404-0406 0501-0505 0608-0610 0915-0917 1001-1007",
    2025: "0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008",
    2026: "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007",
    2027: "0101 0205-0208 0405 0501-0502 0609 0915 1001-1003",
    2028: "0101 0125-0128 0404 0501-0502 0528 1001-1003",
    2029: "0101 0212-0215 0404 0501-0502 0616 0922 1001-1003",
    2030: "0101 0202-0205 0405 0501-0502 0605 0912 1001-1003",
    2031: "0101 0122-0125 0405 0501-0502 0624 1001-1003",
    2032: "0101 0210-0213 0404 0501-0502 0612 0919 1001-1003",
    2033: "0101 0130-0202 0404 0501-0502 0601 0908 1001-1003",
    2034: "0101 0218-0221 0405 0501-0502 0620 0927 1001-1003",
    2035: "0101 0207-0210 0405 0501-0502 0610 0916 1001-1003",
    2036: "0101 0127-0130 0404 0501-0502 0530 1001-1004",
    2037: "0101 0214-0217 0404 0501-0502 0618 0924 1001-1003",
    2038: "0101 0203-0206 0405 0501-0502 0607 0913 1001-1003",
    2039: "0101 0123-0126 0405 0501-0502 0527 1001-1003",
    2040: "0101 0211-0214 0404 0501-0502 0614 0920 1001-1003",
}

MAKE_UP_WORKDAYS = {
    2014: "0126 0208 0504 0928 1011",
    2015: "0104 0215 0228 0906 1010",
    2016: "0206 0214 0612 0918 1008 1009",
    2017: "0122 0204 0401 0527 0930",
    2018: "0211 0224 0408 0428 0929 0930 1229",
    2019: "0202 0203 0428 0505 0929 1012",
    2020: "0119 0426 0509 0628 0927 1010",
    2021: "0207 0220 0425 0508 0918 0926 1009",
    2022: "0129 0130 0402 0424 0507 1008 1009",
    2023: "0128 0129 0423 0506 0625 1007 1008",
    2024: "0204 0218 0407 0428 0511 0914 0929 1012",
    2025: "0126 0208 0427 0928 1011",
    2026: "0104 0214 0228 0509 0920 1010",
}


def arranged(year: int) -> bool:
    """Whether the notice for the year is known here."""
    return year in MAKE_UP_WORKDAYS


@cache
def days_off(year: int) -> frozenset[date]:
    """The holidays; the Saturdays and Sundays among them are not of interest."""
    spans = DAYS_OFF.get(year, "").split()
    return frozenset(day for span in spans for day in _days(year, span))


@cache
def make_up_workdays(year: int) -> frozenset[date]:
    """The Saturdays and Sundays that are worked (调休)."""
    return frozenset(_day(year, text) for text in MAKE_UP_WORKDAYS.get(year, "").split())


def _days(year: int, span: str) -> Iterator[date]:
    first, _dash, last = span.partition("-")
    day, end = _day(year, first), _day(year, last or first)
    while day <= end:
        yield day
        day += timedelta(days=1)


def _day(year: int, text: str) -> date:
    return date(year, int(text[:2]), int(text[2:]))
