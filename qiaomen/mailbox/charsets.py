"""In which characters a mail is written: as it says where that holds, as it must mean where it does not."""

import re
from collections.abc import Mapping
from email.errors import HeaderParseError
from email.header import decode_header
from types import MappingProxyType

# Clients name the small set and write the large one: every 囍, 镕 or 똠 would be lost.
MEANT: Mapping[str, str] = MappingProxyType(
    {
        "gb2312": "gb18030",
        "gb_2312-80": "gb18030",
        "gbk": "gb18030",
        "x-gbk": "gb18030",
        "cp936": "gb18030",
        "euc-kr": "cp949",
        "ks_c_5601-1987": "cp949",
        "ks_c_5601": "cp949",
        "shift_jis": "cp932",
        "big5": "big5hkscs",
        "us-ascii": "utf-8",
    }
)
_HANGUL = re.compile("[\uac00-\ud7a3]")
_WIDE = re.compile("[^\x00-\x7f]")
_SURELY_KOREAN = 0.95  # Chinese read as Korean is a mixture of both, as its characters lie in another part


def decode(content: bytes, charset: str = "") -> str:
    """The text; nothing that can be read is lost, what cannot be is marked."""
    named = charset.strip("\"' ").lower()
    for codec in filter(None, (MEANT.get(named, named), *_likely(content))):
        try:
            return _sound(content.decode(codec))
        except (LookupError, UnicodeError):
            continue
    return _sound(content.decode("utf-8", "replace"))


def header(raw: str) -> str:
    """A header as people read it; in `raw`, as the parser gives it, foreign bytes are surrogates."""
    line = " ".join(decode(raw.encode("utf-8", "surrogateescape")).split())
    try:
        return _sound(" ".join("".join(_part(*part) for part in decode_header(line)).split()))
    except HeaderParseError:
        return line


def _sound(text: str) -> str:
    """Without what no database takes: zeros, and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _part(words: bytes | str, charset: str | None) -> str:
    if isinstance(words, str):
        return words
    return decode(words, charset) if charset else words.decode("raw-unicode-escape")


def _likely(content: bytes) -> tuple[str, ...]:
    """What mails are written in here that do not say it, the likeliest first."""
    korean = content.decode("cp949", "ignore")
    share = len(_HANGUL.findall(korean)) / max(1, len(_WIDE.findall(korean)))
    return ("utf-8", "cp949", "gb18030") if share > _SURELY_KOREAN else ("utf-8", "gb18030")
