"""What a report of the rates says, and how it is spelt as JSON: whole numbers, and rates as decimal text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qiaomen.indicators.definitions import Definition, definitions
from qiaomen.indicators.grouping import Grouping
from qiaomen.indicators.page import page
from qiaomen.indicators.periods import Period
from qiaomen.indicators.rates import Figures, LeftOut, Share
from qiaomen.indicators.wording import decimal

SHARES = {
    "response_rate": "response",
    "resolution_rate": "resolution",
    "satisfaction_rate": "satisfaction",
    "reached": "reached",
    "on_time_rate": "on_time",
}
NUMBERS = ("matters", "median_seconds", "p90_seconds", "overdue")


@dataclass(frozen=True, slots=True)
class RatesRow:
    """One group; `rank` is None where the sample is too small."""

    code: str
    name: str
    rank: int | None
    figures: Figures

    def to_json(self) -> dict[str, Any]:
        return {"code": self.code, "name": self.name, "rank": self.rank, **figures_json(self.figures)}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "RatesRow":
        return cls(said["code"], said["name"], said["rank"], figures_from_json(said))


@dataclass(frozen=True, slots=True)
class RatesReport:
    """The rates of a period by groups, the best first, those without a rank last.

    `level` is the kind of place summed up to, "" for another grouping; `published` the digest of the
    published month that this repeats, "" for one that was counted now.
    """

    grouping: Grouping
    level: str
    period: Period
    definition: Definition
    total: Figures
    rows: tuple[RatesRow, ...]
    published: str = ""

    def lines(self) -> list[str]:
        """A page for people."""
        return page(self)

    def to_json(self) -> dict[str, Any]:
        """Everything, with the sentences of the definition in the reader's language."""
        rules = {"rules": self.definition.sentences(), "minimum_sample": self.definition.minimum_sample}
        said = self.frozen()
        return {**said, "published": self.published or None, "definition": {**said["definition"], **rules}}

    def frozen(self) -> dict[str, Any]:
        """What a published month keeps: no words that a language or a later version would change."""
        return {
            "by": self.grouping.value,
            "level": self.level or None,
            "period": {"from": _day(self.period.first), "to": _day(self.period.last)},
            "definition": {"version": self.definition.version},
            "total": figures_json(self.total),
            "groups": [row.to_json() for row in self.rows],
        }

    @classmethod
    def thawed(cls, said: Mapping[str, Any], *, published: str) -> "RatesReport":
        first, last = (said["period"][end] for end in ("from", "to"))
        return cls(
            Grouping(said["by"]),
            said["level"] or "",
            Period(date.fromisoformat(first), date.fromisoformat(last)),
            definitions()[said["definition"]["version"]],
            figures_from_json(said["total"]),
            tuple(RatesRow.from_json(row) for row in said["groups"]),
            published,
        )


def figures_json(figures: Figures) -> dict[str, Any]:
    return {
        **{name: getattr(figures, name) for name in NUMBERS},
        **{name: share_json(getattr(figures, attribute)) for name, attribute in SHARES.items()},
        "left_out": {reason.value: count for reason, count in figures.left_out.items()},
    }


def figures_from_json(said: Mapping[str, Any]) -> Figures:
    told: dict[str, Any] = {name: said[name] for name in NUMBERS}
    told |= {
        attribute: Share(said[name]["numerator"], said[name]["denominator"])
        for name, attribute in SHARES.items()
    }
    left_out = {LeftOut(reason): count for reason, count in said["left_out"].items()}
    return Figures(**told, left_out=left_out)


def share_json(share: Share) -> dict[str, Any]:
    """`rate` has four decimals, as text so that it reads the same everywhere; None of nothing."""
    rate = None if share.rate is None else decimal(share.rate, 4)
    return {"numerator": share.numerator, "denominator": share.denominator, "rate": rate}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
