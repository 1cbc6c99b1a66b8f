"""One spelling for what people write in many."""

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_FIRST_CHINESE = 0x2E80
_FIRST_RARE = 0x10000
_ALONE = re.compile(
    "[\u0000-\u02ff\u2000-\u206f"  # Latin, punctuation
    "\u2e80-\u3029\u3030-\u3098\u309b-\u3130\u3190-\ua48f"  # Chinese, kana
    "\uac00-\ud7a3\uff01-\uff9d]*"  # Korean syllables, full-width forms
)
"""A text of characters that NFKC never joins to a neighbour: nearly all. It spares half of the work."""


def fold(text: str) -> str:
    """NFKC, lower case, simplified characters, without marks and invisible signs.

    Simplified one by one, so that a character becomes the same in every neighbourhood: OpenCC
    knows phrases, keeps the 乾 of 乾隆 and makes 干 of it elsewhere; 乾 would not find 乾隆.
    """
    joined = text if _ALONE.fullmatch(text) else unicodedata.normalize("NFKC", text)
    return joined.translate(_spellings)


class _Spellings(dict[int, str]):
    """For `str.translate`: what each character is written as, found out when it is first met."""

    def __missing__(self, codepoint: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(codepoint)).lower()
        spelling = "".join(map(_spelling, plain))
        if codepoint < _FIRST_RARE:  # the rest is not kept: no text can fill the memory
            self[codepoint] = spelling
        return spelling


_spellings = _Spellings()


def _spelling(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cf" or category.startswith("M"):  # pasted text is full of them
        return ""
    may_be_chinese = category == "Lo" and ord(char) >= _FIRST_CHINESE
    return _simplifier().convert(char) if may_be_chinese else char


@cache
def _simplifier() -> "OpenCC":
    """Loaded with the first Chinese text: 13 ms and 6 MB that many a process never needs."""
    from opencc import OpenCC  # noqa: PLC0415 - see above

    return OpenCC("t2s")
