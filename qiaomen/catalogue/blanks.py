"""Blanks in texts that are written once and said often: {电话}, filled in by whoever says them."""

import re

_BLANK = re.compile(r"[{｛][^{}｛｝\n]{1,30}[}｝]")


def blanks(text: str) -> list[str]:
    """Those that stand open in `text`, with their braces."""
    return _BLANK.findall(text)
