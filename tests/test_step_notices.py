"""Who is told of a step: whoever it waits for, and the resident of what is to be done once more."""

import pytest

from qiaomen.desk.queues.tabs import BY_NAME, Asker
from qiaomen.kernel import clock
from qiaomen.kernel.actors import machine
from qiaomen.kernel.models import Message
from qiaomen.matters import step_sweeps
from qiaomen.matters.actions.assisting import assist
from qiaomen.matters.actions.sending_back import send_back_step
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.test_steps import days_later, handled, standing, step, take
from qiaomen.people.actions import change_contact
from tests.test_reactions import home, told
from tests.world import World, monday, world

__all__ = ["home", "monday", "world"]

THEIRS = step("wish", 'actor = "resident"\nlimit = "5 workdays"')


def test_a_resident_hears_that_their_part_is_to_be_done_once_more(world: World):
    matter = handled(world, THEIRS, step("look"), step("act"))
    take(world, matter, "wish", by="clerk")
    take(world, matter, "look")
    send_back_step(matter, by=world.actor("clerk"), code="look", reason="没有照片")
    assert told() == ["matter_received"]
    send_back_step(matter, by=world.actor("clerk"), code="wish", reason="没有写楼层")
    assert told() == ["matter_received", "matter_step_returned"]


def remind(days: int) -> int:
    with days_later(days):
        return step_sweeps.remind(by=machine("escalation"))


def remind_late(days: int) -> int:
    with days_later(days):
        return step_sweeps.remind_late(by=machine("escalation"))


def waiting_for(world: World, actor: str, *, helper: str = "") -> Matter:
    """Two workdays are given for the step, and everybody has a phone."""
    for number, person in enumerate(world.people.values()):
        change_contact(person, phone=f"1000000{number:04}", language="en", by=world.console)
    matter = handled(world, step("look", f'actor = "{actor}"\nlimit = "2 workdays"'), unit="willow")
    if helper:
        assist(matter, by=world.actor("clerk"), unit=world.units[helper], task="断电")
    return matter


def nudged(world: World, template: str) -> set[str]:
    """The logins of those who were told so."""
    told("person/")
    refs = set(Message.objects.filter(template=template).values_list("recipient", flat=True))
    return {login for login, person in world.people.items() if person.ref in refs}


@pytest.mark.parametrize(
    ("actor", "helper", "who"),
    [
        ("unit", "", {"willow", "grid"}),
        ("superior", "", {"office", "leader", "auditor", "administrator"}),
        ("role:leader", "", {"leader"}),
        ("role:confidential_clerk", "", {"secret"}),
        ("assisting_unit", "power", {"power"}),
        ("assisting_unit", "", {"clerk", "coordinator", "secret"}),  # nobody helps yet: the desk sees to that
    ],
)
def test_whom_a_step_waits_for_is_told_before_its_day_and_after(
    world: World, actor: str, helper: str, who: set[str]
):
    matter = waiting_for(world, actor, helper=helper)
    assert [remind(1), remind(1)] == [1, 0]
    assert nudged(world, "unit_step_due") == who
    with days_later(4):
        assert standing(matter, "look").is_late(clock.now())
        assert [remind_late(4), remind_late(4)] == [1, 0]
        assert nudged(world, "unit_step_late") == who


def test_who_holds_the_role_elsewhere_hears_nothing(world: World):
    waiting_for(world, "role:clerk")
    remind(1)
    assert nudged(world, "unit_step_due") == {"clerk"}  # not the one of the far street


def test_what_is_done_meanwhile_is_nudged_no_more(world: World):
    matter = waiting_for(world, "unit")
    remind(1)
    take(world, matter, "look", by="willow")
    assert nudged(world, "unit_step_due") == set()


def test_a_resident_is_told_once_before_the_day_and_then_the_desk_once(world: World, home):
    matter = handled(world, THEIRS)
    change_contact(world.people["clerk"], phone="10000000000", language="en", by=world.console)
    assert [remind(6), remind(6)] == [1, 0]
    assert told() == ["matter_received", "matter_step_due"]
    assert "3月9日" in (home / "outbox.jsonl").read_text(encoding="utf-8")
    clerk = Asker(world.actor("clerk"), world.people["clerk"].pk, clock.now())
    assert matter not in BY_NAME["today"].pick(clerk)
    assert [remind_late(20), remind_late(20)] == [1, 0]
    assert matter in BY_NAME["today"].pick(clerk)
    with days_later(20):
        assert nudged(world, "desk_step_late") == {"clerk"}
    assert told() == ["matter_received", "matter_step_due"]
    take(world, matter, "wish", by="clerk")
    assert matter not in BY_NAME["today"].pick(clerk)


def test_of_a_resident_who_was_not_told_in_time_only_the_desk_hears(world: World):
    handled(world, THEIRS)
    assert [remind(20), remind(20)] == [1, 0]
    with days_later(20):
        assert told() == ["matter_received"]


def test_who_left_no_contact_is_not_reminded(world: World):
    matter = handled(world, THEIRS)
    matter.tellings.update(has_contact=False)
    assert remind(6) == 0
    assert standing(matter, "wish").reminded_at is None
