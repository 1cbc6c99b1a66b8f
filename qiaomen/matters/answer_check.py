"""What an answer still lacks, as advice to whoever writes it: it is never a reason to refuse one."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.textsearch.tokens import index_tokens

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHORTEST = 25
"""Characters below which it is hardly more than a formula. Our own limit."""
FEWEST = 2
"""Pairs of characters that an answer has in common with what was told: one is common by chance."""

_DONE = re.compile(
    r"已|完成|完毕|修好|恢复|解决了|[처완]료|했습|됐습|\b(?:done|repaired|fixed|\w{3,}ed)\b", re.IGNORECASE
)
_COMES = re.compile(r"将|会在|计划|拟|안내|예정|하겠|\b(?:will|plan\w*)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"[\d一二三四五六七八九十]+\s*(?:年|月|日|号|天|小时|个?工作日|周|시|일|월|hours?|days?|weeks?)|[今明后]天|本[周月]|月底|\d-\d"
)
_CALL = re.compile(
    r"电话|致电|联系|热线|来电|拨打|전화|연락|\b(?:call|phone|contact)\b|\d{7,8}|12345", re.IGNORECASE
)
_MOBILE = re.compile(r"(?<!\d)1\d{10}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


def lacking(text: str, told: str) -> list["StrOrPromise"]:
    """Sentences about `text`, an answer to what was `told` ("" where that is sealed); none if all is said."""
    return list(_remarks(text, told))


def _remarks(text: str, told: str) -> Iterator["StrOrPromise"]:
    if len("".join(text.split())) < SHORTEST:
        yield _("It is very short. Say what was found and what was done, in a sentence each.")
    if told and len(_pairs(text) & _pairs(told)) < FEWEST:
        yield _("It does not name the problem: no word of what was told occurs in it.")
    if not _DONE.search(text) and not _COMES.search(text):
        yield _("Say what was done, or what will be done and by when.")
    elif _COMES.search(text) and not _WHEN.search(text):
        yield _("Something is to come: say by when.")
    if not _CALL.search(text):
        yield _("Name who to call with a question: an office and its number.")
    if _MOBILE.search(text):
        yield _("A mobile number stands in it. Is it one that the office gives out?")
    if _IDENTITY.search(text):
        yield _("What looks like the number of an identity card stands in it. Take it out.")


def _pairs(text: str) -> frozenset[str]:
    return frozenset(token for token in index_tokens(text) if len(token) > 1)
