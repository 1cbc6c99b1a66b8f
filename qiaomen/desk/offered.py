"""The items that are proposed, as people read them: how sure, by which words, and what one press does."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from qiaomen.desk.proposals import Offer, Proposal
from qiaomen.kernel.lists import listed

VERY, FAIRLY, RATHER = 0.9, 0.7, 0.4  # our own steps


@dataclass(frozen=True, slots=True)
class OfferLine:
    """`fields` are sent by one press, where `at_once`; otherwise `query` fills in the form with them."""

    item: str
    sureness: str
    because: str
    unit: str
    at_once: bool
    surest: bool
    fields: dict[str, str]
    query: str


def offer_lines(proposed: Proposal) -> list[OfferLine]:
    learned = proposed.proposed.model > 0
    return [_line(offer, proposed, learned=learned) for offer in proposed.offers]


def _line(offer: Offer, proposed: Proposal, *, learned: bool) -> OfferLine:
    fields = offer.fields()
    return OfferLine(
        item=offer.item.name,
        sureness=sureness(offer.choice.chance) if learned else by_keywords(offer.choice.chance),
        because=_spoke(offer.choice.because),
        unit=offer.unit.name if offer.unit else "",
        at_once=offer.at_once,
        surest=proposed.sure and offer.item == proposed.item,
        fields=fields,
        query=urlencode(fields),
    )


def sureness(chance: float) -> str:
    """In words and in figures."""
    said = {"percent": round(100 * chance)}
    if chance >= VERY:
        return _("very sure, %(percent)d %%") % said
    if chance >= FAIRLY:
        return _("fairly sure, %(percent)d %%") % said
    if chance >= RATHER:
        return _("not very sure, %(percent)d %%") % said
    return _("hardly sure, %(percent)d %%") % said


def by_keywords(share: float) -> str:
    """Nobody has counted how often keywords alone are right, so no sureness is claimed."""
    return _("by keywords, %(percent)d %%") % {"percent": round(100 * share)}


def _spoke(words: Iterable[str]) -> str:
    named = list(words)
    return _("words found: %s") % listed(named) if named else ""
