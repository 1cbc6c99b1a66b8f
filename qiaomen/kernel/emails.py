"""Mail addresses as they are kept, found again and shown."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

LONGEST = 254  # characters (RFC 5321, 4.5.3.1.3)


def normalise(raw: str) -> str:
    """`raw` in one width and in small letters: no server in use tells `Li@…` from `li@…`."""
    text = unicodedata.normalize("NFKC", raw).strip().lower()
    try:
        validate_email(text)  # which knows how long one may be
    except ValidationError:
        raise Refusal(
            _("“%(given)s” is not a mail address: it reads like name@example.com.")
            % {"given": text[:LONGEST]}
        ) from None
    return text


def is_meant(text: str) -> bool:
    """Whether whoever types this where many things can be named means a mail address."""
    local, _at, domain = text.strip().partition("@")
    return bool(local) and "." in domain and not text.split()[1:]


def masked(address: str) -> str:
    """What a person may see who need not write: `l****@example.com`."""
    local, _at, domain = address.partition("@")
    return f"{local[:1]}****@{domain}"
