"""What kind of file it is, by its first bytes: the ending of its name proves nothing."""

from enum import Enum, auto
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

_HEAD = 4096
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MARKED = {
    b"%pdf": "PDF",
    b"{\\rtf": "RTF",
    b"<html": "HTML",
    b"<!doctype": "HTML",
    b"<head": "HTML",
    b"<meta": "HTML",
    b"<table": "HTML",
    b"<?xml": "XML",
    b"mime-version": "MHTML",
}


class Kind(Enum):
    ZIPPED = auto()
    """Perhaps an .xlsx."""
    OLE = auto()
    """Perhaps an .xls, or an .xlsx behind a password."""
    TEXT = auto()
    """Perhaps a .csv or .tsv."""


def kind_of(path: Path) -> Kind:
    """What the file may be; a Refusal when it cannot be opened or can be no table."""
    head = _head(path)
    if head.startswith(_ZIP):
        return Kind.ZIPPED
    if head.startswith(_OLE):
        return Kind.OLE
    if other := _other(head):
        raise not_a_table(path, other)
    return Kind.TEXT


def not_a_table(path: Path, found: str) -> Refusal:
    sentence = _(
        "%(name)s is not a table (it is %(found)s): save the table as .xlsx or .csv and choose that file."
    )
    return Refusal(sentence % {"name": path.name, "found": found})


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise Refusal(_("%(name)s is a folder: choose a file.") % {"name": path.name})
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except FileNotFoundError as missing:
        raise Refusal(_("There is no file %(name)s: check its name.") % {"name": path}) from missing
    except OSError as fault:
        sentence = _("The file %(name)s cannot be opened (%(reason)s): check who may read it.")
        raise Refusal(sentence % {"name": path.name, "reason": fault.strerror}) from fault


def _other(head: bytes) -> str | None:
    """What else than text it is.

    Only with a zero byte in it is it taken for a picture or the like: "BM" and "MZ", which begin bitmaps and
    programs, are also old column names (编码, 民族).
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:12].lower()
    marked = next((name for mark, name in _MARKED.items() if start.startswith(mark)), None)
    if marked or b"\0" not in head or head.startswith(_UTF16):
        return marked
    return _signed(head)


def signed(path: Path) -> str:
    """The kind of a binary file as people call it: PNG, DOCX …"""
    return _signed(_head(path))


def _signed(head: bytes) -> str:
    import filetype  # noqa: PLC0415 - only for files that are refused

    found = filetype.guess(head)
    return found.extension.upper() if found else str(_("of an unknown kind"))
