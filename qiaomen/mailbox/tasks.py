"""The mail box as background work; `config.schedule` says when."""

from qiaomen.kernel.tasks import task
from qiaomen.mailbox import fetching


@task
def fetch() -> None:
    fetching.fetch()
