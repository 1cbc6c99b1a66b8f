"""Words on the way: notes of the staff, messages to the resident, what the resident adds."""

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.transitions import move
from qiaomen.matters.conditions import require_public, require_spokesman
from qiaomen.matters.intake import clean
from qiaomen.matters.models import Audience, Matter
from qiaomen.matters.releasing import require_own_words
from qiaomen.matters.states import Verb
from qiaomen.matters.words import require_words, say


def note(matter: Matter, *, by: Actor, text: str) -> Event:
    """A remark that only the staff sees."""
    with move(matter, Verb.NOTE, by=by) as change:
        say(change, by, Audience.INTERNAL, require_words(text, _("Write the note.")))
    return change.event


def inform(matter: Matter, *, by: Actor, text: str) -> Event:
    """Tell the resident how things stand; no answer yet."""
    with move(matter, Verb.NOTE, by=by) as change:
        require_spokesman(matter, by)
        say(change, by, Audience.RESIDENT, require_words(text, _("Write what the resident should know.")))
    return change.event


def supplement(matter: Matter, *, by: Actor, text: str) -> Event:
    """The resident adds to the matter or asks where it stays."""
    with move(matter, Verb.SUPPLEMENT, by=by) as change:
        say(change, by, Audience.VOICE, require_words(text, _("Write what you want to add.")))
    return change.event


def release(matter: Matter, *, by: Actor, summary: str) -> Event:
    """Release a summary for the public, in the desk's words; an empty one takes it back.

    Reworded, it stands in the list where it stood.
    """
    with move(matter, Verb.RELEASE, by=by) as change:
        words = clean(summary)
        require_public(matter, by)
        require_own_words(matter, words)
        change.set(summary=words, released_at=(matter.released_at or change.at) if words else None)
        change.tell(released=bool(words))
    return change.event
