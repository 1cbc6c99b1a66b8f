"""Contacts of residents: sealed with the matter's own data key, bound to the telling and the field."""

from qiaomen.kernel.sealing import open_sealed, seal
from qiaomen.matters.models import Matter, Telling


def seal_contact(matter: Matter, key: str, part: str, text: str) -> bytes | None:
    """`text` sealed as the `part` (name, phone) of the telling with `key`; None for nothing."""
    return seal(matter, f"{key}/{part}", text) if text else None


def open_contact(matter: Matter, telling: Telling, part: str) -> str:
    """What `seal_contact` was given; only for the `disclose` verb and the outbox at the moment of sending."""
    sealed = telling.sealed_name if part == "name" else telling.sealed_phone
    return open_sealed(matter, f"{telling.key}/{part}", sealed) if sealed else ""
