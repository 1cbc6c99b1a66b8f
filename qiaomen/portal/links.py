"""The link in the message after an answer: it leads one teller to the three answers and to nothing else."""

from datetime import date, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.models import Telling

LASTS = timedelta(days=30)
_SIGNER = "qiaomen.portal.call-back"  # a signature for another purpose is none here


def call_back_link(telling: Telling) -> str:
    """The address, whole, for a message to the teller; valid for 30 days. Whoever has it may answer."""
    last_day = clock.today() + LASTS
    token = _signer().sign(f"{telling.pk}-{last_day:%Y%m%d}")
    return f"{settings.QIAOMEN_ADDRESS}{reverse('portal:call-back', args=[token])}"


def called_back(token: str) -> Telling:
    """The telling that the link was made for."""
    try:
        pk, last_day = _signer().unsign(token).split("-")
    except BadSignature:
        raise Refusal(_("This link is not complete. Open it from the message again.")) from None
    if clock.today() > date.fromisoformat(last_day):
        raise Refusal(_("This link is older than 30 days. Use your number and code instead."))
    return Telling.objects.with_matter().get(pk=pk)


def _signer() -> Signer:
    return Signer(salt=_SIGNER, sep=".")  # a colon ends an address for many telephones
