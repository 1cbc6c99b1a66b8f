"""The daily root: one digest over all heads and the count of lines, kept outside the database too.

The file is made to be copied: printed in the gazette, mailed to the auditor, carved in stone. It shows what
the chain alone cannot: that somebody who may write to the database has hashed a whole stream again. The
database remembers each root as a row of its own, so that a file which was lost or altered shows as well.
"""

import os
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, OuterRef, Subquery

from qiaomen.kernel import ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.models.roots import Root


def file() -> Path:
    return Path(settings.QIAOMEN_HOME) / "roots.txt"


def published() -> list[str]:
    """The lines of the file: each should be a root as text, oldest first."""
    return file().read_text(encoding="utf-8", errors="replace").splitlines() if file().exists() else []


def cut(day: date, *, through: int, previous: str) -> Root:
    """The root over the lines up to id `through`, unsaved: sha256 over the sorted heads and the count."""
    covered = Event.objects.filter(pk__lte=through)
    last = covered.filter(stream=OuterRef("stream")).order_by("-seq")
    heads = covered.filter(pk=Subquery(last.values("pk")[:1])).order_by("stream")
    text = sha256(previous.encode())
    for stream, head in heads.values_list("stream", "digest").iterator(chunk_size=2000):
        text.update(f"\n{stream} {head}".encode())
    events = covered.count()
    text.update(f"\n{events}".encode())
    digest = f"sha256:{text.hexdigest()}"
    return Root(day=day, through=through, events=events, previous=previous, digest=digest)


def publish(day: date, *, by: Actor) -> Root:
    """Cut the day's root and append it to the file; a day that has one keeps it."""
    with transaction.atomic():
        _wait_for_writers()
        root = Root.objects.filter(day=day).first()
        if root is None:
            last = Root.objects.last()
            through = Event.objects.aggregate(last=Max("pk"))["last"] or 0
            root = cut(day, through=through, previous=last.digest if last else "")
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
