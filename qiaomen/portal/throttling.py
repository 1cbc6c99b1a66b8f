"""How often one address may try something within an hour.

Counted in Django's cache, so in each process for itself unless the cache is a shared one: it slows down
whoever guesses or floods, and need not be exact. Addresses are read as axes reads them, so that one setting
tells both of a proxy (AXES_CLIENT_IP_CALLABLE).
"""

from dataclasses import dataclass

from axes.helpers import get_client_ip_address
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock
from qiaomen.kernel.lookup import lookup_hash
from qiaomen.kernel.refusal import Refusal

KEPT = 2 * 60 * 60  # seconds: longer than the hour that is counted


class TooOften(Refusal):
    """More tries from one address than an hour allows."""


@dataclass(frozen=True, slots=True)
class Throttle:
    name: str
    most: int

    def require(self, request: HttpRequest) -> None:
        """Refuse whoever has used up this hour's tries."""
        if cache.get(self._key(request), 0) >= self.most:
            raise TooOften(_("Too many tries from your network. Wait an hour, or call the service desk."))

    def count(self, request: HttpRequest) -> None:
        key = self._key(request)
        cache.set(key, cache.get(key, 0) + 1, KEPT)

    def _key(self, request: HttpRequest) -> str:
        hour = f"{clock.now():%Y%m%d%H}"
        return f"{self.name}:{hour}:{lookup_hash('address', get_client_ip_address(request) or '')}"


REPORTS = Throttle("portal-reports", 30)  # a community hall's one computer serves many
ADDITIONS = Throttle("portal-additions", 60)
GUESSES = Throttle("portal-guesses", 10)
