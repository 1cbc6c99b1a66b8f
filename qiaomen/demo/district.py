"""The demonstration's places, offices, people and catalogue, through the doors of every other import."""

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.announcements.actions import Notice, announce
from qiaomen.catalogue.importing import adopt_items, import_rules
from qiaomen.catalogue.knowledge.importing import adopt_short_answers
from qiaomen.catalogue.setup import set_up_catalogue
from qiaomen.demo import PASSWORD
from qiaomen.demo.story import DATA
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.kernel.sheets.report import ImportReport
from qiaomen.kernel.sheets.writing import write_csv
from qiaomen.people.actions import set_password
from qiaomen.people.importing import import_staff, import_units
from qiaomen.people.models import Person, Unit
from qiaomen.people.roles import ship_roles
from qiaomen.territory.actions import found_root
from qiaomen.territory.importing import import_places, import_polygons
from qiaomen.territory.models import Place

ROOT = "演示辖区"
DESK = "YC-ZW"


def is_empty() -> bool:
    return not (Place.objects.exists() or Unit.objects.exists() or Person.objects.exists())


def require_empty() -> None:
    if not is_empty():
        raise Refusal(
            _("This installation is in use. Choose an empty folder for the demonstration in QIAOMEN_HOME.")
        )


def found(folder: Path, today: date, *, by: Actor) -> None:
    """Everything that stands before the first message; the files with dates of their own go to `folder`."""
    found_root(ROOT, by=by)
    import_places(read_table(DATA / "places.csv"), by=by)
    import_polygons(DATA / "grids.geojson", by=by)
    import_units(read_table(DATA / "units.csv"), by=by)
    ship_roles(by=by)
    set_up_catalogue(desk=Unit.objects.get(code=DESK), by=by)
    _require_whole(adopt_items(by=by))
    _require_whole(adopt_short_answers(by=by))
    import_rules(dated("routing.csv", folder, today), by=by)
    import_staff(read_table(dated("staff.csv", folder, today)), by=by)
    for person in Person.objects.all():
        set_password(person, password=PASSWORD, by=by)
    with dated("announcements.csv", folder, today).open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            announce(_notice(line), by=by)


def _notice(line: Mapping[str, str]) -> Notice:
    return Notice(
        title=line["title"],
        text=line["text"],
        place=Place.objects.get(code=line["place"]),
        unit=Unit.objects.get(code=line["unit"]),
        from_day=date.fromisoformat(line["from"]),
        to_day=date.fromisoformat(line["to"]),
    )


def _require_whole(report: ImportReport) -> None:
    """What is shipped fits the house that ships it."""
    if report.rejected:
        raise ValueError(f"the shipped catalogue is damaged: {report.rejected}")


def sign_ins() -> list[str]:
    """Login, name and roles of everybody."""
    people = Person.objects.prefetch_related("posts__role").order_by("pk")
    return [f"{person.login:12} {person.name} {_roles(person)}" for person in people]


def _roles(person: Person) -> str:
    return "、".join(sorted({post.role.name for post in person.posts.all()}))


def dated(name: str, folder: Path, today: date) -> Path:
    """The file of that name with days in place of day counts (`from_days` -400 is `from` 400 days ago)."""
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        lines = [_dated(line, today) for line in csv.DictReader(file)]
    write_csv(folder / name, list(lines[0]), [list(line.values()) for line in lines])
    return folder / name


def _dated(line: Mapping[str, str], today: date) -> dict[str, str]:
    return {
        heading.removesuffix("_days"): _day(cell, today) if heading.endswith("_days") else cell
        for heading, cell in line.items()
    }


def _day(count: str, today: date) -> str:
    return str(today + timedelta(days=int(count))) if count else ""
