"""Intake through the action, one matter at a time, beside bare inserts of as many plain rows."""

import json
import statistics
from datetime import UTC, datetime
from functools import partial
from itertools import count
from uuid import uuid4

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from bin.lib.bench import house
from qiaomen.kernel.actors import resident
from qiaomen.kernel.models import Event
from qiaomen.matters.actions.receiving import receive
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import Told
from qiaomen.matters.models import Matter, Telling

EACH, ROUNDS = 200, 7
BODY = "三单元楼道的灯坏了一个星期，晚上老人上下楼看不见，请尽快派人来修。" * 4
AT = datetime(2026, 1, 5, 2, tzinfo=UTC)

keys = count()


def one() -> None:
    told = Told(key=f"bench:{next(keys)}", channel=Channel.WEB, body=BODY, phone="15400000001", name="示例")
    receive(told, by=resident("web"))


def rows_written() -> int:
    with CaptureQueriesContext(connection) as told:
        one()
    return sum("INSERT" in query["sql"] for query in told.captured_queries)


def narrow(rows: int) -> None:
    """A bare transaction with as many plain rows, of the width of an event."""
    with transaction.atomic():
        for _row in range(rows):
            row = {"stream": f"bench/{next(keys)}", "seq": 1, "verb": "x", "by": "x", "at": AT, "data": BODY}
            Event.objects.create(**row, digest="x" * 71)


class SameRows:
    """The rows of an intake once more under other keys, written plainly: nothing checked, hashed or sealed.

    A plain row stands for the counter and for the text index, which have no model of their own.
    """

    def __init__(self) -> None:
        self.matter = _columns(Matter.objects.latest("pk"))
        self.telling = _columns(Telling.objects.latest("pk"))
        self.event = _columns(Event.objects.latest("pk"))
        self.jobs = apps.get_model("django_tasks_database", "DBTaskResult").objects
        self.job = _columns(self.jobs.latest("enqueued_at"))

    def write(self) -> None:
        key = f"bench/{next(keys)}"
        with transaction.atomic():
            matter = Matter.objects.create(**{**self.matter, "number": key})
            Telling.objects.create(**{**self.telling, "key": key, "matter_id": matter.pk})
            self.jobs.create(**{**self.job, "id": uuid4()})
            for part in ("event", "counter", "words"):
                Event.objects.create(**{**self.event, "stream": f"{key}/{part}"})


def _columns(row: Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.fields if field.name != "id"}


def main() -> None:
    house.build()
    one()
    rows, same = rows_written(), SameRows()
    house.times(20, one)
    rounds = [
        [house.seconds(partial(house.times, EACH, work)) for work in (one, same.write, partial(narrow, rows))]
        for _round in range(ROUNDS)
    ]
    print(
        json.dumps(
            {
                "rows_each": rows,
                "intake_per_second": round(EACH / statistics.median(took for took, _, _ in rounds)),
                "to_the_same_rows": round(statistics.median(same / took for took, same, _ in rounds), 2),
                "to_narrow_rows": round(statistics.median(narrow / took for took, _, narrow in rounds), 2),
            }
        )
    )


if __name__ == "__main__":
    main()
