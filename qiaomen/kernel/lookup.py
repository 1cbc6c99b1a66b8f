"""Finding what is sealed, and codes that residents carry: by keyed hashes (docs/decisions/0005)."""

import hmac
import json
import unicodedata
from hashlib import sha256

from qiaomen.kernel.keys import Keyring

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"  # no vowels: no words; nothing that looks like 0, 1, I, L or O
CODE_LENGTH = 8  # 28 ** 8: one guess in 378,000,000,000


def lookup_hash(kind: str, value: str) -> str:
    """64 hexadecimal digits by which a row is found again from `value` (normalised by the caller)."""
    text = json.dumps([kind, value]).encode()
    return hmac.new(Keyring.load().lookup, text, sha256).hexdigest()


def tracking_code(key: str) -> str:
    """The code that belongs to an idempotency key, as it is written for people: `7KQP-3MXR`."""
    number = int.from_bytes(hmac.digest(Keyring.load().tracking, key.encode(), "sha256"))
    letters = []
    for _place in range(CODE_LENGTH):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    half = CODE_LENGTH // 2
    return f"{''.join(letters[:half])}-{''.join(letters[half:])}"


def passing_code(key: str) -> str:
    """Six digits that belong to `key` for a few minutes, and that a telephone offers to fill in."""
    number = int.from_bytes(hmac.digest(Keyring.load().tracking, f"passing {key}".encode(), "sha256"))
    return f"{number % 1_000_000:06d}"


def codes_match(given: str, code: str) -> bool:
    """Whether a person has typed `code`: in any case and width, with or without dashes; in constant time."""
    return hmac.compare_digest(_typed(given), _typed(code))


def _typed(code: str) -> bytes:
    plain = unicodedata.normalize("NFKC", code).upper()
    return "".join(character for character in plain if character.isalnum()).encode()
