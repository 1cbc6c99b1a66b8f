"""A process that imports a file and is killed (SIGKILL) when its second chunk is written but not committed.

Called with the name of the database and the file.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings


def main(database: str, file: str) -> None:
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from qiaomen.matters.actions import receiving  # noqa: PLC0415 - models, which need Django set up
    from qiaomen.matters.importing import running  # noqa: PLC0415 - the same
    from qiaomen.matters.tests.message_files import bring_in  # noqa: PLC0415 - the same

    chunks = iter([receiving.index_matters, lambda _matters: os.kill(os.getpid(), signal.SIGKILL)])

    def index_or_die(matters: Any) -> None:
        next(chunks)(matters)

    running.CHUNK = 4
    receiving.index_matters = index_or_die
    bring_in(Path(file))


if __name__ == "__main__":
    main(*sys.argv[1:])
