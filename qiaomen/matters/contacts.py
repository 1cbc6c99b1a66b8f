"""Contacts of residents: sealed with the matter's own data key, bound to the telling and the field."""

from qiaomen.kernel.sealing import open_sealed, seal
from qiaomen.matters.models import Matter, Telling


def seal_contact(matter: Matter, key: str, part: str, text: str) -> bytes | None:
    """`text` sealed as the `part` (name, phone, email) of the telling with `key`; None for nothing."""
    return seal(matter, f"{key}/{part}", text) if text else None


def open_contact(matter: Matter, telling: Telling, part: str) -> str:
    """What `seal_contact` was given; only for the `disclose` verb and the outbox at the moment of sending."""
    columns = {"name": telling.sealed_name, "phone": telling.sealed_phone, "email": telling.sealed_email}
    sealed = columns[part]
    return open_sealed(matter, f"{telling.key}/{part}", sealed) if sealed else ""
