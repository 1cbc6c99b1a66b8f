"""What the count of the whistles says, as lines of text and as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.indicators.grouping import Grouping
from qiaomen.indicators.periods import Period
from qiaomen.indicators.rates import Share
from qiaomen.indicators.report import share_json
from qiaomen.indicators.wording import aligned, percent


class Presence(models.TextChoices):
    """What became of one call of one office; each falls under one of these."""

    IN_TIME = "in_time", gettext_lazy("came in time")
    LATE = "late", gettext_lazy("came late")
    ABSENT = "absent", gettext_lazy("did not come")
    EXCUSED = "excused", gettext_lazy("excused")
    AHEAD = "ahead", gettext_lazy("still ahead")
    CALLED_OFF = "called_off", gettext_lazy("called off")


class Figure(models.TextChoices):
    """What a page shows of the calls of an office; behind each stands the list of those that it counts."""

    CALLED = "called", gettext_lazy("called")
    ANSWERED = "answered_in_time", gettext_lazy("answered in time")
    CAME = "came", gettext_lazy("came")
    REPORTED = "reported", gettext_lazy("took part and reported")
    ABSENT = "absent", gettext_lazy("did not come")
    EXCUSED = "excused", gettext_lazy("excused")


@dataclass(frozen=True, slots=True)
class WhistleFigures:
    called: int
    answered: Share
    came: Share
    presence: Mapping[Presence, int]
    reported: Share

    def count(self, presence: Presence) -> int:
        return self.presence.get(presence, 0)

    def of(self, figure: Figure) -> int:
        """How many calls stand behind the figure."""
        numbers = {
            Figure.CALLED: self.called,
            Figure.ANSWERED: self.answered.numerator,
            Figure.CAME: self.came.numerator,
            Figure.REPORTED: self.reported.numerator,
            Figure.ABSENT: self.count(Presence.ABSENT),
            Figure.EXCUSED: self.count(Presence.EXCUSED),
        }
        return numbers[figure]

    def told(self, figure: Figure) -> str:
        """With its share, where the figure is one of so many."""
        shares = {
            Figure.ANSWERED: self.answered,
            Figure.CAME: self.came,
            Figure.REPORTED: self.reported,
        }
        return _share(shares[figure]) if figure in shares else str(self.of(figure))

    def to_json(self) -> dict[str, Any]:
        return {
            "called": self.called,
            "answered_in_time": share_json(self.answered),
            **{presence.value: self.count(presence) for presence in Presence},
            "came": share_json(self.came),
            "reported": share_json(self.reported),
        }

    def cells(self) -> list[str]:
        counts = (str(self.count(presence)) for presence in Presence)
        return [str(self.called), *map(_share, (self.answered, self.came)), *counts, _share(self.reported)]


@dataclass(frozen=True, slots=True)
class WhistleRow:
    code: str
    name: str
    figures: WhistleFigures


@dataclass(frozen=True, slots=True)
class WhistleReport:
    """By groups, those with most absences first. `level` is the kind of place summed up to, "" for others."""

    grouping: Grouping
    level: str
    period: Period
    total: WhistleFigures
    rows: tuple[WhistleRow, ...]

    def lines(self) -> list[str]:
        return [self._head(), "", *self._table(), "", _("How it is counted:"), *self._rules()]

    def to_json(self) -> dict[str, Any]:
        first, last = self.period.first, self.period.last
        return {
            "by": self.grouping.value,
            "level": self.level or None,
            "period": {"from": first and first.isoformat(), "to": last and last.isoformat()},
            "total": self.total.to_json(),
            "groups": [{"code": row.code, "name": row.name, **row.figures.to_json()} for row in self.rows],
            "meaning": meaning(),
        }

    def _head(self) -> str:
        said = {
            "group": self.grouping.label,
            "first": self.period.first or "…",
            "last": self.period.last or "…",
        }
        return _("Offices called to the spot, by %(group)s, meetings from %(first)s to %(last)s") % said

    def _table(self) -> list[str]:
        presences = [str(presence.label) for presence in Presence]
        head = [self.grouping.label, _("called"), _("answered in time"), _("came"), *presences, _("reported")]
        rows = [[row.name, *row.figures.cells()] for row in self.rows]
        return aligned([list(map(str, head)), *rows, [_("all"), *self.total.cells()]])

    def _rules(self) -> Iterator[str]:
        return (f"- {sentence}" for sentence in meaning().values())


def meaning() -> dict[str, str]:
    """What each number is a number of."""
    return {
        "called": _(
            "Called: each office of each whistle whose meeting lies in the period, counted once; not one "
            "that was called by mistake and let go."
        ),
        "answered_in_time": _(
            "Answered in time: of the offices that answered or whose time to answer has passed; who simply "
            "came had answered then."
        ),
        "came": _("Came: of the offices that came or stayed away without excuse; late is there too."),
        "absent": _("Did not come: the meeting took place, nobody checked in, and nobody excused them."),
        "excused": _("Excused: whoever answers for the matter accepted the reason; counted on neither side."),
        "called_off": _("Called off: ended before the hour of the meeting, so that nobody had to come."),
        "reported": _("Reported: of the offices that came, those that wrote what they did."),
    }


def _share(share: Share) -> str:
    return f"{percent(share.rate)} ({share.numerator}/{share.denominator})"
