"""Short ways to blow, to come and to look, for the tests of the whistle."""

from datetime import datetime, timedelta

from qiaomen.kernel import clock
from qiaomen.matters.actions.whistling import Called, Meeting, arrive, whistle
from qiaomen.matters.models import Matter, Turnout
from qiaomen.matters.tests.walks import MEETING
from tests.world import MONDAY, World

AT = MONDAY + timedelta(days=1)  # that of MEETING


def blow(world: World, matter: Matter, *codes: str, by: str = "willow", **said):
    called = [Called(world.units[code]) for code in codes]
    meeting = Meeting(**{"task": MEETING.task, "spot": MEETING.spot, "at": AT, **said})
    return whistle(matter, by=world.actor(by), called=called, meeting=meeting)


def turnout(world: World, code: str) -> Turnout:
    return Turnout.objects.get(unit=world.units[code])


def come(world: World, matter: Matter, *codes: str, at: datetime = AT) -> None:
    with clock.told(at):
        for code in codes:
            arrive(matter, by=world.actor(code))
