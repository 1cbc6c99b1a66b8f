"""Lists of an item as plain lines that a clerk can read and type; `read_…` takes what `spell_…` gives.

What is typed is not judged here: `checks` do that for every door.
"""

import re
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from qiaomen.catalogue.kinds import QuestionKind
from qiaomen.catalogue.terms import Duty, Question, Reply
from qiaomen.kernel.refusal import Refusal

LEAD = "*"  # before the unit that leads
_COLON = re.compile(r"[:：]")
_OPTIONS = re.compile(r"\s+/\s+|\s*／\s*")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def spell_words(words: Iterable[str]) -> str:
    return "\n".join(words)


def read_words(text: str) -> tuple[str, ...]:
    """A word or a name a line."""
    return tuple(_filled(text))


def spell_duties(duties: Iterable[Duty]) -> str:
    return "\n".join(f"{LEAD if duty.lead else ''}{duty.unit}：{duty.part}" for duty in duties)


def read_duties(text: str) -> tuple[Duty, ...]:
    """`*水务科：查明原因`: the unit, a colon, its part; a star before the one that leads."""
    return tuple(_duty(line) for line in _filled(text))


def _duty(line: str) -> Duty:
    unit, *part = _COLON.split(line.removeprefix(LEAD), maxsplit=1)
    if not part:
        raise Refusal(_("“%s” has no colon. Write the unit, a colon, and its part.") % line[:30])
    return Duty(unit.strip(), part[0].strip(), lead=line.startswith(LEAD))


def spell_replies(replies: Iterable[Reply]) -> str:
    return "\n\n".join(f"{reply.name}\n{reply.text}" for reply in replies)


def read_replies(text: str) -> tuple[Reply, ...]:
    """Blocks with a blank line between: the name in the first line, the text below it."""
    blocks = filter(None, (block.strip() for block in _BLANK_LINES.split(_plain(text))))
    return tuple(Reply(name, said) for name, _end, said in (block.partition("\n") for block in blocks))


def spell_questions(questions: Iterable[Question]) -> str:
    return "\n".join(map(_spelled, questions))


def _spelled(question: Question) -> str:
    how = " / ".join(question.options)
    if question.kind not in {QuestionKind.TEXT, QuestionKind.CHOICE}:
        how = str(QuestionKind(question.kind).label)
    told = f"{question.label} = {how}" if how else question.label
    return f"{told} @ {question.required_by}" if question.required_by else told


def read_questions(text: str) -> tuple[Question, ...]:
    """`几楼？ = 一 / 二 @ 《条例》第三条`: the words; after = a kind or the options; after @ who needs it."""
    return tuple(_question(line) for line in _filled(text))


def _question(line: str) -> Question:
    asked, _at, rule = line.partition("@")
    label, _is, how = (part.strip() for part in asked.partition("="))
    if not how or how in _words_for(QuestionKind.TEXT):
        return Question(label, required_by=rule.strip())
    for kind in (QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.YES_NO):
        if how in _words_for(kind):
            return Question(label, kind.value, required_by=rule.strip())
    return Question(label, QuestionKind.CHOICE.value, tuple(_OPTIONS.split(how)), rule.strip())


def _words_for(kind: QuestionKind) -> set[str]:
    """Its code, and what it is called in each language: lines go from hand to hand."""
    words = {kind.value}
    for code, _name in settings.LANGUAGES:
        with override(code):
            words.add(str(kind.label))
    return words


def _filled(text: str) -> Iterator[str]:
    return filter(None, (line.strip() for line in _plain(text).split("\n")))


def _plain(text: str) -> str:
    """As browsers send lines, and as everybody else writes them."""
    return text.replace("\r\n", "\n")
