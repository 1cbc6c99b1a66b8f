"""Grouping as background work."""

from qiaomen.indicators.hot.regrouping import regroup
from qiaomen.kernel.tasks import task


@task
def group_new_matters() -> None:
    regroup()
