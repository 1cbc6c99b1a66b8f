"""Number and code as a picture: what a telephone keeps when nobody has a pen."""

from django.conf import settings
from django.urls import reverse

from qiaomen.kernel.files.cards import card
from qiaomen.matters.models import Telling


def address(telling: Telling) -> str:
    """Where number and code are filled in already. What stands behind # is sent to no server's log."""
    page = f"{settings.QIAOMEN_ADDRESS}{reverse('portal:track')}"
    return f"{page}?number={telling.matter.number}#{telling.code}"


def picture(telling: Telling) -> bytes:
    return card(address(telling), (telling.matter.number, telling.code))
