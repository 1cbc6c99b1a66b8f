"""Whom to call back next: voices of answered matters that nobody has asked yet, the longest waiting first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q
from django.utils import timezone

from qiaomen.kernel.actors import Actor
from qiaomen.matters.grounds import CALLS
from qiaomen.matters.models import CallBack, CallHold, Matter, Telling
from qiaomen.matters.querysets import MatterQuerySet

PAUSE = timedelta(hours=2)  # after nobody answered; our own
MOST = 1000  # matters that are looked at
AT_ONCE = 100
STANDING = Q(call_backs__answer__redone_at=None)
NEEDED = ("pk", "matter", "who", "has_contact", "told_at", "language")


@dataclass(frozen=True, slots=True)
class Due:
    """A voice to call: the matter that is worked for it, the telling to ask, and in which language."""

    matter: int
    telling: int
    language: str


def to_call(actor: Actor) -> MatterQuerySet:
    """What the actor's own desk has to ask about."""
    mine = Matter.objects.visible_to(actor).filter(history=False, desk__in=sorted(actor.units))
    return mine.to_call_back().order_by("answered_at", "pk")


def next_call(actor: Actor, now: datetime) -> Due | None:
    """None when nobody is left who can be called now."""
    ids = list(_askable(to_call(actor), actor, now).values_list("pk", flat=True)[:MOST])
    parts = (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
    return next((due for part in parts for due in _due(part, actor, now)), None)


def held(actor: Actor, now: datetime) -> Q:
    """Holds that keep the actor from calling: not what others pass over, nor what the actor has taken."""
    own = Q(by=actor.ref)
    passed_over, taken = Q(why=CallHold.Why.SKIPPED), Q(why=CallHold.Why.TAKEN)
    return Q(until__gt=now) & ~(passed_over & ~own) & ~(taken & own)


def _askable(matters: MatterQuerySet, actor: Actor, now: datetime) -> MatterQuerySet:
    """Without those of one voice that has been asked, or is not to be called now."""
    calls = CallBack.objects.filter(matter=OuterRef("pk"), answer__redone_at=None)
    asked = calls.filter(Q(reached=True) | Q(at__gt=now - PAUSE))
    waits = CallHold.objects.filter(held(actor, now), matter=OuterRef("pk"))
    several = Matter.objects.filter(merged_into=OuterRef("pk"))
    reachable = Telling.objects.filter(matter=OuterRef("pk"), has_contact=True)
    alone = Exists(reachable) & ~Exists(asked) & ~Exists(waits)
    return matters.filter(Exists(several) | alone)


def _due(roots: Sequence[int], actor: Actor, now: datetime) -> Iterator[Due]:
    """The voices of these matters, and of all merged into them, that can be called now; in their order."""
    root_of = _families(roots)
    found: dict[int, list[Due]] = {root: [] for root in roots}
    rows = _tellings(root_of, actor, now)
    rows.sort(key=lambda row: (_voice(row, root_of), row["told_at"], row["pk"]))
    for (root, _who), told in groupby(rows, key=lambda row: _voice(row, root_of)):
        voice = list(told)
        if any(row["has_contact"] for row in voice) and not any(_rests(row, now) for row in voice):
            asked = max(voice, key=lambda row: (row["has_contact"], row["told_at"], row["pk"]))
            found[root].append(Due(root, asked["pk"], asked["language"]))
    yield from (due for root in roots for due in found[root])


def _families(roots: Sequence[int]) -> dict[int, int]:
    """Each of the matters and all that were merged into one of them -> that one."""
    root_of, level = {root: root for root in roots}, list(roots)
    while level:
        merged = list(Matter.objects.filter(merged_into__in=level).values_list("pk", "merged_into"))
        root_of |= {pk: root_of[into] for pk, into in merged if into is not None}
        level = [pk for pk, _into in merged]
    return root_of


def _tellings(matters: Iterable[int], actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """With what is known of calls about the answer that stands."""
    waits = CallHold.objects.filter(held(actor, now), telling=OuterRef("pk"))
    known = {
        "reached": Count("call_backs", filter=STANDING & Q(call_backs__reached=True)),
        "tries": Count("call_backs", filter=STANDING),
        "first": Min("call_backs__at", filter=STANDING),
        "last": Max("call_backs__at", filter=STANDING),
    }
    rows = Telling.objects.filter(matter__in=list(matters)).values(*NEEDED)
    return list(rows.annotate(**known, waits=Exists(waits)))


def _voice(row: Mapping[str, Any], root_of: Mapping[int, int]) -> tuple[int, str]:
    return root_of[row["matter"]], row["who"] or f"telling/{row['pk']}"


def _rests(row: Mapping[str, Any], now: datetime) -> bool:
    """Asked already, to be called later, called just now, or called as often as it takes to give up."""
    if row["reached"] or row["waits"]:
        return True
    return bool(row["tries"]) and (row["last"] > now - PAUSE or _given_up(row))


def _given_up(row: Mapping[str, Any]) -> bool:
    days = {timezone.localtime(row[name]).date() for name in ("first", "last")}
    return row["tries"] >= CALLS and len(days) > 1
