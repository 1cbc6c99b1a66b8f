"""A mail as bytes, read: who writes, what, in answer to what, and with which files. Pure; nothing is judged.

The parser is the standard library's, with its old policy: the new one loses characters that a client split
between two encoded words, and stops at headers that are merely wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime

from qiaomen.kernel import emails
from qiaomen.kernel.refusal import Refusal
from qiaomen.mailbox import charsets

_TAGS = re.compile(
    r"^\s*(?:(?:re|fw|fwd|aw|回复|回覆|答复|答覆|转发|轉寄|회신|전달)\s*(?:\[\d+\])?\s*[:：]\s*)+",
    re.IGNORECASE,
)

_ID = re.compile(r"<[^<>\s]{3,300}>")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_MESSAGES = "message/"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that came with a mail, whatever it calls itself."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail that came in. `sender` is a mail address, or "" where none can be written to."""

    content: bytes = field(repr=False)
    headers: "dict[str, list[str]]" = field(repr=False)  # by their names in small letters
    content_type: str
    subject: str
    sender: str
    name: str
    text: str
    files: tuple[Enclosed, ...]
    reports: str  # what servers say in a mail that comes back, and what they quote

    def first(self, header: str) -> str:
        return next(iter(self.headers.get(header, ())), "")

    @property
    def message_id(self) -> str:
        found = _ID.search(self.first("message-id"))
        return found[0] if found else ""

    @property
    def answers(self) -> str:
        """The ids of the mails that this one replies to."""
        return " ".join([*self.headers.get("in-reply-to", ()), *self.headers.get("references", ())])

    @property
    def arrived_at(self) -> datetime | None:
        """When the office's own server took it in: the first of the stamps, written by nobody outside."""
        return _moment(self.first("received").rpartition(";")[2])

    @property
    def sent_at(self) -> datetime | None:
        return _moment(self.first("date"))


def read(content: bytes) -> Arrival:
    message = BytesParser().parsebytes(content)
    headers = _headers(message)
    name, sender = _sender(headers)
    return Arrival(
        content=content,
        headers=headers,
        content_type=message.get_content_type(),
        subject=_TAGS.sub("", next(iter(headers.get("subject", ())), ""), count=1),
        sender=sender,
        name=name,
        text=_BLANK_LINES.sub("\n\n", "\n".join(_texts(message)).replace("\r\n", "\n")).strip(),
        files=tuple(_files(message)),
        reports="\n".join(_reports(message)),
    )


def _headers(message: Message) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in message.raw_items():
        found.setdefault(name.lower(), []).append(charsets.header(str(value)))
    return found


def _sender(headers: dict[str, list[str]]) -> tuple[str, str]:
    """Name and address; the first that is an address at all."""
    for name, address in getaddresses(headers.get("from", [])):
        try:
            return name.strip(" \"'"), emails.normalise(address)
        except Refusal:
            continue
    return "", ""


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _texts(part: Message) -> Iterator[str]:
    """What is there to be read, in order; of the same said twice the plain one."""
    if part.get_content_type().startswith(_MESSAGES):
        return
    if part.is_multipart():
        children = _parts(part)
        if part.get_content_type() == "multipart/alternative":
            yield next(filter(str.strip, ("\n".join(_texts(child)) for child in children)), "")
        else:
            for child in children:
                yield from _texts(child)
    elif part.get_content_maintype() in {"text", "multipart"} and not _is_file(part):
        yield _words(part)  # of parts that nobody can tell apart all is words: better than none


def _words(part: Message) -> str:
    text = charsets.decode(_content(part), part.get_content_charset() or "")
    return _without_markup(text) if part.get_content_subtype() == "html" else text.removeprefix("\ufeff")


def _without_markup(html: str) -> str:
    # lxml, which only a worker who meets such a mail should hold
    from inscriptis import get_text  # noqa: PLC0415 - see above
    from inscriptis.css_profiles import STRICT_CSS_PROFILE  # noqa: PLC0415 - see above
    from inscriptis.model.config import ParserConfig  # noqa: PLC0415 - see above

    lines = get_text(html, ParserConfig(css=STRICT_CSS_PROFILE)).split("\n")
    return "\n".join(line.strip() for line in lines)


def _files(message: Message) -> Iterator[Enclosed]:
    """A mail within the mail is one file; what is in that was not sent to us."""
    if message.get_content_type().startswith(_MESSAGES):
        yield Enclosed(_file_name(message), message.as_bytes())
    elif message.is_multipart():
        for child in _parts(message):
            yield from _files(child)
    elif _is_file(message):
        yield Enclosed(_file_name(message), _content(message))


def _is_file(part: Message) -> bool:
    """Whatever is called a file, or is none of the texts that make up the words."""
    if part.get_content_disposition() == "attachment" or part.get_filename():
        return True
    return part.get_content_maintype() not in {"text", "message", "multipart"}


def _file_name(part: Message) -> str:
    """A mail within the mail is called by its subject."""
    named = part.get_filename() or next((mail["subject"] or "" for mail in _parts(part)), "")
    return charsets.header(str(named)) or f"{part.get_content_subtype()}"


def _reports(message: Message) -> Iterator[str]:
    """The parts of a returned mail that servers write, and the headers of what they return."""
    for part in message.walk():
        if part.get_content_maintype() == "message" or part.get_content_subtype() == "rfc822-headers":
            yield part.as_string() if part.is_multipart() else charsets.decode(_content(part))


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _parts(part: Message) -> list[Message]:
    return (
        [child for child in part.get_payload() if isinstance(child, Message)] if part.is_multipart() else []
    )
