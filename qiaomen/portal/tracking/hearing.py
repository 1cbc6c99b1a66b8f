"""What a teller may hear of the matter. Nothing internal, and nothing that another teller said or was told.

What was said for the resident in the matter that theirs was merged into is for them from the merging on.
"""

import json
from collections.abc import Callable
from datetime import datetime
from operator import attrgetter

from qiaomen.kernel.models import Event
from qiaomen.matters.models import Attachment, Audience, Note
from qiaomen.matters.reading import Reading
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
    mergings = _lines(own.read[0][1], Verb.MERGE) if own.joined else []
    return mergings[-1].at if mergings else None


def notes(own: Own) -> list[Note]:
    return list(filter(audible(own), (note for matter in own.chain for note in matter.notes.all())))


def files(own: Own) -> list[Attachment]:
    enclosed = (file for matter in own.chain for file in matter.attachments.all())
    return list(filter(audible(own), (file for file in enclosed if file.erased_at is None)))


def question(own: Own) -> Note | None:
    """What the teller was asked and has not answered."""
    if own.matter.state != State.WAITING:
        return None
    asked = json.loads(_lines(own.read[-1][1], Verb.ASK)[-1].data)["note"]
    return next((note for note in notes(own) if note.pk == asked), None)


def _lines(known: Reading, verb: Verb) -> list[Event]:
    return sorted((event for event in known.events if event.verb == verb), key=attrgetter("seq"))
