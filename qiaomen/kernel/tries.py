"""How often something was tried within the hour: counted in the database, for all workers together."""

from django.db import connection, transaction

from qiaomen.kernel import clock
from qiaomen.kernel.lookup import lookup_hash
from qiaomen.kernel.models.tries import Tries

_ONE_MORE = (
    f"INSERT INTO {Tries._meta.db_table} AS counter (key, tries) VALUES (%s, 1) "  # noqa: S608 - our table
    "ON CONFLICT (key) DO UPDATE SET tries = counter.tries + 1"
)  # one statement, the same on both databases; Django's own upsert cannot add


def tried(what: str, where: str) -> int:
    """How often `what` was counted at `where` (an address, say; kept as a keyed hash) since the full hour."""
    found = Tries.objects.filter(key=_key(what, where)).values_list("tries", flat=True)
    return found.first() or 0


def count(what: str, where: str) -> None:
    """One more; what was counted in earlier hours is forgotten."""
    with transaction.atomic(), connection.cursor() as cursor:
        Tries.objects.filter(key__lt=_hour()).delete()
        cursor.execute(_ONE_MORE, [_key(what, where)])


def _key(what: str, where: str) -> str:
    return f"{_hour()} {what} {lookup_hash('tries', where)}"


def _hour() -> str:
    return f"{clock.now():%Y%m%d%H}"
