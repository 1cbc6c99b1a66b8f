"""What is wrong with a text that is no TOML: its line, and what to write there instead."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

# Marks that a Chinese keyboard writes, and the plain ones that are meant.
_QUOTES, _BETWEEN = (
    "“”＂‘’＇",
    "＝，．＃【】［］｛｝",
)  # a text that nothing ends may well end with the latter
_PLAIN: Mapping[str, str] = MappingProxyType(
    dict(zip(_QUOTES + _BETWEEN, "\"\"\"'''=,.#[][]{}", strict=True))
)
_TWICE = ("Cannot overwrite", "Cannot declare")  # as the reader of TOML says it


def unreadable(text: str, problem: Exception) -> Refusal:
    line, column = _place(text, str(problem))
    if str(problem).startswith(_TWICE):
        sentence = _("Line %d stands above already. Write it once, and each field below its [[step]].")
        return Refusal(sentence % line)
    there = "".join(text.splitlines()[line - 1 : line])
    mark = there[column - 1 : column] or there[-1:].strip(_BETWEEN)
    if mark in _PLAIN:
        sentence = _("Line %(line)d: write %(plain)s instead of %(mark)s.")
        return Refusal(sentence % {"line": line, "plain": _PLAIN[mark], "mark": mark})
    sentence = _("Line %d cannot be read. Look at quotes, brackets and equals signs there and just before.")
    return Refusal(sentence % line)


def _place(text: str, problem: str) -> tuple[int, int]:
    """The line and column that the reader of TOML names; it names none at the end of the file."""
    named = re.search(r"at line (\d+), column (\d+)", problem)
    return (int(named[1]), int(named[2])) if named else (max(1, len(text.splitlines())), 0)
