"""Retention: what a matter no longer needs is forgotten; number, dates and counts stay as a tombstone."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.canonical import salted
from qiaomen.kernel.models import Event, Request
from qiaomen.kernel.models.sealing import ERASED_KEY
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import Change, move
from qiaomen.matters.index import MATTERS_TEXT
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Verb

# The rows beside a matter, and what is forgotten of them
FORGOTTEN: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "answers": {"text": "", "redo_reason": ""},
        "assignments": {"minutes": ""},
        "assists": {"task": "", "report": ""},
        "attachments": {"name": ""},
        "call_backs": {"comment": ""},
        "call_holds": {},  # only their salt
        "item_choices": {},  # only their salt
        "mails": {"name": "", "fingerprint": "", "sealed_id": None},
        "notes": {"text": ""},
        "signatures": {},  # only their salt
        "steps": {"filled": {}, "reason": ""},
        "tellings": {
            "sealed_name": None,
            "sealed_phone": None,
            "sealed_email": None,
            "has_contact": False,
            "fingerprint": "",
        },
        "turnouts": {
            "part": "",
            "reason": "",
            "longitude": None,
            "latitude": None,
            "report": "",
            "excuse": "",
        },
        "whistles": {"task": "", "spot": "", "end_reason": ""},
    }
)


def erase(matter: Matter, *, by: Actor) -> Event:
    """Forget words, contacts and files of an ended matter; the ledger still verifies.

    Salts go with the texts, so that the digests in the ledger say nothing any more. Files are swept from
    the store once no row names them.
    """
    with move(matter, Verb.ERASE, by=by) as change:
        if matter.erased_at is not None:
            raise Refusal(_("It has already been erased."))
        change.set(erased_at=change.at, released_at=None)
        _part_voices(matter)
        _forget_words(matter)
        matter.attachments.update(erased_at=change.at)
        matter.mails.update(erased_at=change.at)
        for name, nothing in FORGOTTEN.items():
            _empty(change, getattr(matter, name).all(), nothing)
        asked = Request.objects.filter(stream=matter.stream)
        _empty(change, asked, {"reason": "", "remark": "", "arguments": {}})
        MATTERS_TEXT.erase([matter.pk])
    return change.event


def _part_voices(matter: Matter) -> None:
    """Nobody can be found by their tellings any more, but one voice stays one in what was counted.

    The salt is that of the matter that all were merged into: it is erased last, and its salt with it.
    """
    top = matter
    while top.merged_into is not None:
        top = top.merged_into
    for telling in matter.tellings.exclude(who=""):
        telling.who = salted(bytes(top.salt), telling.who) if top.salt else ""
        telling.save(update_fields=["who"])


def _forget_words(matter: Matter) -> None:
    gone = {name: None if Matter._meta.get_field(name).null else "" for name in Matter.CONTENT}
    forgotten = {**gone, **ERASED_KEY, "salt": None}
    for name, nothing in forgotten.items():
        setattr(matter, name, nothing)
    matter.save(update_fields=list(forgotten))


def _empty(change: Change[Matter], rows: QuerySet[Any], nothing: Mapping[str, Any]) -> None:
    """Forget these columns; the event holds the digests of the rows as they are left, without a salt."""
    rows.update(**nothing)
    change.witness(*rows)
