"""What a teller may hear of the matter. Nothing internal, and nothing that another teller said or was told.

What was said for the resident in the matter that theirs was merged into is for them from the merging on.
"""

import json
from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from qiaomen.kernel.models import Event
from qiaomen.matters.models import Attachment, Audience, Matter, Note
from qiaomen.matters.states import State, Verb
from qiaomen.portal.tracking.access import Own


def audible(own: Own) -> Callable[[Note | Attachment], bool]:
    """Whether a note or file of the chain is for the teller."""
    since = joined_at(own)

    def may_hear(row: Note | Attachment) -> bool:
        if row.audience == Audience.VOICE:
            return row.by in own.refs or row.matter_id in own.alone_in
        return row.audience == Audience.RESIDENT and concerns(own, row.matter_id, row.at, since)

    return may_hear


def concerns(own: Own, matter_id: int, at: datetime, since: datetime | None) -> bool:
    """Whether what happened there and then happened to the teller's concern; `since` they were joined."""
    return matter_id == own.telling.matter_id or (since is not None and at >= since)


def joined_at(own: Own) -> datetime | None:
    merging = _lines(own.telling.matter, Verb.MERGE).last() if own.joined else None
    return merging.at if merging else None


def notes(own: Own) -> list[Note]:
    return list(filter(audible(own), Note.objects.filter(matter__in=own.chain)))


def files(own: Own) -> list[Attachment]:
    kept = Attachment.objects.filter(matter__in=own.chain, erased_at=None)
    return list(filter(audible(own), kept))


def question(own: Own) -> Note | None:
    """What the teller was asked and has not answered."""
    if own.matter.state != State.WAITING:
        return None
    asked = json.loads(_lines(own.matter, Verb.ASK).latest("seq").data)["note"]
    return next((note for note in notes(own) if note.pk == asked), None)


def _lines(matter: Matter, verb: Verb) -> QuerySet[Event]:
    return Event.objects.filter(stream=matter.stream, verb=verb).order_by("seq")
