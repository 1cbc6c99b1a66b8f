"""Blanks in texts that are written once and said often: {电话}, filled in by whoever says them."""

import re

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

_LONGEST = 30
_BLANK = re.compile(rf"[{{｛][^{{}}｛｝\n]{{1,{_LONGEST}}}[}}｝]")
_BRACE = re.compile("[{}｛｝]")


def blanks(text: str) -> list[str]:
    """Those that stand open in `text`, with their braces."""
    return _BLANK.findall(text)


def require_whole(text: str) -> str:
    """`text`, in which each brace belongs to a blank: any other would be sent to a resident as it stands."""
    if _BRACE.search(_BLANK.sub("", text)):
        raise Refusal(
            _(
                "A brace stands alone in “%(text)s”. Write a blank between two braces in one line, with 1 to "
                "%(most)d characters."
            )
            % {"text": text[:_LONGEST], "most": _LONGEST}
        )
    return text
