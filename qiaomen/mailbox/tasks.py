"""The mail box as background work; `config.schedule` says when."""

import logging

from qiaomen.kernel.tasks import task
from qiaomen.mailbox import fetching

logger = logging.getLogger("qiaomen.mailbox")


@task
def fetch() -> None:
    """Nobody watches: what was refused is told to whoever keeps the log."""
    report = fetching.fetch()
    for name, reason in [*report.shut, *report.refused]:
        logger.warning("%s: %s", name, reason)
