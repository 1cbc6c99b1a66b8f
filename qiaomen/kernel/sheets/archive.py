"""What must be known of an .xlsx before its reader may open it.

The reader allots memory for every cell up to the last one and ends the whole process when there is not
enough; it gives a formula's error as an empty cell. So the parts are looked through first, which also proves
them undamaged.
"""

import posixpath
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.content import not_a_table, signed
from qiaomen.kernel.sheets.survey import Survey, survey

LARGEST_UNPACKED = 512 * 1024 * 1024
_CHUNK = 1 << 20
_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_DAMAGE = (BadZipFile, zlib.error, ET.ParseError, EOFError, KeyError, OSError, RuntimeError, ValueError)


def surveys(path: Path) -> dict[str, Survey]:
    """Each worksheet by name; a Refusal when the file is no workbook, damaged, or too large."""
    try:
        with ZipFile(path) as archive:
            _require_workbook(archive, path)
            _require_modest(archive, path)
            _require_whole(archive)
            return {name: survey(_chunks(archive, part)) for name, part in _sheets(archive)}
    except _DAMAGE as fault:
        raise damaged(path) from fault


def damaged(path: Path) -> Refusal:
    sentence = _(
        "The file %(name)s is damaged: open it in Excel or WPS, save it again, and choose the new file."
    )
    return Refusal(sentence % {"name": path.name})


def _require_workbook(archive: ZipFile, path: Path) -> None:
    if _BOOK not in archive.namelist():
        raise not_a_table(path, signed(path))


def _require_modest(archive: ZipFile, path: Path) -> None:
    """The sizes may be believed: nobody unpacks a part further than it says."""
    if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
        sentence = _(
            "The file %(name)s unpacks to more than %(limit)s MB: split the table into several files."
        )
        raise Refusal(sentence % {"name": path.name, "limit": LARGEST_UNPACKED // 1024**2})


def _require_whole(archive: ZipFile) -> None:
    """The reader does not compare the checksum of the shared texts: it would take damaged ones for good."""
    if broken := archive.testzip():
        raise BadZipFile(broken)


def _chunks(archive: ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            yield chunk


def _sheets(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet: the book names a link, the links name the part."""
    targets = {link.get("Id"): link.get("Target", "") for link in _tree(archive, _LINKS)}
    for sheet in _tree(archive, _BOOK).iter():
        if sheet.tag.endswith("}sheet"):
            link = next(value for key, value in sheet.items() if key.endswith("}id"))
            yield sheet.get("name", ""), posixpath.join("/xl", targets[link])[1:]


def _tree(archive: ZipFile, name: str) -> ET.Element:
    return ET.fromstring(archive.read(name))  # noqa: S314 - expat refuses entity bombs, the size is limited above
