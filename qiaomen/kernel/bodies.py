"""A request that was cut off on its way is not taken for the whole: what had not come yet was not empty."""

import io
from collections.abc import Callable, Iterable
from typing import Any, Protocol

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class WholeBody(io.BufferedIOBase):
    """Raises ConnectionAbortedError where fewer bytes came than were announced.

    The server ends such a body without a word, and Django reads a form that ends early as one whose last
    fields were left empty.
    """

    def __init__(self, stream: Readable, announced: int) -> None:
        self._stream = stream
        self._missing = announced

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = self._missing if size is None or size < 0 else min(size, self._missing)
        parts = []
        while wanted:
            part = self._stream.read(wanted)
            if not part:
                raise ConnectionAbortedError
            parts.append(part)
            wanted -= len(part)
            self._missing -= len(part)
        return b"".join(parts)


def whole(application: Application) -> Application:
    """The WSGI application, which now reads no body that breaks off."""

    def guarded(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        announced = str(environ.get("CONTENT_LENGTH") or "")
        if announced.isdecimal():
            environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(announced))
        return application(environ, start_response)

    return guarded
