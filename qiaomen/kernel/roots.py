"""The daily root: one digest over all heads and the count of lines, kept outside the database too.

The file is made to be copied: printed in the gazette, mailed to the auditor, carved in stone. It shows what
the chain alone cannot: that somebody who may write to the database has hashed a whole stream again. The
database remembers each root as a row of its own, so that a file which was lost or altered shows as well.
"""

import os
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from qiaomen.kernel import ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.models.roots import Root


def file() -> Path:
    return Path(settings.QIAOMEN_HOME) / "roots.txt"


def published() -> list[str]:
    """The lines of the file: each should be a root as text, oldest first."""
    return file().read_text(encoding="utf-8", errors="replace").splitlines() if file().exists() else []


class Heads:
    """The last digest of each stream, as of a line of the whole ledger; goes forward only."""

    def __init__(self) -> None:
        self._heads: dict[str, str] = {}
        self._through = self._events = 0

    def advance(self, through: int) -> Self:
        """Up to the line with the id `through`."""
        lines = Event.objects.filter(pk__gt=self._through, pk__lte=through).order_by("pk")
        for stream, digest in lines.values_list("stream", "digest").iterator(chunk_size=2000):
            self._heads[stream] = digest
            self._events += 1
        self._through = through
        return self

    def root(self, day: date, *, previous: str) -> Root:
        """The root here, unsaved: sha256 over the one before, the sorted heads and the count of lines."""
        text = sha256(previous.encode())
        for stream, head in sorted(self._heads.items()):
            text.update(f"\n{stream} {head}".encode())
        text.update(f"\n{self._events}".encode())
        digest = f"sha256:{text.hexdigest()}"
        return Root(day=day, through=self._through, events=self._events, previous=previous, digest=digest)


def publish(day: date, *, by: Actor) -> Root:
    """Cut the day's root and append it to the file; a day that has one keeps it."""
    with transaction.atomic():
        _wait_for_writers()
        root = Root.objects.filter(day=day).first()
        if root is None:
            last = Root.objects.last()
            through = Event.objects.aggregate(last=Max("pk"))["last"] or 0
            root = Heads().advance(through).root(day, previous=last.digest if last else "")
            ledger.begin(root, "cut", by=by)
    if str(root) not in published():  # a crash may have come between
        _append(root)
    return root


def _append(root: Root) -> None:
    with file().open("a", encoding="utf-8") as out:
        out.write(f"{root}\n")
        out.flush()
        os.fsync(out.fileno())


def _wait_for_writers() -> None:
    """No line with a smaller id may appear later: PostgreSQL gives ids before commit, SQLite does not."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Event._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
