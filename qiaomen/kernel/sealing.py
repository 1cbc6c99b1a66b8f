"""Sealed fields: AES-256-GCM under a data key that belongs to one row.

The data key stands in the row, wrapped by an installation key; rotation re-wraps it and leaves the fields as
they are. Forgetting it (`ERASED_KEY`) erases everything that the row had sealed. Each ciphertext is bound to
its record and field, so that it opens nowhere else.
"""

import json
import os
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.keys import Keyring
from qiaomen.kernel.refusal import Refusal

NONCE_BYTES = 12
TAG_BYTES = 16


class Wrapped(Protocol):
    """A data key as it is stored: a `WrappedKey`, or a row that is a `KeyHolder`."""

    @property
    def wrapping_key_id(self) -> str: ...
    @property
    def data_key(self) -> bytes | memoryview | None: ...


class Holder(Wrapped, Protocol):
    """A row that seals: its stream in the ledger says which record it is."""

    @property
    def stream(self) -> str: ...


@dataclass(frozen=True, slots=True)
class WrappedKey:
    wrapping_key_id: str
    data_key: bytes

    def columns(self) -> dict[str, str | bytes]:
        """The columns of a `KeyHolder`: `Matter(**new_data_key().columns())`."""
        return {"wrapping_key_id": self.wrapping_key_id, "data_key": self.data_key}


def new_data_key() -> WrappedKey:
    return wrap(AESGCM.generate_key(256))


def wrap(data_key: bytes) -> WrappedKey:
    """`data_key` under the installation's current key, bound to that key's id."""
    key = Keyring.load().current
    return WrappedKey(key.id, _encrypted(key.secret, data_key, _wrapping_place(key.id)))


def unwrap(wrapped: Wrapped) -> bytes:
    """The data key itself; keep it no longer than the call at hand."""
    if wrapped.data_key is None:
        raise Refusal(_("What this record had sealed has been erased: it can be neither read nor added to."))
    key = Keyring.load().get(wrapped.wrapping_key_id)
    try:
        return _decrypted(key.secret, bytes(wrapped.data_key), _wrapping_place(key.id))
    except InvalidTag:
        raise Refusal(
            _(
                "The data key of this record is damaged or was wrapped by another key than %(key)s: "
                "restore the record from a backup."
            )
            % {"key": key.id}
        ) from None


def seal(holder: Holder, field: str, text: str) -> bytes:
    """`text` for the column `field` of this very row: nonce, ciphertext and tag.

    A row that seals for its parts names them in `field`: `telling/2/phone`.
    """
    content = text.encode("utf-8", "surrogatepass")
    return _encrypted(unwrap(holder), content, _place(holder.stream, field))


def open_sealed(holder: Holder, field: str, sealed: bytes | memoryview) -> str:
    """What `seal` was given. Every call on behalf of a person is an event: see the disclosure verbs."""
    data_key = unwrap(holder)
    try:
        content = _decrypted(data_key, bytes(sealed), _place(holder.stream, field))
    except InvalidTag:
        raise Refusal(
            _("%(field)s of %(record)s is damaged or belongs to another record: restore it from a backup.")
            % {"field": field, "record": holder.stream}
        ) from None
    return content.decode("utf-8", "surrogatepass")


def _encrypted(key: bytes, content: bytes, place: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, place)


def _decrypted(key: bytes, sealed: bytes, place: bytes) -> bytes:
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise InvalidTag
    return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place)


def _place(record: str, field: str) -> bytes:
    """Associated data. No key id: rotation must not touch fields."""
    return json.dumps(["field", record, field]).encode()


def _wrapping_place(key_id: str) -> bytes:
    return json.dumps(["data key", key_id]).encode()
