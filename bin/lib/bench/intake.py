"""Intake through the action, one matter at a time, beside bare inserts of as many plain rows."""

import json
import statistics
from datetime import UTC, datetime
from itertools import count

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bin.lib.bench import house
from qiaomen.kernel.actors import resident
from qiaomen.kernel.models import Event
from qiaomen.matters.actions.receiving import receive
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import Told

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


def bare(rows: int) -> None:
    """A bare transaction with as many plain rows, of the width of an event."""
    with transaction.atomic():
        for _row in range(rows):
            row = {"stream": f"bench/{next(keys)}", "seq": 1, "verb": "x", "by": "x", "at": AT, "data": BODY}
            Event.objects.create(**row, digest="x" * 71)


def main() -> None:
    house.build()
    one()
    rows = rows_written()
    pairs = [
        (
            house.seconds(lambda: house.times(EACH, one)),
            house.seconds(lambda: house.times(EACH, lambda: bare(rows))),
        )
        for _round in range(ROUNDS)
    ]
    ratios = [plain / action for action, plain in pairs]
    print(
        json.dumps(
            {
                "rows_each": rows,
                "intake_per_second": round(EACH / statistics.median(action for action, _ in pairs)),
                "bare_per_second": round(EACH / statistics.median(plain for _, plain in pairs)),
                "intake_to_bare": round(statistics.median(ratios), 2),
            }
        )
    )


if __name__ == "__main__":
    main()
