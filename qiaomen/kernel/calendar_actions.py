"""The office corrects its calendar; what was promised by the old one is counted anew (`config.reactions`)."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.calendar import SpecialDay
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.permissions import HOUSE, Permission
from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.kernel.transitions import move


def correct_day(day: date, *, by: Actor, works: bool, name: str, source: str = "") -> Event:
    """From now on `day` is a workday or is not, whatever the State's calendar says.

    `name` is what people call it, `source` the number of the notice in which it is written.
    """
    by.require(Permission.CALENDAR_EDIT, HOUSE)
    if not name.strip():
        raise Refusal(_("Say what the day is called, such as National Day."))
    correction = SpecialDay(day=day, works=works, name=name.strip(), source=source.strip())
    known = SpecialDay.objects.filter(day=day).first()
    return _change(known, correction, by) if known else _add(correction, by)


def _add(correction: SpecialDay, by: Actor) -> Event:
    try:
        with transaction.atomic():
            return ledger.begin(correction, "correct", by=by)
    except IntegrityError:
        raise Conflict(_("Somebody else has just corrected this day. Look at it again.")) from None


def _change(known: SpecialDay, correction: SpecialDay, by: Actor) -> Event:
    with move(known, "correct", by=by) as change:
        wanted = {name: getattr(correction, name) for name in ("works", "name", "source")}
        if all(getattr(known, name) == value for name, value in wanted.items()):
            raise Refusal(_("%s has already been corrected so.") % known.day)
        change.set(**wanted)
    return change.event
