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

    def spend(self, request: HttpRequest) -> None:
        """One more try, counted before it is made, so that tries at the same moment count too."""
        key = self._key(request)
        cache.add(key, 0, KEPT)
        if cache.incr(key) > self.most:
            raise TooOften(_("Too many tries from your network. Wait an hour, or call the service desk."))

    def give_back(self, request: HttpRequest) -> None:
        """It was a good one: only the others count."""
        cache.decr(self._key(request))

    def _key(self, request: HttpRequest) -> str:
        hour = f"{clock.now():%Y%m%d%H}"
        return f"{self.name}:{hour}:{lookup_hash('address', get_client_ip_address(request) or '')}"


REPORTS = Throttle("portal-reports", 30)  # a community hall's one computer serves many
GUESSES = Throttle("portal-guesses", 10)
