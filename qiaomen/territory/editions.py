"""Editions of the territory: who changes it holds it, and what was built from an older one is stale."""

from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal
from qiaomen.territory.models import Edition


@contextmanager
def revising() -> Iterator[None]:
    """One transaction in which nobody else changes the territory; it ends with a new edition."""
    with transaction.atomic():
        edition = Edition.objects.select_for_update().first()
        if edition is None:
            raise Refusal(_("There are no places yet. Run “qiaomen setup” first."))
        yield
        edition.token = fresh_token()
        edition.save(update_fields=["token"])


def begin() -> None:
    """The first edition, made together with the root."""
    Edition.objects.create(token=fresh_token())


def token() -> str:
    """Names the present edition; before there is one, every time another."""
    return Edition.objects.values_list("token", flat=True).first() or fresh_token()


def fresh_token() -> str:
    """Never seen before, so that an edition that was rolled back is not taken for a later one."""
    return token_hex(16)
