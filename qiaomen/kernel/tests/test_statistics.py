from django.db import connection

from qiaomen.kernel.models import Counter
from qiaomen.kernel.tasks.statistics import refresh_statistics


def test_the_database_learns_how_many_rows_there_are(db):
    Counter.objects.bulk_create(Counter(series=f"S-{n}") for n in range(300))
    refresh_statistics.func()
    known = {
        "sqlite": "SELECT stat FROM sqlite_stat1 WHERE tbl = 'kernel_counter'",
        "postgresql": "SELECT reltuples::int::text FROM pg_class WHERE relname = 'kernel_counter'",
    }
    with connection.cursor() as cursor:
        cursor.execute(known[connection.vendor])
        assert cursor.fetchone()[0].startswith("300")
