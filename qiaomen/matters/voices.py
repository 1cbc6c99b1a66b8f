"""The voices of a matter: all who told of it, also through matters merged into it, and what they say."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.kernel.actors import is_resident
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.models import CallBack, Matter, Telling

SATISFIED_FROM = 3  # of 5: "basically satisfied" is no dissent

NEEDS_NO_SOLUTION = frozenset({MatterKind.PRAISE, MatterKind.SUGGESTION, MatterKind.CONSULTATION})


def family(matter: Matter) -> list[int]:
    """Ids of the matter and of all that were merged into it, at any depth."""
    found, level = [matter.pk], [matter.pk]
    while level:
        level = list(Matter.objects.filter(merged_into__in=level).values_list("pk", flat=True))
        found += level
    return found


def tellings(matter: Matter) -> list[Telling]:
    """All tellings, the first one first."""
    return list(Telling.objects.filter(matter__in=family(matter)).order_by("told_at", "id"))


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
    last = matter.answers.filter(redone_at=None).last()
    return matter.call_backs.filter(answer=last).order_by("at", "id") if last else ()


def is_dissent(call: CallBack) -> bool:
    """Not solved, or not satisfied."""
    return call.solved is False or (call.satisfaction is not None and call.satisfaction < SATISFIED_FROM)


def dissents(matter: Matter) -> bool:
    """Whether any voice is not content with the answer that stands."""
    return any(voice.verdict and is_dissent(voice.verdict) for voice in voices(matter))
