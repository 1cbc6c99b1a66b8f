"""Which mails a person has written. To all others silence is the only answer that ends (RFC 3834)."""

import re
from email.utils import parseaddr
from enum import StrEnum

from django.conf import settings

from qiaomen.kernel.mailing import MARK
from qiaomen.mailbox.reading import Arrival

_RETURNERS = frozenset({"mailer-daemon", "postmaster"})
_IN_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
_HEADERS_OF_MACHINES = ("list-id", "list-unsubscribe", "x-autoreply", "x-autorespond", "x-failed-recipients")
# Programs that answer in somebody's absence and do not say so in a header. A person's subject goes on without
# a mark: whoever complains about automatic replies, or about calls out of office hours, is none of them.
_ABSENT = re.compile(
    r"[\s\[(（【]*(?:(?:来自.{1,40}的)?自动(?:回复|回覆|答复)|부재중|자동\s?(?:응답|회신)"
    r"|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|\s)+(?:$|[:：\[(（【\])）】-])",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """Who has written a mail."""

    PERSON = "person"
    MACHINE = "machine"
    RETURNED = "returned"  # a server, of a mail of ours that it could not deliver
    OURSELVES = "ourselves"


def judge(mail: Arrival) -> Kind:
    if _is_ours(mail):
        return Kind.OURSELVES
    if _is_returned(mail):
        return Kind.RETURNED
    return Kind.MACHINE if _is_automatic(mail) else Kind.PERSON


def _is_ours(mail: Arrival) -> bool:
    _name, own = parseaddr(settings.DEFAULT_FROM_EMAIL.lower())
    return bool(mail.first(MARK.lower())) or bool(mail.sender and mail.sender == own)


def _is_returned(mail: Arrival) -> bool:
    """A report of a delivery; some servers here write it as a plain mail of their postmaster."""
    if mail.content_type == "multipart/report":
        return "disposition-notification" not in mail.first("content-type").lower()
    return mail.sender.partition("@")[0] in _RETURNERS


def _is_automatic(mail: Arrival) -> bool:
    said = mail.first("auto-submitted").partition(";")[0].strip().lower()
    return bool(
        said not in {"", "no"}
        or mail.first("precedence").lower() in _IN_BULK
        or mail.first("return-path").replace(" ", "") == "<>"
        or mail.content_type == "multipart/report"
        or any(mail.first(name) for name in _HEADERS_OF_MACHINES)
        or _ABSENT.match(mail.subject)
    )
