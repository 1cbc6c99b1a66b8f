"""What a summary for everybody must not hold: the teller's own words, and numbers that lead to somebody."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.textsearch.folding import fold
from qiaomen.matters.models import Matter

LONGEST = 500  # characters: a few sentences
RUN = 14  # characters or Latin words in a row that two people do not write alike by chance
_UNIT = re.compile(r"[A-Za-z0-9]+|[^\W_]")
_LONG_NUMBER = re.compile(r"\d(?:[\s-]?\d){6,}")


def require_own_words(matter: Matter, summary: str) -> None:
    """Refuse what was copied from the teller, and numbers as long as a telephone's."""
    if len(summary) > LONGEST:
        raise Refusal(_("A summary has at most %d characters: what was asked, and what was done.") % LONGEST)
    if _LONG_NUMBER.search(unicodedata.normalize("NFKC", summary)):
        raise Refusal(_("Leave out telephone numbers and other long numbers: everybody can read this."))
    if copied := copied_run(matter.body, summary):
        raise Refusal(_("“%s” is in the resident's own words. Say it in yours.") % copied)


def copied_run(told: str, summary: str) -> str:
    """What `summary` says in just the teller's words: its first `RUN` of them, "" for none."""
    said, known = list(_UNIT.finditer(summary)), _spelled(_UNIT.findall(told))
    for at in range(len(said) - RUN + 1):
        run = said[at : at + RUN]
        if _spelled([unit[0] for unit in run]) in known:
            return summary[run[0].start() : run[-1].end()]
    return ""


def _spelled(units: list[str]) -> str:
    return f" {' '.join(map(fold, units))} "
