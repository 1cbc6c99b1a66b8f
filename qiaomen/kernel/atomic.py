"""Files that are there whole or not at all, and folders that one process changes at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

PART = ".part-"  # how unfinished files begin: whoever sweeps a folder may know them by it


@contextmanager
def atomically(path: Path) -> Iterator[Path]:
    """Gives a path beside `path` to write to and moves it there at the end: readers see all or nothing.

    After an error nothing is left. An OSError (a full disk, a folder that is closed) becomes a Refusal.
    """
    part = path.with_name(f"{PART}{token_hex(8)}")
    try:
        part.touch()
        yield part
        _flush(part)
        part.replace(path)
        _flush(path.parent)  # the new name is on the disk only when the folder is
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`, which its owner only can read and write; folders are made as needed."""
    _make(path.parent)
    with atomically(path) as part:
        part.chmod(0o600)
        part.write_bytes(content)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Inside, no other process or thread is inside `locked(folder)`."""
    _make(folder)
    try:
        handle = (folder / ".lock").open("ab")
    except OSError as error:
        raise _refused(folder, error) from error
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise _refused(folder, error) from error


def _flush(path: Path) -> None:
    """Onto the disk, before the name is given: a crash must not leave an empty file under a good name."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused(path: Path, error: OSError) -> Refusal:
    return Refusal(
        _("%(file)s cannot be written (%(reason)s): make room or allow writing there, then try again.")
        % {"file": path, "reason": error.strerror}
    )
