"""Retention: what a matter no longer needs is forgotten; number, dates and counts stay as a tombstone."""

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event, Request
from qiaomen.kernel.models.sealing import ERASED_KEY
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.index import MATTERS_TEXT
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Verb

NO_SALT = b""


def erase(matter: Matter, *, by: Actor) -> Event:
    """Forget words, contacts and files of an ended matter; the ledger still verifies.

    Salts go with the texts, so that the digests in the ledger say nothing any more. Files are swept from
    the store once no row names them.
    """
    with move(matter, Verb.ERASE, by=by) as change:
        if matter.erased_at is not None:
            raise Refusal(_("It has already been erased."))
        change.set(erased_at=change.at)
        _forget_words(matter)
        _forget_rows_beside(matter)
        matter.attachments.update(erased_at=change.at, name="")
        matter.tellings.update(sealed_name=None, sealed_phone=None, who="", has_contact=False, fingerprint="")
        MATTERS_TEXT.erase([matter.pk])
    return change.event


def _forget_words(matter: Matter) -> None:
    gone = {name: None if name in {"longitude", "latitude"} else "" for name in Matter.CONTENT}
    forgotten = {**gone, **ERASED_KEY, "salt": None, "sealed_title": None, "sealed_body": None}
    for name, nothing in forgotten.items():
        setattr(matter, name, nothing)
    matter.save(update_fields=list(forgotten))


def _forget_rows_beside(matter: Matter) -> None:
    matter.notes.update(text="", salt=NO_SALT)
    matter.answers.update(text="", redo_reason="", salt=NO_SALT)
    matter.assists.update(task="", report="", salt=NO_SALT)
    matter.steps.update(filled={}, sent_back_reason="", salt=NO_SALT)
    matter.call_backs.update(comment="", salt=NO_SALT)
    matter.assignments.update(minutes="")
    Request.objects.filter(stream=matter.stream).update(reason="", remark="", arguments={}, salt=NO_SALT)
