"""The house lays down how long an office that is called to the spot has; running calls keep their dates."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.calendar import WorkCalendar, calendar_now
from qiaomen.kernel.limits import Limit
from qiaomen.kernel.models import Event
from qiaomen.kernel.names import taken_means
from qiaomen.kernel.permissions import HOUSE, Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.models import OwnWhistleLimits
from qiaomen.matters.whistle_limits import FARTHEST


def limit_whistles(limits: Mapping[str, str], *, by: Actor) -> Event:
    """From the next call on these hold, by name (`WhistleLimits`); "" goes back to the program's own."""
    by.require(Permission.CATALOGUE_EDIT, HOUSE)
    calendar = calendar_now()
    kept = {name: _fit(text, calendar) for name, text in limits.items()}
    row = OwnWhistleLimits.objects.first()
    if row is None:
        with taken_means(_("Somebody else has just changed these limits. Look at them again.")):
            return ledger.begin(OwnWhistleLimits(pk=OwnWhistleLimits.ONLY, **kept), "limit", by=by)
    with move(row, "limit", by=by) as change:
        changed = {name: text for name, text in kept.items() if getattr(row, name) != text}
        if not changed:
            raise Refusal(_("These limits hold already. Change one of them."))
        change.set(**changed)
    return change.event


def _fit(text: str, calendar: WorkCalendar) -> str:
    if not text.strip():
        return ""
    limit, now = Limit.parse(text), clock.now()
    if calendar.due(now, limit) > now + FARTHEST:
        raise Refusal(_("Nobody waits longer than %d days for an office. Shorten it.") % FARTHEST.days)
    return str(limit)
