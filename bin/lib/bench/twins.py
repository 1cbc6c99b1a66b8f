"""Two databases of one kind, so that a small and a large one can be measured in turns."""

from pathlib import Path

import psycopg
from django.db import connection


def twin(name: str) -> str:
    """A copy of the database in use, as what `use` takes."""
    if connection.vendor == "sqlite":
        copy = str(Path(connection.settings_dict["NAME"]).with_name(f"{name}.sqlite3"))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [copy])
        return copy
    original = connection.settings_dict["NAME"]
    connection.close()
    with psycopg.connect(dbname="template1", user="postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {original}")
    return name


def use(name: str) -> None:
    """From now on the connection leads to this database."""
    connection.close()
    connection.settings_dict["NAME"] = name
