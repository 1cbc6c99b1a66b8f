"""What may be attached, told by content and never by name."""

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from zipfile import ZipFile, ZipInfo

import filetype
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

UNPACKED_LIMIT = 512 * 1024 * 1024  # bytes that a document may have when its zip is opened


class Kind(StrEnum):
    AUDIO = "audio"
    DOCUMENT = "document"
    IMAGE = "image"
    TEXT = "text"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Accepted:
    kind: Kind
    content_type: str
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument"
HEIC = Accepted(Kind.IMAGE, "image/jpeg", (".jpg", ".jpeg"))  # what is kept of it
PNG = Accepted(Kind.IMAGE, "image/png", (".png",))
TEXT = Accepted(Kind.TEXT, "text/plain; charset=utf-8", (".txt",))
DOCX = Accepted(Kind.DOCUMENT, f"{_OFFICE}.wordprocessingml.document", (".docx",))
XLSX = Accepted(Kind.DOCUMENT, f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",))
BY_SIGNATURE = {  # the name of a format in `filetype` -> what it is here
    "jpg": Accepted(Kind.IMAGE, "image/jpeg", (".jpg", ".jpeg")),
    "png": PNG,
    "apng": PNG,
    "gif": Accepted(Kind.IMAGE, "image/gif", (".gif",)),
    "heic": HEIC,
    "webp": Accepted(Kind.IMAGE, "image/webp", (".webp",)),
    "pdf": Accepted(Kind.DOCUMENT, "application/pdf", (".pdf",)),
    "mp3": Accepted(Kind.AUDIO, "audio/mpeg", (".mp3",)),
    "m4a": Accepted(Kind.AUDIO, "audio/mp4", (".m4a",)),
    "amr": Accepted(Kind.AUDIO, "audio/amr", (".amr",)),
    "wav": Accepted(Kind.AUDIO, "audio/wav", (".wav",)),
    "mp4": Accepted(Kind.VIDEO, "video/mp4", (".mp4",)),
}
ZIP_SIGNATURE = b"PK\x03\x04"


def recognise(content: bytes, name: str) -> Accepted:
    """What `content` is; a Refusal where it is nothing that may be attached."""
    if content.startswith(ZIP_SIGNATURE):
        return _office_document(content, name)
    signature = filetype.guess(content)
    if signature is None:
        return _text(content, name)
    if signature.extension not in BY_SIGNATURE:
        raise _unwelcome(name)
    return BY_SIGNATURE[signature.extension]


def _office_document(content: bytes, name: str) -> Accepted:
    parts = _parts(content, name)
    if sum(part.file_size for part in parts) > UNPACKED_LIMIT:
        raise Refusal(
            _("“%(name)s” would fill the disk when it is opened: send the document itself, unpacked.")
            % {"name": name}
        )
    names = {part.filename for part in parts}
    if any(part.endswith("/vbaProject.bin") for part in names):
        raise Refusal(
            _("“%(name)s” contains macros: save it without them (as .docx or .xlsx), then attach it.")
            % {"name": name}
        )
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    raise _unwelcome(name)


def _parts(content: bytes, name: str) -> list[ZipInfo]:
    """The parts of a zip as its directory declares them; nothing is unpacked."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return archive.infolist()
    except Exception as error:  # a damaged directory fails in many ways
        raise Refusal(
            _("“%(name)s” is damaged: open it, save it again, then attach it.") % {"name": name}
        ) from error


def _text(content: bytes, name: str) -> Accepted:
    """Plain text has no signature: it is text when its name says so and every byte agrees."""
    if not name.lower().endswith(TEXT.endings):
        raise _unwelcome(name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if any(letter < " " and letter not in "\t\n\r\f" for letter in text):
        raise Refusal(
            _("“%(name)s” is not a plain text in UTF-8: save it with this encoding, then attach it.")
            % {"name": name}
        )
    return TEXT


def _unwelcome(name: str) -> Refusal:
    return Refusal(
        _(
            "“%(name)s” cannot be attached, whatever its name says: send a photo (JPEG, HEIC, PNG, "
            "WebP, GIF), a document (PDF, Word .docx, Excel .xlsx), a text in UTF-8 (.txt), a recording "
            "(MP3, M4A, AMR, WAV) or a film (MP4)."
        )
        % {"name": name}
    )
