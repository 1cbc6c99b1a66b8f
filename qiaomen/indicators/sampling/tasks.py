"""The monthly draw as background work."""

from datetime import timedelta

from django.conf import settings

from qiaomen.indicators.sampling.actions import draw_sample
from qiaomen.indicators.sampling.models import Sample
from qiaomen.kernel import clock
from qiaomen.kernel.actors import machine
from qiaomen.kernel.calendar import calendar_now
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.tasks import task


@task
def draw_last_month() -> None:
    """On the first workday of a month the one before; later, if no worker lived on that day."""
    today = clock.today()
    month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    if not calendar_now().is_workday(today) or Sample.objects.filter(month=month).exists():
        return
    try:
        draw_sample(month, per_unit=settings.QIAOMEN_SAMPLE_PER_UNIT, by=machine("sampling"))
    except Refusal:
        return  # nothing was closed, or somebody was quicker
