"""What the addresses of administration need to be used."""

from collections.abc import Callable
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from qiaomen.desk.office.filing import Filing
from qiaomen.desk.office.filings import FILINGS
from qiaomen.kernel import clock
from qiaomen.matters.actions.mappings import drop_mapping, keep_mapping
from qiaomen.matters.models import ImportMapping, Matter
from qiaomen.people.actions import deactivate_person, end_unit
from qiaomen.territory.actions import end_place
from tests.asks import Ask
from tests.ways import DAY, received
from tests.world import World

BOSS = "administrator"
UNIT = {"name": "园林科", "kind": "department", "place": "street"}
PERSON = {"name": "示例新人"}
PLACE = {"name": "松涛网格", "kind": "grid", "parent": "cassia"}
RULE = {"place": "cassia", "unit": "water", "from_day": DAY}
HOLIDAY = {"day": "2026-04-01", "rule": "rests", "name": "示例假日"}
ROLE = {"name": "示例角色", "reach": "place", "permissions": ["matter.read"]}


def with_an_ended_unit(world: World) -> Matter:
    end_unit(world.units["power"], on=clock.today(), by=world.console)
    return received(world)


def with_a_leaver(world: World) -> Matter:
    matter = received(world)
    deactivate_person(world.people["clerk"], by=world.console)
    return matter


def with_a_grid_left(world: World) -> Matter:
    """Nothing goes on in the grid any more."""
    deactivate_person(world.people["grid"], by=world.console)
    return world.receive(place=world.places["cassia"])


def with_an_ended_place(world: World) -> Matter:
    matter = with_a_grid_left(world)
    end_place(world.places["grid"], by=world.console)
    return matter


def with_a_mapping(world: World) -> Matter:
    keep_mapping(name="热线", headings="", columns={"text": "内容"}, by=world.console)
    return received(world)


def with_a_dropped_mapping(world: World) -> Matter:
    matter = with_a_mapping(world)
    drop_mapping(ImportMapping.objects.get(), by=world.console)
    return matter


def headings(filing: Filing) -> Callable[[Matter], dict[str, SimpleUploadedFile]]:
    """A table without rows."""
    line = ",".join(field.name for field in filing.fields).encode()
    return lambda _matter: {"file": SimpleUploadedFile("table.csv", line + b"\n")}


def away(_matter: Matter) -> dict[str, str]:
    tomorrow = clock.today() + timedelta(days=1)
    return {"deputy": "water", "from_day": f"{tomorrow}", "to_day": f"{tomorrow}", "seen": "1"}


def last_day(_matter: Matter) -> dict[str, str]:
    return {"last_day": f"{clock.today()}", "seen": "1"}


SEEN = {"seen": "1"}
OFFICE = {
    "/desk/office/": Ask(who=BOSS),
    "/desk/office/explanation/": Ask(who=BOSS, query="?place=grid", queries=13),
    "/desk/office/calendar/": Ask(who=BOSS),
    "/desk/office/calendar/correction/": Ask(who=BOSS, sent={**HOLIDAY, "seen": "2026-04-01 0"}),
    **{
        f"/desk/office/files/{filing.name}/": Ask(who=BOSS, sent=headings(filing), then=200, again=200)
        for filing in FILINGS
    },
    **{f"/desk/office/files/{filing.name}.xlsx": Ask(who=BOSS) for filing in FILINGS},
    "/desk/office/learning/": Ask(who=BOSS, sent={"percent": "70", "seen": "0"}),
    "/desk/office/learning/training/": Ask(who=BOSS, sent={"seen": "0"}),
    "/desk/office/whistle/": Ask(who=BOSS, sent={"answer_0": "3", "answer_1": "work_hours", "seen": "0"}),
    "/desk/office/notices/": Ask(who=BOSS),
    "/desk/office/notices/{message}/": Ask(who=BOSS, sent={"words-en": "{link}", "seen": "0", "sure": "1"}),
    "/desk/office/mappings/": Ask(who=BOSS),
    "/desk/office/mappings/{mapping}/": Ask(with_a_mapping, BOSS),
    "/desk/office/mappings/{mapping}/name/": Ask(with_a_mapping, BOSS, {"name": "市热线", **SEEN}),
    "/desk/office/mappings/{mapping}/removal/": Ask(with_a_mapping, BOSS, SEEN),
    "/desk/office/mappings/{mapping}/restoration/": Ask(with_a_dropped_mapping, BOSS, {"seen": "2"}),
    "/desk/office/places/": Ask(who=BOSS),
    "/desk/office/places/new/": Ask(who=BOSS, sent={**PLACE, "code": "pine"}),
    "/desk/office/places/{place}/": Ask(who=BOSS, queries=18),
    "/desk/office/places/{place}/change/": Ask(who=BOSS, sent={**PLACE, "seen": "2"}),
    "/desk/office/places/{place}/name/": Ask(who=BOSS, sent={"text": "春江路", "seen": "2"}),
    "/desk/office/places/{place}/name-removal/": Ask(
        who=BOSS, sent={"text": "春江花园", "seen": "2"}, again=422
    ),
    "/desk/office/places/{place}/merger/": Ask(who=BOSS, sent={"into": "willow", "seen": "2"}),
    "/desk/office/places/{place}/end/": Ask(with_a_grid_left, BOSS, {"seen": "2"}),
    "/desk/office/places/{place}/resumption/": Ask(with_an_ended_place, BOSS, {"seen": "3"}),
    "/desk/office/rules/": Ask(who=BOSS),
    "/desk/office/rules/new/": Ask(who=BOSS, sent=RULE, again=422),
    "/desk/office/rules/{rule}/": Ask(who=BOSS),
    "/desk/office/rules/{rule}/change/": Ask(who=BOSS, sent={"unit": "water", "from_day": DAY, **SEEN}),
    "/desk/office/rules/{rule}/end/": Ask(who=BOSS, sent={"last_day": DAY, **SEEN}),
    "/desk/office/units/": Ask(who=BOSS),
    "/desk/office/units/new/": Ask(who=BOSS, sent={**UNIT, "code": "garden"}),
    "/desk/office/units/{unit}/": Ask(who=BOSS, queries=11),
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
