"""How often one address may try something within an hour, whichever worker it asks."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import tries
from qiaomen.kernel.proxies import who_asks
from qiaomen.kernel.refusal import Refusal


class TooOften(Refusal):
    """More tries from one address than an hour allows."""


@dataclass(frozen=True, slots=True)
class Throttle:
    name: str
    most: int

    def require(self, request: HttpRequest, at: str = "") -> None:
        """Refuse whoever has used up this hour's tries; `at` what, where each thing is counted for itself."""
        if tries.tried(self.name, _where(request, at)) >= self.most:
            raise TooOften(_("Too many tries. Wait an hour, or call the service desk."))

    def count(self, request: HttpRequest, at: str = "") -> None:
        tries.count(self.name, _where(request, at))


def _where(request: HttpRequest, at: str) -> str:
    return f"{who_asks(request)} {at}"


REPORTS = Throttle("portal-reports", 30)  # a community hall's one computer serves many
ADDITIONS = Throttle("portal-additions", 60)
# A whole estate may share an address, and 200 guesses an hour open no code of eight letters and digits.
# At one number fewer are borne; nobody at another address can lock its teller out.
GUESSES = Throttle("portal-guesses", 200)
GUESSES_AT_ONE = Throttle("portal-guesses-at-one", 10)
CODES = Throttle("portal-codes", 20)  # each may cost a text message
