"""Mails that were put aside: kept in sight for a month, so that none is lost unnoticed."""

import logging
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.inbox import PutAside
from qiaomen.kernel.permissions import HOUSE, Permission
from qiaomen.kernel.refusal import Refusal

KEPT = timedelta(days=30)
logger = logging.getLogger("qiaomen.kernel.inbox")


def masked(address: str) -> str:
    """`z***@example.org`: enough to know a newsletter from a neighbour."""
    name, at, host = address.partition("@")
    return f"{name[:1]}***@{host}" if at else ""


def put_aside(mail: PutAside) -> None:
    mail.reason = mail.reason[:300]
    mail.at = clock.now()
    mail.save()


def want(mail: int, *, by: Actor) -> None:
    """Have it taken in after all, as a resident's mail, the next time that mails are fetched."""
    by.require(Permission.TASK_RUN, HOUSE)
    if not PutAside.objects.filter(pk=mail).update(wanted_by=by.ref):
        raise Refusal(_("This mail is no longer put aside. Look at the list again."))
    logger.warning("mail %d is taken in again for %s", mail, by.ref)


def wanted(box: str) -> QuerySet[PutAside]:
    return PutAside.objects.filter(box=box).exclude(wanted_by="").order_by("pk")


def forget_old() -> None:
    PutAside.objects.filter(at__lt=clock.now() - KEPT).delete()
