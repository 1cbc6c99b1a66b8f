"""A mailbox on a server, by IMAP (RFC 3501). What was looked at lies in three folders beside the inbox."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cached_property
from typing import Any
from urllib.parse import SplitResult, unquote

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock
from qiaomen.kernel.mailing import MARK
from qiaomen.kernel.refusal import Refusal
from qiaomen.mailbox.boxes import KEPT, LARGEST, Shelf, too_large

PREFIX = "Qiaomen"
PATIENCE = 60  # seconds


@contextmanager
def imap(address: SplitResult, password: str) -> Iterator["ImapBox"]:
    """The box at imaps://user:password@host/INBOX, or imap://… with STARTTLS where the server knows it."""
    from imapclient import IMAPClient  # noqa: PLC0415 - only where a server is spoken with
    from imapclient.exceptions import IMAPClientError  # noqa: PLC0415 - the same

    secure = address.scheme == "imaps"
    try:
        with IMAPClient(address.hostname, address.port, ssl=secure, timeout=PATIENCE) as server:
            if not secure and server.has_capability("STARTTLS"):
                server.starttls(ssl.create_default_context())
            server.login(unquote(address.username or ""), unquote(address.password or "") or password)
            if server.has_capability("ID"):
                server.id_({"name": "Qiaomen"})  # NetEase lets nobody in who does not say a name
            yield ImapBox(server, unquote(address.path.strip("/")) or "INBOX")
    except (IMAPClientError, OSError) as fault:
        sentence = _("The mail server %(host)s does not let us in or did not go on: %(fault)s.")
        raise Refusal(sentence % {"host": address.hostname, "fault": fault}) from fault


@dataclass
class ImapBox:
    server: Any
    inbox: str

    def waiting(self) -> Iterator["ImapSlip"]:
        """The oldest first; also those that somebody has looked at with another program."""
        self.server.select_folder(self.inbox)
        for number in sorted(self.server.search(["UNDELETED"])):
            yield ImapSlip(self, number)

    def shelved(self, shelf: Shelf, name: str, message_id: str) -> "ImapSlip | None":  # noqa: ARG002 - it has none
        """By its id: the number was another one where it lay before."""
        self.server.select_folder(self.folder(shelf))
        found = self.server.search(["HEADER", "Message-ID", message_id]) if message_id else []
        return ImapSlip(self, found[-1]) if found else None

    def clear(self) -> None:
        """Of what was moved here more than a month ago, by the server's own dates."""
        for shelf in (Shelf.TAKEN, Shelf.IGNORED):
            self.server.select_folder(self.folder(shelf))
            old = self.server.search(["BEFORE", (clock.now() - KEPT).date()])
            if old:
                self.server.delete_messages(old)
                self.server.expunge()

    def folder(self, shelf: Shelf) -> str:
        return self.folders[shelf]

    @cached_property
    def folders(self) -> dict[Shelf, str]:
        """Below the inbox or beside it, as the server has it; made where they are missing."""
        listed = self.server.list_folders()
        known = {name for _flags, _mark, name in listed}
        separator = next((mark.decode() for _flags, mark, _name in listed if mark), ".")
        found = {shelf: f"{PREFIX}-{shelf}" for shelf in Shelf}
        below = any(name.startswith(f"INBOX{separator}") for name in known)
        for shelf, name in found.items():
            found[shelf] = f"INBOX{separator}{name}" if below else name
            if found[shelf] not in known:
                self.server.create_folder(found[shelf])
        return found


@dataclass(frozen=True)
class ImapSlip:
    box: ImapBox
    number: int

    @property
    def name(self) -> str:
        return f"{self.box.inbox} {self.number}"

    def content(self) -> bytes:
        """Without marking it as seen: that is said by where it lies."""
        size = self.box.server.fetch([self.number], ["RFC822.SIZE"])[self.number][b"RFC822.SIZE"]
        if size > LARGEST:
            raise too_large()
        content: bytes = self.box.server.fetch([self.number], ["BODY.PEEK[]"])[self.number][b"BODY[]"]
        return content

    def put(self, shelf: Shelf, reason: str = "") -> str:
        server, folder = self.box.server, self.box.folder(shelf)
        if reason:
            server.append(folder, _remark(self.name, reason))
        server.add_flags([self.number], [b"\\Seen"])
        if server.has_capability("MOVE"):
            server.move([self.number], folder)
        else:
            server.copy([self.number], folder)
            server.delete_messages([self.number])
            server.expunge([self.number] if server.has_capability("UIDPLUS") else None)
        return ""  # its number there is another one


def _remark(name: str, reason: str) -> bytes:
    """A mail beside the refused one that says why."""
    remark = EmailMessage()
    remark["Subject"], remark[MARK] = f"{name}: {reason}"[:200], "1"
    remark.set_content(f"{name}: {reason}\n")
    return remark.as_bytes()
