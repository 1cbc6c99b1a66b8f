"""The language in which somebody is answered: that in which they wrote."""

import re

_HANGUL, _HAN = re.compile("[\uac00-\ud7a3]"), re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
CHINESE, KOREAN, ENGLISH = "zh-hans", "ko", "en"


def language_of(text: str) -> str:
    """By its letters; Chinese where nothing else outweighs it, for that is the office's own."""
    hangul, han = len(_HANGUL.findall(text)), len(_HAN.findall(text))
    if hangul > han:
        return KOREAN
    return ENGLISH if not han and _LATIN.search(text) else CHINESE
