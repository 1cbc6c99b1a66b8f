"""Whoever may write to the database can do what the program never does."""

from typing import Self

from django.db import connection

from qiaomen.kernel.operations import protecting, releasing


class Meddling:
    """Somebody who may write to the database and takes the triggers away."""

    def __enter__(self) -> Self:
        self._run(releasing(connection.vendor, "kernel_event"))
        return self

    def __exit__(self, *_error: object) -> None:
        self._run(protecting(connection.vendor, "kernel_event"))

    def _run(self, statements: list[str]) -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
