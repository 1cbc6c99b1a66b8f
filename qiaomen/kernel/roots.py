"""The daily root: one digest over all heads and the count of lines, kept outside the database.

The file is made to be copied: printed in the gazette, mailed to the auditor, carved in stone. It shows what
the chain alone cannot: that somebody who may write to the database has hashed a whole stream again.
"""

import os
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, OuterRef, Subquery

from qiaomen.kernel.models.ledger import Event


@dataclass(frozen=True, slots=True)
class Root:
    """`through` is the id of the last line covered, `events` how many lines those are."""

    day: date
    through: int
    events: int
    previous: str
    digest: str

    def __str__(self) -> str:
        return f"{self.day} {self.through} {self.events} {self.previous or '-'} {self.digest}"

    @classmethod
    def read(cls, line: str) -> "Root":
        day, through, events, previous, digest = line.split()
        return cls(date.fromisoformat(day), int(through), int(events), previous.strip("-"), digest)


def file() -> Path:
    return Path(settings.QIAOMEN_HOME) / "roots.txt"


def published() -> list[Root]:
    """All roots so far, oldest first."""
    if not file().exists():
        return []
    return [Root.read(line) for line in file().read_text(encoding="utf-8").splitlines()]


def cut(day: date, *, through: int, previous: str) -> Root:
    """The root over the lines up to id `through`: sha256 over the sorted heads and the count."""
    covered = Event.objects.filter(pk__lte=through)
    last = covered.filter(stream=OuterRef("stream")).order_by("-seq")
    heads = covered.filter(pk=Subquery(last.values("pk")[:1])).order_by("stream")
    text = sha256(previous.encode())
    for stream, head in heads.values_list("stream", "digest").iterator(chunk_size=2000):
        text.update(f"\n{stream} {head}".encode())
    events = covered.count()
    text.update(f"\n{events}".encode())
    return Root(day, through, events, previous, f"sha256:{text.hexdigest()}")


def publish(day: date) -> Root:
    """Cut today's root and append it to the file; a day that has one keeps it."""
    known = published()
    if known and known[-1].day >= day:
        return known[-1]
    with transaction.atomic():
        _wait_for_writers()
        through = Event.objects.aggregate(last=Max("pk"))["last"] or 0
        root = cut(day, through=through, previous=known[-1].digest if known else "")
    with file().open("a", encoding="utf-8") as out:
        out.write(f"{root}\n")
        out.flush()
        os.fsync(out.fileno())
    return root


def _wait_for_writers() -> None:
    """No line with a smaller id may appear later: PostgreSQL gives ids before commit, SQLite does not."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Event._meta.db_table} IN SHARE MODE")
