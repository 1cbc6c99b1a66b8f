"""The voices of a matter: all who told of it, also through matters merged into it, and what they say."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter

from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.kernel.actors import is_resident
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.models import CallBack, Matter, Telling

SATISFIED_FROM = 3  # of 5: "basically satisfied" is no dissent

# UNION, not UNION ALL: it ends even where somebody has bent it into a circle by hand
MERGED_BELOW = """
    WITH RECURSIVE below(id) AS (
        SELECT CAST(%s AS bigint)
        UNION
        SELECT merged.id FROM matters_matter merged JOIN below ON merged.merged_into_id = below.id
    )
    SELECT id FROM below
"""

NEEDS_NO_SOLUTION = frozenset({MatterKind.PRAISE, MatterKind.SUGGESTION, MatterKind.CONSULTATION})


def family(matter: Matter) -> list[int]:
    """Ids of the matter and of all that were merged into it, at any depth."""
    return list(Matter.objects.filter(pk__in=merged_below(matter)).values_list("pk", flat=True))


def merged_below(matter: Matter) -> RawSQL:
    """The same as a part of a statement."""
    return RawSQL(MERGED_BELOW, [matter.pk])  # noqa: S611 - nothing of anybody else stands in it


def tellings(matter: Matter) -> list[Telling]:
    """All tellings, the first one first."""
    told = matter.told_below
    found = Telling.objects.filter(matter__in=merged_below(matter)) if told is None else told
    return sorted(found, key=attrgetter("told_at", "pk"))


@dataclass(slots=True)
class Voice:
    """One person or source, however often they told; unknown tellers are each a voice of their own."""

    tellings: list[Telling]
    calls: list[CallBack] = field(default_factory=list)

    @property
    def telling(self) -> Telling:
        """The telling to ask: one with a contact, the newest."""
        return max(self.tellings, key=lambda telling: (telling.has_contact, telling.told_at, telling.pk))

    @property
    def has_contact(self) -> bool:
        return any(telling.has_contact for telling in self.tellings)

    @property
    def hides(self) -> bool:
        """Wants to stay unknown to the unit; said once it holds."""
        return any(telling.hide_from_unit for telling in self.tellings)

    @property
    def verdict(self) -> CallBack | None:
        """What they last said of the answer that stands; None while they were not reached.

        What a resident has written themselves stands above what the desk has noted down.
        """
        said = [call for call in self.calls if call.reached]
        own = [call for call in said if is_resident(call.by)]
        return (own or said)[-1] if said else None


def voices(matter: Matter) -> list[Voice]:
    """The voices with their call-backs on the answer that stands."""
    by_who: dict[str, Voice] = {}
    for telling in tellings(matter):
        by_who.setdefault(telling.who or telling.ref, Voice([])).tellings.append(telling)
    owner = {telling.pk: voice for voice in by_who.values() for telling in voice.tellings}
    for call in calls_on_standing_answer(matter):
        if call.telling_id in owner:  # else it was split off again since
            owner[call.telling_id].calls.append(call)
    return list(by_who.values())


def is_reachable(matter: Matter) -> bool:
    """Whether somebody who told of it has left a contact."""
    return any(telling.has_contact for telling in tellings(matter))


def voice_of(matter: Matter, telling: Telling) -> Voice:
    """The voice that told so."""
    for voice in voices(matter):
        if telling in voice.tellings:
            return voice
    raise Refusal(_("This person did not tell of this matter."))


def calls_on_standing_answer(matter: Matter) -> Iterable[CallBack]:
    standing = [answer.pk for answer in matter.answers.all() if answer.redone_at is None][-1:]
    calls = [call for call in matter.call_backs.all() if call.answer_id in standing] if standing else []
    return sorted(calls, key=attrgetter("at", "pk"))


def is_dissent(call: CallBack) -> bool:
    """Not solved, or not satisfied."""
    return call.solved is False or (call.satisfaction is not None and call.satisfaction < SATISFIED_FROM)


def dissents(matter: Matter) -> bool:
    """Whether any voice is not content with the answer that stands."""
    return any(voice.verdict and is_dissent(voice.verdict) for voice in voices(matter))
