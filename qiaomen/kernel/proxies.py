"""Who asks, where proxies stand before us: what they forward is believed, from anybody else it is not."""

from collections.abc import Callable, Iterator, MutableMapping
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO")


def behind_proxies(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before all others: sets REMOTE_ADDR."""

    def middleware(request: HttpRequest) -> HttpResponse:
        unwrap(request.META)
        return get_response(request)

    return middleware


def unwrap(headers: MutableMapping[str, Any]) -> None:
    """Put the address of whoever asked first into REMOTE_ADDR; drop what no proxy of ours has written."""
    if not is_ours(headers.get("REMOTE_ADDR", "")):
        for name in FORWARDED:
            headers.pop(name, None)
        return
    for hop in _from_here(headers.get("HTTP_X_FORWARDED_FOR", "")):
        headers["REMOTE_ADDR"] = hop
        if not is_ours(hop):
            return


def _from_here(forwarded: str) -> Iterator[str]:
    """The addresses that each proxy has added, the nearest first; whatever lies behind nonsense is none."""
    for hop in reversed(forwarded.split(",")):
        try:
            yield str(ip_address(hop.strip()))
        except ValueError:
            return


def who_asks(request: HttpRequest) -> str:
    """The address, for whatever counts tries."""
    address: str = request.META.get("REMOTE_ADDR", "")
    return address


def is_ours(address: str) -> bool:
    """Whether a proxy stands there that the installation names (QIAOMEN_PROXIES)."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in settings.QIAOMEN_PROXIES)
