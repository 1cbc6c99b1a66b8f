"""Where people reach an installation, and the proxies that it stands behind."""

from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import urlsplit


def address(text: str) -> str:
    """The address as links begin with it, without a slash at its end."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise ValueError("QIAOMEN_ADDRESS must read like https://knock.example.gov.cn")
    return f"{parts.scheme}://{parts.netloc}"


def proxies(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """`text` names them with spaces between: 10.0.0.5 192.168.7.0/24."""
    try:
        return tuple(map(ip_network, text.split()))
    except ValueError as problem:
        raise ValueError(f"QIAOMEN_PROXIES must read like 10.0.0.5 192.168.7.0/24: {problem}") from None
