"""Why a matter may be closed: each ground with what must be on record for it."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.calendar import calendar_now
from qiaomen.kernel.limits import Limit, LimitUnit
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Ground
from qiaomen.matters.voices import Voice, is_dissent, voices

CALLS = 3
CALL_DAYS = 2
SILENCE = Limit(5, LimitUnit.WORKDAYS)


def require_ground(matter: Matter, ground: Ground, at: datetime) -> None:
    """Refuse a ground that the records do not bear out."""
    match ground:
        case Ground.CONFIRMED:
            _require_confirmed(voices(matter))
        case Ground.SILENT:
            _require_silence(matter, at)
        case Ground.UNREACHABLE:
            _require_calls(voices(matter))
        case Ground.NO_CONTACT:
            if any(voice.has_contact for voice in voices(matter)):
                raise Refusal(_("The resident left a contact. Call back before closing."))
        case Ground.CONTESTED:
            raise Refusal(_("A close despite dissent is asked for, and a second person signs it."))
        case Ground.WITHDRAWN:
            raise Refusal(_("A withdrawal is recorded as such, not as a close."))


def _require_confirmed(asked: list[Voice]) -> None:
    verdicts = [voice.verdict for voice in asked if voice.verdict]
    if not verdicts:
        raise Refusal(_("Nobody has confirmed it yet. Call back first."))
    if any(is_dissent(verdict) for verdict in verdicts):
        raise Refusal(_("The resident is not content. Have it redone, or ask for a close despite dissent."))
    if any(voice.has_contact and not voice.calls for voice in asked):
        raise Refusal(_("Several people told of this. Ask each of them before closing."))


def _require_silence(matter: Matter, at: datetime) -> None:
    if any(voice.verdict for voice in voices(matter)):
        raise Refusal(_("The resident has spoken. Close by what they said."))
    if matter.answered_at is None or at < calendar_now().due(matter.answered_at, SILENCE):
        raise Refusal(_("The resident still has time: five workdays after the answer."))


def _require_calls(asked: list[Voice]) -> None:
    if any(voice.verdict for voice in asked):
        raise Refusal(_("The resident was reached. Close by what they said."))
    silent = [voice for voice in asked if voice.has_contact]
    if not silent:
        raise Refusal(_("The resident left no contact. Choose that as the ground."))
    if not all(tried_enough(voice) for voice in silent):
        raise Refusal(_("Try three calls on two different days before giving up."))


def tried_enough(voice: Voice) -> bool:
    """Whether it was called as often as it takes to give up."""
    days = {timezone.localtime(call.at).date() for call in voice.calls}
    return len(voice.calls) >= CALLS and len(days) >= CALL_DAYS
