"""Overviews that were counted a moment ago: who leafs through them, or prints one, sees the same."""

from functools import lru_cache

from django.conf import settings

from qiaomen.indicators.overview.page import Overview, overview
from qiaomen.indicators.overview.subjects import Subject
from qiaomen.kernel import clock

MOST = 32  # some kilobytes each


def counted(subject: Subject, weeks: int) -> Overview:
    """Of the last minutes where there is one, else counted now."""
    if not settings.QIAOMEN_FIGURES_MINUTES:
        return overview(subject, weeks=weeks, at=clock.now())
    span = 60 * settings.QIAOMEN_FIGURES_MINUTES
    return _of_a_while(subject, weeks, int(clock.now().timestamp()) // span)


@lru_cache(maxsize=MOST)
def _of_a_while(subject: Subject, weeks: int, _while: int) -> Overview:
    return overview(subject, weeks=weeks, at=clock.now())
