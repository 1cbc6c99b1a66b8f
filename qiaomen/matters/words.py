"""Texts beside a matter: each row keeps its own salt, the ledger only the salted digest."""

from typing import TYPE_CHECKING

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.canonical import new_salt, salted
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import Change
from qiaomen.matters.models import Audience, Matter, Note

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def say(change: Change[Matter], by: Actor, audience: Audience, text: str) -> Note:
    """Add a note to the changing matter; the ledger learns its digest."""
    note = Note(
        matter=change.row, audience=audience, by=by.ref, at=change.at, text=text.strip(), salt=new_salt()
    )
    note.save()
    change.tell(note=note.pk, audience=audience.value, text=salted(bytes(note.salt), note.text))
    return note


def require_words(text: str, sentence: "StrOrPromise") -> str:
    if not text.strip():
        raise Refusal(sentence)
    return text.strip()
