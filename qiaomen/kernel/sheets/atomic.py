"""A file that is there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal


@contextmanager
def atomically(path: Path) -> Iterator[Path]:
    """Gives a path beside `path` to write to and moves it there at the end; after an error nothing is left.

    An OSError (a full disk, a folder that may not be written) becomes a Refusal.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.touch()
        yield part
        _flush(part)
        part.replace(path)
    except OSError as fault:
        sentence = _("The file %(name)s cannot be written (%(reason)s): make room or choose another folder.")
        raise Refusal(sentence % {"name": path.name, "reason": fault.strerror}) from fault
    finally:
        part.unlink(missing_ok=True)


def _flush(part: Path) -> None:
    """Onto the disk before the name is given: a crash must not leave an empty file under a good name."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
