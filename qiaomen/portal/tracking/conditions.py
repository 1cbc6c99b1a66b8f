"""What must hold, besides the matter's own life, before a teller does something by the portal."""

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.asking import open_requests
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.models import Matter
from qiaomen.matters.particulars import particulars
from qiaomen.matters.states import State, Verb
from qiaomen.matters.voices import calls_on_standing_answer
from qiaomen.portal.tracking.access import Own
from qiaomen.portal.tracking.hearing import question


def require_asked(own: Own) -> None:
    """A question from before another matter was joined to this one was put to somebody else."""
    if own.matter.state == State.WAITING and question(own) is None:
        raise Refusal(_("The question was put to somebody else who reported the same."))


def has_rated(own: Own) -> bool:
    """Themselves, and the answer that stands."""
    return any(call.by in own.refs for call in calls_on_standing_answer(own.matter))


def require_unrated(own: Own) -> None:
    """Once for each answer; what the service desk noted on the telephone does not silence the teller."""
    if has_rated(own):
        raise Refusal(_("You have already given your answers. Thank you; they count."))


def require_alone(own: Own) -> None:
    if own.matter.pk not in own.alone_in:
        raise Refusal(_("Others have reported the same. It stays open for them, so you cannot withdraw it."))


def is_reopening_asked(matter: Matter) -> bool:
    """And nobody has decided yet."""
    return open_requests(matter).filter(verb=Verb.REOPEN).exists()


def require_not_pending(own: Own) -> None:
    if is_reopening_asked(own.matter):
        raise Refusal(_("This has already been asked for. Wait for the decision."))


def require_questions(own: Own) -> None:
    if not particulars(own.matter).questions:
        raise Refusal(_("There is nothing left to ask. Thank you."))
