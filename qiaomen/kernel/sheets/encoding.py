"""In which characters a text file is written.

The whole file is tried: one that begins in plain ASCII proves nothing.
"""

import codecs
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

_CHUNK = 1 << 16
_SAMPLE = 1 << 20
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Some 20 Chinese characters: no other encoding looks like UTF-8 for so long by chance.
_SURELY_UTF8 = 40


def named(encoding: str) -> str:
    """The codec that a person calls so; a Refusal when there is none, or none for text."""
    try:
        bytes(4).decode(encoding)  # codecs that are not for text refuse; nothing would not be tried
        return codecs.lookup(encoding).name
    except (LookupError, ValueError) as unknown:
        sentence = _("“%s” is no encoding that is known here. Write for example UTF-8, GB18030 or CP949.")
        raise Refusal(sentence % encoding) from unknown


def require_readable(path: Path, encoding: str) -> None:
    """A Refusal when the file is not written in this encoding."""
    if _surplus_before_fault(path, encoding) is not None:
        sentence = _(
            "%(name)s is not written in %(encoding)s: name another encoding, or none to have it guessed."
        )
        raise Refusal(sentence % {"name": path.name, "encoding": spelled(encoding)})


def spelled(encoding: str) -> str:
    """As people write it: UTF-8, GB18030."""
    return encoding.removesuffix("-sig").replace("_", "-").upper()


def encoding_of(path: Path) -> str:
    """The codec that reads the whole file: by its mark, else UTF-8, GB18030, and at last a guess.

    A Refusal when nothing fits, or when a UTF-8 file has a broken character in it (GB18030 would swallow it
    and give nonsense).
    """
    marked = _marked(path)
    surplus = _surplus_before_fault(path, marked or "utf-8")
    if surplus is None:
        return marked or "utf-8"
    others = () if marked or surplus > _SURELY_UTF8 else _others(path)
    for encoding in others:
        if _surplus_before_fault(path, encoding) is None:
            return encoding
    sentence = _("Some characters of %(name)s cannot be read: save it again as “CSV UTF-8” or as .xlsx.")
    raise Refusal(sentence % {"name": path.name})


def _marked(path: Path) -> str | None:
    with path.open("rb") as file:
        head = file.read(4)
    return next((encoding for mark, encoding in _MARKS.items() if head.startswith(mark)), None)


def _others(path: Path) -> Iterator[str]:
    yield "gb18030"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - the last resort; most files never need it

    with path.open("rb") as file:
        best = from_bytes(file.read(_SAMPLE)).best()
    if best:
        yield best.encoding


def _surplus_before_fault(path: Path, encoding: str) -> int | None:
    """None when the whole file can be read, else how many more bytes than characters precede the fault."""
    decoder = codecs.getincrementaldecoder(encoding)()
    surplus = 0
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                surplus += len(chunk) - len(decoder.decode(chunk))
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as fault:
            good = fault.object[: fault.start]
            return surplus + len(good) - len(good.decode(encoding))
    return None
