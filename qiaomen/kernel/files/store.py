"""Attachments on the disk, named by what they contain: the same photo is kept once."""

import os
from collections.abc import Set as AbstractSet
from datetime import timedelta
from hashlib import file_digest
from pathlib import Path

from django.conf import settings

from qiaomen.kernel import clock
from qiaomen.kernel.atomic import locked, write_whole

GRACE = timedelta(days=1)  # longer than any transaction that has stored a file and not yet committed


def path_of(sha256: str) -> Path:
    """Where the content of this digest (hexadecimal) is kept, whether or not it is there."""
    return _root() / sha256[:2] / sha256


def store(content: bytes, sha256: str) -> Path:
    """Keep `content`; once this returns, it is on the disk. Safe to repeat."""
    path = path_of(sha256)
    with locked(_root()):
        if path.exists():
            os.utime(path)  # young again, so that a sweep under way does not take it
            return path
    write_whole(path, content)
    return path


def is_whole(sha256: str) -> bool:
    """Whether the content of this digest is there, and still is that content."""
    try:
        with path_of(sha256).open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def sweep(referenced: AbstractSet[str], *, older_than: timedelta = GRACE) -> int:
    """Remove what no row refers to: leftovers of refused writes and of erased records. Gives how many.

    Files younger than `older_than` may belong to a transaction under way; an erasure that must not wait
    passes no time at all.
    """
    before = (clock.now() - older_than).timestamp()
    strays = [path for path in _root().glob("*/*") if path.name not in referenced]
    return sum(_removed(path, before) for path in strays)


def _removed(path: Path, before: float) -> bool:
    """Whether `path` was there and old enough to go; asked under the lock, as it may be wanted once more."""
    with locked(_root()):
        if not path.exists() or path.stat().st_mtime > before:
            return False
        path.unlink()
    return True


def _root() -> Path:
    return Path(settings.MEDIA_ROOT)
