"""Sealed fields: AES-256-GCM under a data key that belongs to one row.

The data key stands in the row, wrapped by an installation key; rotation re-wraps it and leaves the fields as
they are. Forgetting it (`ERASED_KEY`) erases everything that the row had sealed. A wrapped key is bound to
its record, a ciphertext to its record and field, so that neither opens anywhere else.
"""

import json
import os
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.keys import Keyring
from qiaomen.kernel.refusal import Refusal

NONCE_BYTES = 12
TAG_BYTES = 16


class Damaged(Refusal):
    """What is sealed is there, and its keys are; yet they do not fit."""


class Holder(Protocol):
    """A row that seals, a `KeyHolder`: its stream in the ledger says which record it is."""

    wrapping_key_id: str
    data_key: bytes | memoryview | None

    @property
    def stream(self) -> str: ...


def give_data_key(holder: Holder) -> None:
    """A key of its own for a new row, as soon as its stream is known."""
    wrap(holder, AESGCM.generate_key(256))


def wrap(holder: Holder, data_key: bytes) -> None:
    """Put `data_key` into the row, under the installation's current key; bound to both."""
    key = Keyring.load().current
    holder.wrapping_key_id = key.id
    holder.data_key = _encrypted(key.secret, data_key, _wrapping_place(key.id, holder.stream))


def unwrap(holder: Holder) -> bytes:
    """The data key itself; keep it no longer than the call at hand."""
    if holder.data_key is None:
        raise Refusal(_("What this record had sealed has been erased: it can be neither read nor added to."))
    key = Keyring.load().get(holder.wrapping_key_id)
    try:
        return _decrypted(key.secret, bytes(holder.data_key), _wrapping_place(key.id, holder.stream))
    except InvalidTag:
        raise Damaged(
            _(
                "The data key of %(record)s is damaged, or belongs to another record or to another key than "
                "%(key)s: restore it from a backup."
            )
            % {"record": holder.stream, "key": key.id}
        ) from None


def seal(holder: Holder, field: str, text: str) -> bytes:
    """`text` for the column `field` of this very row: nonce, ciphertext and tag.

    A row that seals for its parts names them in `field`: `telling/2/phone`.
    """
    return seal_content(holder, field, text.encode("utf-8", "surrogatepass"))


def seal_content(holder: Holder, field: str, content: bytes) -> bytes:
    """The same for what is no text, such as a file."""
    return _encrypted(unwrap(holder), content, _place(holder.stream, field))


def open_sealed(holder: Holder, field: str, sealed: bytes | memoryview) -> str:
    """What `seal` was given. Every call on behalf of a person is an event: see the disclosure verbs."""
    return open_content(holder, field, sealed).decode("utf-8", "surrogatepass")


def open_content(holder: Holder, field: str, sealed: bytes | memoryview) -> bytes:
    """What `seal_content` was given; looked at under the same rule."""
    data_key = unwrap(holder)
    try:
        return _decrypted(data_key, bytes(sealed), _place(holder.stream, field))
    except InvalidTag:
        raise Damaged(
            _("%(field)s of %(record)s is damaged or belongs to another record: restore it from a backup.")
            % {"field": field, "record": holder.stream}
        ) from None


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


def _wrapping_place(key_id: str, record: str) -> bytes:
    return json.dumps(["data key", key_id, record]).encode()
