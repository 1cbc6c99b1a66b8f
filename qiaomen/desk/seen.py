"""Sent twice, or by two people at once, a form acts once: it says how far the story of its record was."""

from typing import TYPE_CHECKING

from qiaomen.kernel.refusal import Conflict
from qiaomen.kernel.transitions import Living

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def require_seen(record: Living, seen: object, overtaken: "StrOrPromise") -> None:
    """Refuse with the sentence `overtaken` when the story has moved on since the form was loaded."""
    if str(seen) != str(record.ledger_seq):
        raise Conflict(overtaken)
