"""Telephone numbers as they are kept: E.164, with `;ext=` for an extension (RFC 3966)."""

import re
import unicodedata
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

CHINA = "+86"
LONGEST = 80  # characters, with a label and an extension
SHORTEST = 7  # digits, of a fixed line without its area code
_DASH = re.compile(r"[\u2010-\u2015\u2212\u30fc]")
_WRITTEN = re.compile(
    r"(?:(?:联系|聯繫)?(?:电话|電話|手机|手機|座机|固话|전화|휴대폰|tel|phone|mobile)(?:号码|번호)?\s*:?\s*)?"
    r"(?P<number>\+?[\d\s().-]+?)"
    r"(?:[\s,;-]*(?:[转轉]?分[机機]|[转轉]|内线|내선|ext|x|#)[\s.:=]*(?P<extension>\d{1,8}))?",
    re.IGNORECASE,
)


def normalise(raw: str) -> str:
    """`raw` as E.164, taken as Chinese where it names no country: `138 0013 8000` is `+8613800138000`."""
    text = _readable(raw)
    written = _WRITTEN.fullmatch(text) if len(text) <= LONGEST else None
    number = _international(written["number"]) if written else None
    if not written or not number:
        raise Refusal(
            _(
                "“%(given)s” is not a telephone number: give a mobile number, a fixed line with its area "
                "code, or a foreign number with + and its country code."
            )
            % {"given": text[:LONGEST]}
        )
    return f"{number};ext={written['extension']}" if written["extension"] else number


def is_meant(text: str) -> bool:
    """Whether whoever types this where many things can be named means a telephone, perhaps mistyped."""
    written = _WRITTEN.fullmatch(_readable(text))
    return written is not None and sum(map(str.isdigit, written["number"])) >= SHORTEST


def masked(phone: str) -> str:
    """What a person may see who need not call: `138****8000`, `010****5678`, `+82****5678`."""
    number = phone.partition(";")[0]
    shown = _at_home(number) if number.startswith(CHINA) else number
    return f"{shown[:3]}****{shown[-4:]}" if len(shown) > 8 else "****"


def _readable(raw: str) -> str:
    """One width, one kind of dash, none of the invisible characters that messengers put around numbers."""
    text = _DASH.sub("-", unicodedata.normalize("NFKC", raw))
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf").strip()


def _international(text: str) -> str | None:
    """`text` as E.164, or None where nobody can be called."""
    digits = re.sub(r"\D", "", text)
    if _is_mobile(digits) and "+" not in text:
        return f"{CHINA}{digits}"
    import phonenumbers  # noqa: PLC0415 - 5 MB that only a worker who meets other numbers should hold

    try:
        number = phonenumbers.parse(text, "CN")
    except phonenumbers.NumberParseException:
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return e164 if _credible(number, e164) else None


def _credible(number: "PhoneNumber", e164: str) -> bool:
    """The library knows the ranges of its own day; a range opened later must not shut a resident out."""
    import phonenumbers  # noqa: PLC0415 - as above

    if not e164.startswith(CHINA):
        return phonenumbers.is_possible_number(number)
    return _is_mobile(e164.removeprefix(CHINA)) or phonenumbers.is_valid_number(number)


def _is_mobile(national: str) -> bool:
    return len(national) == 11 and national.startswith("1")


def _at_home(e164: str) -> str:
    """A Chinese number as it is dialled in China."""
    national = e164.removeprefix(CHINA)
    return national if _is_mobile(national) else f"0{national}"
