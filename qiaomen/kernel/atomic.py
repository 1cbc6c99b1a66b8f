"""Files that are there whole or not at all, and folders that one process changes at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

PART = ".part-"  # how unfinished files begin: whoever sweeps a folder may know them by it


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` under another name, flush it to the disk, then rename it: readers see all or nothing.

    The file can be read and written by its owner only. A disk that is full or closed is a Refusal.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_and_rename(path, content)
        _flush_folder(path.parent)
    except OSError as error:
        raise _refused(path, error) from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Inside, no other process or thread is inside `locked(folder)`."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = (folder / ".lock").open("ab")
    except OSError as error:
        raise _refused(folder, error) from error
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _write_and_rename(path: Path, content: bytes) -> None:
    handle, part = mkstemp(prefix=PART, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink()
        raise


def _flush_folder(folder: Path) -> None:
    """The new name is on the disk only when the folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused(path: Path, error: OSError) -> Refusal:
    return Refusal(
        _("%(file)s cannot be written (%(reason)s): make room or allow writing there, then try again.")
        % {"file": path, "reason": error.strerror}
    )
