"""From a figure to the list behind it: all matters, with filters in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from qiaomen.indicators.behind import Behind
from qiaomen.indicators.overview.subjects import Kind, Subject
from qiaomen.indicators.periods import Period


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one subject; `place` and `unit` narrow them."""

    subject: Subject

    def waiting(self, period: Period | None = None, *, due: str = "", place: str = "") -> str:
        """What is open, of what came in on some days."""
        days = _days(period, "since", "until")
        return self._all(state="open", counted=Behind.COUNTED, due=due, place=place, **days)

    def received(self, period: Period) -> str:
        return self._all(counted=Behind.COUNTED, **_days(period, "since", "until"))

    def ended(self, period: Period) -> str:
        return self._all(counted=Behind.COUNTED, **_days(period, "closed_since", "closed_until"))

    def closed(self, period: Period, figure: Behind = Behind.CLOSED, *, unit: str = "") -> str:
        return self._all(counted=figure, unit=unit, **_days(period, "closed_since", "closed_until"))

    def _all(self, **filters: str) -> str:
        own = "place" if self.subject.kind == Kind.PLACE else "unit"
        said = {own: self.subject.code} | {name: str(value) for name, value in filters.items() if value}
        return f"{reverse('desk:queue', args=['all'])}?{urlencode(said)}"


def page_of(kind: Kind, code: str) -> str:
    return reverse(f"desk:overview-{kind}", args=[code])


def _days(period: Period | None, since: str, until: str) -> dict[str, str]:
    days = {since: period.first, until: period.last} if period else {}
    return {name: day.isoformat() for name, day in days.items() if day}
