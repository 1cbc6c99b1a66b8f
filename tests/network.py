"""Which addresses a test, and the pages that it opens, may reach: those of this machine."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def asks_outside(url: str) -> bool:
    """Whether a browser that loads `url` leaves this machine."""
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss"} and not is_this_machine(parts.hostname or "")
