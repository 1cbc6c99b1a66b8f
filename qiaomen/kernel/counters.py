"""Numbers from a series, without gaps among committed rows and without doubles."""

from django.db import connection

from qiaomen.kernel.models.counters import Counter

_TAKE = (
    f"INSERT INTO {Counter._meta.db_table} AS counter (series, last) VALUES (%s, %s) "  # noqa: S608 - our table
    "ON CONFLICT (series) DO UPDATE SET last = counter.last + excluded.last RETURNING last"
)  # one statement, the same on both databases; Django's own upsert cannot add


def take(series: str, count: int = 1) -> range:
    """The next `count` numbers; take them as late as possible: the series is locked until commit."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [series, count])
        last: int = cursor.fetchall()[0][0]
    return range(last - count + 1, last + 1)
