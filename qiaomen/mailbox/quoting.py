"""What somebody writes anew in a reply, without what their program repeats below it.

The libraries that do this know Western programs: of twelve replies as QQ, Foxmail, NetEase, Outlook,
iPhone, Gmail and Naver make them in Chinese and Korean, mail-parser-reply cut three, quotequail none. So the
few lines with which these begin a repetition stand here. Nothing is lost: the whole mail is kept.
"""

import re
from collections.abc import Iterable

_NAMES = (
    r"发件人|发送人|寄件者|寄件人|보낸\s?사람|보낸사람|From",
    r"发送时间|发件日期|日期|时间|寄件日期|보낸\s?날짜|날짜|Sent|Date",
    r"收件人|收件者|받는\s?사람|To",
    r"主题|主旨|제목|Subject",
    r"抄送|副本|참조|Cc",
)
_FIELD = re.compile(rf"[>*\s]*(?:{'|'.join(_NAMES)})\*?\s*[:：\t]\s*\S?.*", re.IGNORECASE)
_RULE = re.compile(
    r"[>\s]*[-_=—]{2,}\s*(?:原始邮件|回复的原邮件|转发邮件信息|转发的邮件|原邮件|原始郵件|Original Message"
    r"|Forwarded message|원본 메일|원본 메시지|Original Mail)\s*[-_=—]{2,}.*",
    re.IGNORECASE,
)
_DATED = r"\d{4}[年년/.-].{0,40}\d{1,2}:\d{2}.{0,160}"
_WROTE = re.compile(rf"[>\s]*.{{0,120}}{_DATED}(?:写道|寫道)\s*[:：]\s*")
# What has a beginning may go over several lines.
_WROTE_WRAPPED = re.compile(
    r"[>\s]*(?:"
    rf"(?:在|于)\s?{_DATED}(?:写道|寫道)\s*[:：]"
    rf"|{_DATED}(?:님이\s?작성|작성한 메시지|님이 보낸 메일).{{0,10}}[:：]?"
    r"|On\s.{4,200}\swrote:"
    r")\s*"
)
_SIGNED_BY = re.compile(
    r"(?:发自|發自|從我的|나의 .{1,20}에서 보냄|내 .{1,20}에서 보냄|Sent from my |Get Outlook for ).{0,40}"
    r"|-- ?"
)
_MARKED = re.compile(r"\s*>")
_WRAPPED = 3  # lines over which a program may break "On … wrote:"


def fresh(text: str) -> str:
    """What stands above the repetition; all of it where nothing else would be left."""
    lines = text.replace("\r\n", "\n").replace("\xa0", " ").split("\n")
    kept = _without_signature(_without_marked(lines[: _end(lines)]))
    return "\n".join(kept).strip() or text.strip()


def _end(lines: list[str]) -> int:
    """The number of the line with which the repetition begins."""
    return next((number for number in range(len(lines)) if _begins(lines, number)), len(lines))


def _begins(lines: list[str], number: int) -> bool:
    if not lines[number].strip():
        return False
    window = [line for line in lines[number : number + 2 * _WRAPPED] if line.strip()]
    together = (" ".join(window[:length]) for length in range(1, _WRAPPED + 1))
    if any(sign.fullmatch(lines[number]) for sign in (_RULE, _WROTE)) or _fields(window):
        return True
    return any(_WROTE_WRAPPED.fullmatch(line) for line in together)


def _fields(window: list[str]) -> bool:
    """Two lines such as "sender: …" and "subject: …" one after the other; one may be anybody's words."""
    return len(window) > 1 and all(_FIELD.fullmatch(line) for line in window[:2])


def _without_marked(lines: list[str]) -> list[str]:
    """Whoever answers between the lines loses only those that are not theirs."""
    return [line for line in lines if not _MARKED.match(line)]


def _without_signature(lines: Iterable[str]) -> list[str]:
    """Without what a telephone signs with, and without the rule that stands above a repetition."""
    kept = list(lines)
    while kept and (not kept[-1].strip(" _-—*") or _SIGNED_BY.fullmatch(kept[-1].strip())):
        kept.pop()
    return kept
