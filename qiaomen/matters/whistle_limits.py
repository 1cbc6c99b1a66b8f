"""By when an office that is called to the spot has to answer and to be there."""

from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta

from qiaomen.kernel.calendar import WorkCalendar, calendar_now
from qiaomen.kernel.limits import Limit, LimitUnit
from qiaomen.matters.models import Matter, OwnWhistleLimits, Priority

FARTHEST = timedelta(days=30)  # nobody is called for later; our own


@dataclass(frozen=True, slots=True)
class WhistleLimits:
    """What the house has laid down, for ordinary matters and for emergencies."""

    answer: Limit
    answer_emergency: Limit
    come: Limit
    come_emergency: Limit

    def to_answer(self, matter: Matter) -> Limit:
        return self.answer_emergency if matter.priority == Priority.EMERGENCY else self.answer

    def to_come(self, matter: Matter) -> Limit:
        """Where nobody names an hour at which to meet."""
        return self.come_emergency if matter.priority == Priority.EMERGENCY else self.come


# Our own. In an emergency the clock runs at night too.
SHIPPED = WhistleLimits(
    answer=Limit(2, LimitUnit.WORK_HOURS),
    answer_emergency=Limit(30, LimitUnit.MINUTES),
    come=Limit(4, LimitUnit.WORK_HOURS),
    come_emergency=Limit(1, LimitUnit.HOURS),
)
NAMES = tuple(field.name for field in fields(WhistleLimits))


def whistle_limits() -> WhistleLimits:
    """As they are now, in one query."""
    row = OwnWhistleLimits.objects.first()
    own = {name: getattr(row, name, "") for name in NAMES}
    return replace(SHIPPED, **{name: Limit.parse(text) for name, text in own.items() if text})


@dataclass(frozen=True, slots=True)
class WhistleClock:
    """The limits, counted by the office's calendar. Load it once for many."""

    limits: WhistleLimits
    calendar: WorkCalendar

    @classmethod
    def load(cls) -> "WhistleClock":
        return cls(whistle_limits(), calendar_now())

    def answer_due(self, matter: Matter, since: datetime) -> datetime:
        return self.calendar.due(since, self.limits.to_answer(matter))

    def come_due(self, matter: Matter, since: datetime) -> datetime:
        return self.calendar.due(since, self.limits.to_come(matter))
