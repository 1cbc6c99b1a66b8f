"""Residents who write mails: dropped into a folder, as a mail server does, and taken in from there."""

import os
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from django.utils import timezone

from qiaomen.demo.messages import Message
from qiaomen.demo.story import DATA
from qiaomen.kernel import clock
from qiaomen.kernel.lookup import lookup_hash
from qiaomen.kernel.refusal import Refusal
from qiaomen.mailbox.boxes.folder import QUIET, FolderBox
from qiaomen.mailbox.fetching import Report, empty
from qiaomen.mailbox.naming import Mailbox
from qiaomen.matters.models import Telling

CHANNEL = "email"
OFFICE = "knock@example.org"


def drop(message: Message, folder: Path) -> None:
    """What the resident wrote, with the photo that `data/files` has of it."""
    mail = _mail(message, message.title, message.text, message.at)
    photo = DATA / "files" / f"{message.number}.jpg"
    if photo.exists():
        mail.add_attachment(photo.read_bytes(), maintype="image", subtype="jpeg", filename="IMG_0001.jpg")
    _put(mail, folder / f"{message.number}.eml", message.at)


def add(message: Message, telling: Telling, words: str, folder: Path) -> None:
    """Some days later the same resident writes again, with the number and the code of the confirmation."""
    now = clock.now()
    subject = f"{telling.matter.number} {telling.code}"
    _put(_mail(message, subject, words, now, part="more."), folder / f"{message.number}-more.eml", now)
    take_in(folder)


def take_in(folder: Path) -> None:
    """Whatever waits there, as the worker does every few minutes."""
    report = Report()
    empty(FolderBox(folder), Mailbox("", str(folder)), report)
    if report.refused:
        raise Refusal(f"{report.refused}")


def telling_of(message: Message) -> Telling:
    """What has become of the mail."""
    tellings = Telling.objects.select_related("matter__desk")
    return tellings.get(key=f"mail:{lookup_hash('mail', _id(message, ''))}")


def _mail(message: Message, subject: str, words: str, at: datetime, *, part: str = "") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = _sender(message), OFFICE, subject
    mail["Date"], mail["Message-ID"] = format_datetime(timezone.localtime(at)), _id(message, part)
    mail.set_content(words)
    return mail


def _sender(message: Message) -> str:
    return f'"{message.name}" <{message.number.lower()}@example.org>'


def _id(message: Message, part: str) -> str:
    return f"<{part}{message.number}@example.org>"


def _put(mail: EmailMessage, path: Path, at: datetime) -> None:
    """As old as it would be: a mail that is still being written is not taken."""
    path.write_bytes(mail.as_bytes())
    os.utime(path, times=(at.timestamp() - QUIET,) * 2)
