"""To which telling a mail belongs: by number and code, or as a reply of its teller to a mail of ours."""

import re
import unicodedata
from itertools import islice, product

from qiaomen.kernel.lookup import ALPHABET, CODE_LENGTH, lookup_hash
from qiaomen.kernel.mailing import sent_by_us
from qiaomen.mailbox.reading import Arrival
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.tracking import find, told_of

_NUMBER = re.compile(r"([\w-]{1,20})(-\d{4}-\d{6})(?!\d)")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_CODE = re.compile(
    rf"(?<![A-Z0-9])[{ALPHABET}]{{{CODE_LENGTH // 2}}}-?[{ALPHABET}]{{{CODE_LENGTH // 2}}}(?![A-Z0-9])"
)
MOST_TRIED = 3  # codes of one mail: it is written by who has one, not by who looks for one


def told_before(mail: Arrival) -> Telling | None:
    """The telling that this mail adds to; None when it is about something new."""
    return _by_code(mail) or _by_reply(mail)


def replies_to_us(mail: Arrival) -> bool:
    return next(sent_by_us(mail.answers), None) is not None


def _by_code(mail: Arrival) -> Telling | None:
    text = unicodedata.normalize("NFKC", f"{mail.subject}\n{mail.text}").translate(_DASHES)
    codes = islice(dict.fromkeys(_CODE.findall(text.upper())), MOST_TRIED)
    tried = product(_numbers(text), list(codes))
    return next((telling for pair in tried if (telling := find(*pair))), None)


def _numbers(text: str) -> list[str]:
    """Chinese has no blanks, and nobody can tell where a desk's code begins: the numbers there are say it."""
    named = islice(dict.fromkeys(_NUMBER.findall(text)), MOST_TRIED)
    ends = {f"{head[start:]}{tail}" for head, tail in named for start in range(len(head))}
    spelled = {spelling for end in ends for spelling in (end, end.upper(), end.lower())}
    known = Matter.objects.filter(number__in=spelled).order_by("number")
    return list(known.values_list("number", flat=True)[:MOST_TRIED])


def _by_reply(mail: Arrival) -> Telling | None:
    """Whoever else has got hold of our mail and writes about it has told something new."""
    if not mail.sender:
        return None
    who = lookup_hash("email", mail.sender)
    told = (telling for sent in sent_by_us(mail.answers) for telling in told_of(sent.about))
    return next((telling for telling in told if telling.who == who), None)
