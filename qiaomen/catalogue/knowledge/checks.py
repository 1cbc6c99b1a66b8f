"""What a short answer may say: each check gives the clean value or refuses with a sentence."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.blanks import require_whole
from qiaomen.catalogue.checks import UnfitTerm
from qiaomen.catalogue.knowledge.wording import Wording
from qiaomen.catalogue.models import Item
from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Refusal
from qiaomen.people.models import Unit

LONGEST_LINE = 200
LONGEST_ANSWER = 1000  # it is read out on the telephone
MOST_WAYS = 30  # other ways to ask
LONGEST_REVIEW = 1095  # three years


def fit(wording: Wording) -> Wording:
    """`wording` in clean spelling; UnfitTerm names the field that cannot be taken."""
    return replace(
        wording, **{field.name: _fit(field.name, getattr(wording, field.name)) for field in fields(Wording)}
    )


def _fit(field: str, value: Any) -> Any:
    try:
        return _CHECKS[field](value) if field in _CHECKS else value
    except Refusal as refusal:
        raise UnfitTerm(field, refusal.sentence) from None


def question(text: str) -> str:
    return _line(text, _("Write the question as people ask it."))


def source(text: str) -> str:
    return _line(text, _("Write where the answer comes from: the rule, or the office that said so."))


def _line(text: str, missing: Any) -> str:
    if not (kept := " ".join(text.split())):
        raise Refusal(missing)
    if len(kept) > LONGEST_LINE:
        raise Refusal(_("This is longer than %d characters. Shorten it.") % LONGEST_LINE)
    return kept


def also(ways: Collection[str]) -> tuple[str, ...]:
    """Without blanks and repetitions."""
    kept = tuple(dict.fromkeys(_line(way, "") for way in ways if way.strip()))
    if len(kept) > MOST_WAYS:
        raise Refusal(_("More than %d ways to ask. Make two answers of it.") % MOST_WAYS)
    return kept


def answer(text: str) -> str:
    if not (kept := text.strip()):
        raise Refusal(_("Write the answer: what to bring, where, how long it takes."))
    if len(kept) > LONGEST_ANSWER:
        raise Refusal(_("The answer is longer than %d characters: nobody listens so long.") % LONGEST_ANSWER)
    return require_whole(kept)


def in_use(ground: Item | Unit | None) -> Item | Unit | None:
    if ground and not ground.current_on(clock.today()):
        raise Refusal(_("“%s” has ended. Choose one that is in use.") % ground)
    return ground


def review_days(days: int) -> int:
    if not 1 <= days <= LONGEST_REVIEW:
        raise Refusal(_("An answer is looked at again after 1 to %d days.") % LONGEST_REVIEW)
    return days


_CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "question": question,
    "also": also,
    "answer": answer,
    "item": in_use,
    "source": source,
    "owner": in_use,
    "review_days": review_days,
}
