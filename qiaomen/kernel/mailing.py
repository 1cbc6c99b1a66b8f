"""The mails that leave: each has an id of ours, by which its replies and its bounces are known again."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.crypto import constant_time_compare, salted_hmac

from qiaomen.kernel.channels import Letter

MARK = "X-Qiaomen"  # a header that our own mails bear, so that none of them is ever taken in
_FOREIGN = "xn--"  # as in the names of hosts (RFC 5890)
_PURPOSE = "qiaomen.kernel.mailing"
_OURS = re.compile(r"([A-Za-z0-9_-]{3,120})\.(\d{1,18})\.([0-9a-f]{20})@")


class Sent(NamedTuple):
    """A mail of ours: the number of the record that it is about, and the id of its message."""

    about: str
    message: int


def message_id(about: str, message: int) -> str:
    """The Message-ID of a mail; nobody can make one up. It is ASCII, whatever the number begins with."""
    return f"<{_plain(about)}.{message}.{_signature(about, message)}@{_domain()}>"


def sent_by_us(text: str) -> Iterator[Sent]:
    """The mails of ours whose ids stand in `text`: a header, or what a server sends back."""
    for name, message, signature in _OURS.findall(text):
        about = _spelled(name)
        if constant_time_compare(signature, _signature(about, int(message))):
            yield Sent(about, int(message))


def _plain(about: str) -> str:
    return about if about.isascii() else _FOREIGN + about.encode("punycode").decode("ascii")


def _spelled(name: str) -> str:
    if not name.startswith(_FOREIGN):
        return name
    try:
        return name.removeprefix(_FOREIGN).encode("ascii").decode("punycode")
    except UnicodeError:
        return name


class MailChannel:
    """Hands a letter to the office's mail server."""

    def send(self, letter: Letter) -> None:
        EmailMessage(
            subject=letter.subject,
            body="\n\n".join(filter(None, (letter.text, letter.foot))),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[letter.to],
            headers=dict(headers(letter)),
        ).send()


def headers(letter: Letter) -> Mapping[str, str]:
    """What tells other machines that a machine writes (RFC 3834), so that none of them answers."""
    automatic = {"X-Auto-Response-Suppress": "All", MARK: "1"}
    if letter.message_id:
        automatic["Message-ID"] = letter.message_id
    if not letter.replying_to:
        return {**automatic, "Auto-Submitted": "auto-generated"}
    reply = {"In-Reply-To": letter.replying_to, "References": letter.replying_to}
    return {**automatic, **reply, "Auto-Submitted": "auto-replied"}


def _signature(about: str, message: int) -> str:
    return salted_hmac(_PURPOSE, f"{about} {message}", algorithm="sha256").hexdigest()[:20]


def _domain() -> str:
    """Of the sender's address, else that of the pages."""
    _local, _at, domain = settings.DEFAULT_FROM_EMAIL.rstrip(">").rpartition("@")
    return domain or urlsplit(settings.QIAOMEN_ADDRESS).hostname or "localhost"
