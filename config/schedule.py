"""What is done at its time: name -> (rhythm, task). Times are those of the office's clock."""

from collections.abc import Mapping
from datetime import time, timedelta

from django.conf import settings

from qiaomen.catalogue.knowledge import chasing
from qiaomen.indicators.hot import tasks as hot
from qiaomen.indicators.sampling import tasks as sampling
from qiaomen.kernel import outbox
from qiaomen.kernel.tasks import janitor, publishing, statistics
from qiaomen.kernel.tasks.schedule import Daily, Entry, Every
from qiaomen.mailbox import tasks as mailbox
from qiaomen.matters import tasks

SCHEDULE: Mapping[str, Entry] = {
    "database-statistics": (Daily(time(4, 0)), statistics.refresh_statistics),
    "hot-issues": (Every(timedelta(minutes=10)), hot.group_new_matters),
    "items-proposal": (Daily(time(4, 30)), tasks.propose_learning),
    "knowledge-review": (Daily(time(8, 30)), chasing.chase_outdated),
    "ledger-root": (Daily(time(0, 10)), publishing.publish_root),
    **({"mail-fetch": (Every(timedelta(minutes=3)), mailbox.fetch)} if settings.QIAOMEN_MAIL else {}),
    "matters-chase": (Every(timedelta(hours=1)), tasks.chase),
    "matters-end": (Every(timedelta(hours=1)), tasks.bring_to_an_end),
    "matters-forget": (Daily(time(2, 30)), tasks.forget),
    "matters-steps": (Every(timedelta(hours=1)), tasks.keep_to_steps),
    "outbox-abandoned": (Every(timedelta(minutes=1)), outbox.send_abandoned),
    "sampling-draw": (Daily(time(6, 0)), sampling.draw_last_month),
    "tasks-rescue": (Every(timedelta(minutes=1)), janitor.rescue),
    "tasks-tidy": (Daily(time(3, 30)), janitor.tidy),
    "whistles-chase": (Every(timedelta(minutes=5)), tasks.chase_whistles),
}
