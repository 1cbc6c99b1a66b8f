"""An overview as lines of text, for the terminal."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from qiaomen.indicators.overview.flow import Age
from qiaomen.indicators.overview.page import Overview
from qiaomen.indicators.overview.sentences import changes
from qiaomen.indicators.wording import aligned


def lines(overview: Overview) -> list[str]:
    parts = (
        _head(overview),
        _weeks(overview),
        _ages(overview),
        overview.rates.lines(),
        overview.grids.lines(),
    )
    found = [line for part in parts for line in (*part, "")]
    return [*found, *overview.hot.lines()]


def _head(overview: Overview) -> Iterator[str]:
    yield overview.subject.name
    yield from (f"- {sentence}" for sentence in changes(overview))


def _weeks(overview: Overview) -> list[str]:
    titles = [_("Week from"), _("Came in"), _("Ended"), _("Open at its end")]
    weeks = overview.flow.weeks
    rows = [[str(w.period.first), str(w.received), str(w.ended), str(w.open)] for w in weeks]
    return aligned([titles, *rows])


def _ages(overview: Overview) -> list[str]:
    titles = [_("Came in"), _("Open"), _("Overdue")]
    rows = [[age_of(age), str(age.open), str(age.overdue)] for age in overview.flow.ages]
    return aligned([titles, *rows])


def age_of(age: Age) -> str:
    if age.period.first is None:
        return _("before %s") % age.period.last
    return _("%(first)s to %(last)s") % {"first": age.period.first, "last": age.period.last}
