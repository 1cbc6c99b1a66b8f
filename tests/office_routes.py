"""What the addresses of administration need to be used."""

from datetime import timedelta

from qiaomen.kernel import clock
from qiaomen.matters.models import Matter
from qiaomen.people.actions import deactivate_person, end_unit
from tests.asks import Ask
from tests.ways import DAY, received
from tests.world import World

BOSS = "administrator"
UNIT = {"name": "园林科", "kind": "department", "place": "street"}
PERSON = {"name": "示例新人"}
ROLE = {"name": "示例角色", "reach": "place", "permissions": ["matter.read"]}


def with_an_ended_unit(world: World) -> Matter:
    end_unit(world.units["power"], on=clock.today(), by=world.console)
    return received(world)


def with_a_leaver(world: World) -> Matter:
    matter = received(world)
    deactivate_person(world.people["clerk"], by=world.console)
    return matter


def away(_matter: Matter) -> dict[str, str]:
    tomorrow = clock.today() + timedelta(days=1)
    return {"deputy": "water", "from_day": f"{tomorrow}", "to_day": f"{tomorrow}", "seen": "1"}


def last_day(_matter: Matter) -> dict[str, str]:
    return {"last_day": f"{clock.today()}", "seen": "1"}


SEEN = {"seen": "1"}
OFFICE = {
    "/desk/office/": Ask(who=BOSS),
    "/desk/office/units/": Ask(who=BOSS),
    "/desk/office/units/new/": Ask(who=BOSS, sent={**UNIT, "code": "garden"}),
    "/desk/office/units/{unit}/": Ask(who=BOSS),
    "/desk/office/units/{unit}/change/": Ask(who=BOSS, sent={**UNIT, **SEEN}),
    "/desk/office/units/{unit}/end/": Ask(who=BOSS, sent={"on": DAY, **SEEN}),
    "/desk/office/units/{unit}/resumption/": Ask(with_an_ended_unit, BOSS, {"seen": "2"}),
    "/desk/office/people/": Ask(who=BOSS),
    "/desk/office/people/new/": Ask(who=BOSS, sent={**PERSON, "login": "new"}),
    "/desk/office/people/{person}/": Ask(who=BOSS),
    "/desk/office/people/{person}/change/": Ask(who=BOSS, sent={**PERSON, **SEEN}),
    "/desk/office/people/{person}/post/": Ask(
        who=BOSS, sent={"unit": "water", "role": "officer", "from_day": DAY, **SEEN}
    ),
    "/desk/office/people/{person}/absence/": Ask(who=BOSS, sent=away),
    "/desk/office/people/{person}/password/": Ask(who=BOSS, sent=SEEN, then=200),
    "/desk/office/people/{person}/leaving/": Ask(who=BOSS, sent=SEEN),
    "/desk/office/people/{person}/coming-back/": Ask(with_a_leaver, BOSS, {"seen": "2"}),
    "/desk/office/posts/": Ask(who=BOSS),
    "/desk/office/posts/{post}/": Ask(who=BOSS),
    "/desk/office/posts/{post}/end/": Ask(who=BOSS, sent=last_day),
    "/desk/office/posts/{post}/deputy/": Ask(who=BOSS, sent=away),
    "/desk/office/roles/": Ask(who=BOSS),
    "/desk/office/roles/new/": Ask(who=BOSS, sent={**ROLE, "code": "own"}),
    "/desk/office/roles/{role}/": Ask(who=BOSS),
    "/desk/office/roles/{role}/change/": Ask(who=BOSS, sent={**ROLE, **SEEN}),
}
