"""How often one address may try something within an hour.

Counted in Django's cache, so in each process for itself unless the cache is a shared one: it slows down
whoever guesses or floods, and need not be exact.
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock
from qiaomen.kernel.lookup import lookup_hash
from qiaomen.kernel.proxies import who_asks
from qiaomen.kernel.refusal import Refusal

KEPT = 2 * 60 * 60  # seconds: longer than the hour that is counted


class TooOften(Refusal):
    """More tries from one address than an hour allows."""


@dataclass(frozen=True, slots=True)
class Throttle:
    name: str
    most: int

    def require(self, request: HttpRequest, at: str = "") -> None:
        """Refuse whoever has used up this hour's tries; `at` what, where each thing is counted for itself."""
        if cache.get(self._key(request, at), 0) >= self.most:
            raise TooOften(_("Too many tries. Wait an hour, or call the service desk."))

    def count(self, request: HttpRequest, at: str = "") -> None:
        key = self._key(request, at)
        cache.set(key, cache.get(key, 0) + 1, KEPT)

    def _key(self, request: HttpRequest, at: str) -> str:
        hour = f"{clock.now():%Y%m%d%H}"
        return f"{self.name}:{hour}:{lookup_hash('address', f'{who_asks(request)} {at}')}"


REPORTS = Throttle("portal-reports", 30)  # a community hall's one computer serves many
ADDITIONS = Throttle("portal-additions", 60)
# A whole estate may share an address, and 200 guesses an hour open no code of eight letters and digits.
# At one number fewer are borne; nobody at another address can lock its teller out.
GUESSES = Throttle("portal-guesses", 200)
GUESSES_AT_ONE = Throttle("portal-guesses-at-one", 10)
