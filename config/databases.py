"""One code path, two databases."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"  # nothing acknowledged is ever lost; 0.4 ms a commit
    "PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-8192;"  # KiB; cache and mmap count as memory of each worker
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA secure_delete=ON;"  # what was erased is overwritten in the file
)


def database(url: str, home: Path) -> dict[str, Any]:
    """Django's settings for a PostgreSQL address, or for SQLite in `home` when the address is empty."""
    if not url:
        return sqlite(home / "qiaomen.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ValueError("DATABASE_URL must read like postgresql://user:password@host:5432/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS},
    }
