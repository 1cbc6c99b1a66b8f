"""Texts beside a matter: of each the ledger has only a salted digest."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.blanks import blanks
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import Change
from qiaomen.matters.conditions import require_kept
from qiaomen.matters.intake import clean
from qiaomen.matters.models import Audience, Matter, Note

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def say(change: Change[Matter], by: Actor, audience: Audience, text: str) -> Note:
    """Add a note to the changing matter."""
    require_kept(change.row)
    note = Note(matter=change.row, audience=audience, by=by.ref, at=change.at, text=clean(text))
    change.keep(note)
    change.tell(note=note.pk, audience=audience.value)
    return note


def require_filled(text: str) -> None:
    """A standard reply goes out only when each of its {blanks} has been filled in."""
    if open_ones := blanks(text):
        raise Refusal(_("Fill in what still stands in braces: %s.") % " ".join(open_ones))


def require_words(text: str, sentence: "StrOrPromise") -> str:
    """`text` as it is kept; refused with the sentence where nothing of it can be seen."""
    if words := clean(text):
        return words
    raise Refusal(sentence)
