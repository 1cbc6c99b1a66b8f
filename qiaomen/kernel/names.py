"""Names that only one row may have."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django_stubs_ext import StrOrPromise

from qiaomen.kernel.refusal import Conflict


@contextmanager
def taken_means(sentence: StrOrPromise) -> Iterator[None]:
    """A transaction in which a name that is already taken is refused with `sentence`."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Conflict(sentence) from None
