"""The text that is hashed: one spelling for each value, so that two machines agree to the byte."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from secrets import token_bytes
from typing import Any
from uuid import UUID

from django.db.models import Model

_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def micros(at: datetime) -> int:
    """Whole microseconds since 1970 in UTC."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def instant(spelled: str) -> datetime:
    """The instant that `plain` spells @ and whole microseconds."""
    return _EPOCH + timedelta(microseconds=int(spelled.removeprefix("@")))


def plain(value: Any) -> Any:  # noqa: C901, PLR0911 - a table: a line for each type
    """`value` as what JSON spells in one way only. Floats are refused: they have several spellings."""
    match value:
        case str():  # the most frequent first
            return str(value)
        case None | bool() | int():
            return value
        case float():
            raise TypeError("the ledger holds no floats")
        case datetime():
            return f"@{micros(value)}"
        case Decimal():
            return f"{value.normalize():f}"  # a database gives 112.4 back as 112.400000
        case date() | UUID():
            return str(value)
        case Model():
            return value.pk
        case Mapping():
            return {str(key): plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
        case set() | frozenset():
            return sorted(plain(inner) for inner in value)
        case _:
            raise TypeError(f"the ledger cannot spell {type(value).__name__}")


def canonical(data: Mapping[str, Any]) -> str:
    return json.dumps(plain(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def new_salt() -> bytes:
    """The 16 bytes that stand beside a text and are forgotten with it."""
    return token_bytes(16)


def salted(salt: bytes, text: Any) -> str:
    """The digest under which the ledger knows a text that it must not hold."""
    body = bytes(text) if isinstance(text, bytes | memoryview) else canonical({"": text}).encode()
    return "sha256:" + sha256(salt + body).hexdigest()
