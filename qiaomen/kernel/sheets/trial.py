"""Reads an old .xls for a trial, as a script of its own in a process that may die of it.

The reader trusts the sizes that such a file states: a damaged one can make it panic, or want so much memory
that the whole process ends. An .xlsx is surveyed instead (`archive`), which tells more.
"""

import contextlib
import resource
import subprocess
import sys
from pathlib import Path

_MEMORY = 2 * 1024**3
_SECONDS = 60


def survives(path: Path) -> bool:
    """Whether the file can be opened without harm; that it opens well is another question."""
    try:
        trial = subprocess.run(
            [sys.executable, "-I", __file__, path], capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return trial.returncode == 0


def attempt(path: str) -> None:
    """A proper error is harmless: the real reading will meet it again and put it into words."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - only in the trial itself

    with contextlib.suppress(CalamineError), Path(path).open("rb") as file:
        book = CalamineWorkbook.from_filelike(file)
        for name in book.sheet_names:
            book.get_sheet_by_name(name)


if __name__ == "__main__":
    with contextlib.suppress(ValueError):  # where the system does not know such a limit
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    attempt(sys.argv[1])
