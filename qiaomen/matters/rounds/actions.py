"""How rounds are laid down, revised, walked and ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock, counters, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.limits import Rhythm
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.models import Matter
from qiaomen.matters.rounds.models import Look, Round, scope_of
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place

LONGEST_NAME = 60  # of a round and of a checkpoint: it stands on a phone
LONGEST_ADVICE = 1000
MOST_CHECKPOINTS = 60


@dataclass(frozen=True, slots=True)
class Wording:
    """What a round says, which can be revised."""

    name: str
    checkpoints: Sequence[str]
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where, by whom and how often: another one is another round."""

    place: Place
    unit: Unit
    rhythm: Rhythm
    from_day: date
    days_off: bool = False


def make_round(wording: Wording, frame: Frame, *, by: Actor) -> Round:
    """It is asked from its first day on, which is today or later."""
    scope = scope_of(frame.place, frame.unit)
    by.require(Permission.ROUND_EDIT, scope)
    if frame.from_day < clock.today():
        raise Refusal(_("The first day is past: nobody could have walked it. Choose today or a later day."))
    columns = {
        **_words(wording),
        "place_id": frame.place.pk,
        "unit_id": frame.unit.pk,
        "rhythm": frame.rhythm.value,
    }
    post = by.post_for(Permission.ROUND_EDIT, scope)
    with transaction.atomic():
        if Round.objects.filter(**columns, ended_on=None).exists():
            raise Conflict(_("There is just such a round already. It need not be sent again."))
        row = Round(number=counters.take(Round.SERIES)[0], **columns)
        row.days_off, row.from_day = frame.days_off, frame.from_day
        row.checkpoints = _asked_from(_names(wording.checkpoints), frame.from_day)
        ledger.begin(row, "make", by=by, data={"as": post} if post else {})
    return row


def revise_round(row: Round, *, wording: Wording, by: Actor) -> Event:
    """A checkpoint is known by its name: one called otherwise is another, asked from today on."""
    with move(row, "revise", by=by) as change:
        today = max(clock.today(), row.from_day)
        names = _names(wording.checkpoints)
        standing = {each["name"]: each for each in row.checkpoints if not each["until"]}
        fresh = {each["name"]: each for each in _asked_from(names, today)}
        past = [_until(each, today) for each in row.checkpoints if each["until"] or each["name"] not in fresh]
        change.set(**_words(wording))
        change.set(checkpoints=[*({**fresh, **standing}[name] for name in names), *filter(None, past)])
    return change.event


def end_round(row: Round, *, by: Actor) -> Event:
    """Nobody walks it from today on; what was seen on it stays known."""
    with move(row, "end", by=by) as change:
        change.set(ended_on=clock.today())
    return change.event


def look(row: Round, *, by: Actor, checkpoint: str, on: date, found: Matter | None = None) -> Event:
    """Somebody stood there on that day; `found` is what they told of it, None when all was right.

    Looked at twice is no contradiction: in the evening something may be there that was not in the morning.
    """
    with move(row, "look", by=by) as change:
        day = max(row.from_day, min(on, clock.today()))
        if checkpoint not in {*row.asked(day, day), *row.asked(clock.today(), clock.today())}:
            raise Refusal(_("The office does not ask for this checkpoint any more. You can give it up."))
        change.keep(Look(round=row, checkpoint=checkpoint, day=day, by=by.ref, found=found))
        change.tell(checkpoint=checkpoint, day=day, **({"found": found.number} if found else {}))
    return change.event


def _words(wording: Wording) -> dict[str, Any]:
    name, advice = " ".join(wording.name.split()), wording.advice.strip()
    if not name:
        raise Refusal(_("Give the round a name."))
    if len(name) > LONGEST_NAME or len(advice) > LONGEST_ADVICE:
        longest = {"name": LONGEST_NAME, "advice": LONGEST_ADVICE}
        raise Refusal(_("A name has at most %(name)d characters, the advice %(advice)d.") % longest)
    return {"name": name, "advice": advice}


def _names(lines: Iterable[str]) -> list[str]:
    """Each once, in order."""
    names = list(dict.fromkeys(filter(None, (" ".join(line.split()) for line in lines))))
    if not names:
        raise Refusal(_("Name at least one checkpoint: what is to be looked at."))
    if len(names) > MOST_CHECKPOINTS or max(map(len, names)) > LONGEST_NAME:
        most = {"most": MOST_CHECKPOINTS, "length": LONGEST_NAME}
        raise Refusal(_("A round has at most %(most)d checkpoints of %(length)d characters each.") % most)
    return names


def _asked_from(names: Iterable[str], day: date) -> list[dict[str, str]]:
    return [{"name": name, "from": day.isoformat(), "until": ""} for name in names]


def _until(checkpoint: dict[str, str], day: date) -> dict[str, str] | None:
    """As it is once it is asked no more; None for one that was taken off before it was ever asked."""
    ended = {**checkpoint, "until": checkpoint["until"] or day.isoformat()}
    return ended if ended["from"] < ended["until"] else None
