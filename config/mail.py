"""Where mails leave, as the environment says it."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

SECURE, PLAIN = "smtps", "smtp"
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class Server(NamedTuple):
    """What Django wants to know of a mail server; no host: mails do not leave."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    use_ssl: bool = False
    use_tls: bool = False


def server(address: str, password_file: str, sender: str) -> Server:
    """smtps://user:password@host:465, or smtp://… with STARTTLS; on this very machine without it."""
    if not address:
        return Server()
    parts = urlsplit(address)
    if parts.scheme not in {SECURE, PLAIN} or not parts.hostname:
        raise ValueError("QIAOMEN_SMTP must read like smtps://user:password@host:465")
    if "@" not in sender:
        raise ValueError("QIAOMEN_SMTP needs QIAOMEN_MAIL_ADDRESS, from which the mails come")
    secure = parts.scheme == SECURE
    return Server(
        host=parts.hostname,
        port=parts.port or (465 if secure else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or "") or secret(password_file),
        use_ssl=secure,
        use_tls=not secure and parts.hostname not in THIS_MACHINE,
    )


def secret(file: str) -> str:
    """The password that stands in a file of its own, so that it shows in no list of processes."""
    return Path(file).read_text(encoding="utf-8").strip() if file else ""
