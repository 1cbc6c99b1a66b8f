"""The house rules of CONTRIBUTING.md hold in this tree. That each of them bites: test_house_rules_bite.py."""

import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests import house_rules

ROOT = Path(__file__).parents[1]
FACES = ("desk", "portal", "field", "api", "cli")


def tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    files = (ROOT / name for name in listing.stdout.split("\0") if name)
    return [file for file in files if file.is_file()]


TRACKED = tracked()
WRITTEN = [file for file in TRACKED if file.suffix == ".py" and "migrations" not in file.parts]
PROGRAM = [
    file for file in WRITTEN if "tests" not in file.relative_to(ROOT).parts and file.name != "conftest.py"
]
ROOMS = [file for file in PROGRAM if file.is_relative_to(ROOT / "qiaomen")]
TEMPLATES = [file for file in TRACKED if file.suffix == ".html"]


def text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def lines(file: Path) -> int:
    return len(text(file).splitlines())


def offences(files: list[Path], rule) -> dict[str, list[str]]:
    found = {str(file.relative_to(ROOT)): rule(text(file)) for file in files}
    return {file: offence for file, offence in found.items() if offence}


def function_sizes() -> dict[str, int]:
    return {
        f"{file.relative_to(ROOT)}:{name}": size
        for file in PROGRAM
        for name, size in house_rules.functions(text(file))
    }


def layers() -> list[str]:
    contracts = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    return next(contract["layers"] for contract in contracts if contract["type"] == "layers")


def foreign_keys() -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and field.related_model:
                yield model._meta.app_label, field.related_model._meta.app_label


def migration_links() -> Iterator[tuple[str, str]]:
    for migration in MigrationLoader(None).disk_migrations.values():
        for needed in migration.dependencies:
            yield migration.app_label, needed[0]


def test_functions_are_short():
    sizes = function_sizes()
    assert house_rules.too_long(sizes, 40) == []
    assert house_rules.share(sizes.values(), 0.9) <= 25
    assert median(sizes.values()) <= 8


def test_files_are_short():
    sizes = {str(file.relative_to(ROOT)): lines(file) for file in WRITTEN}
    assert house_rules.too_long(sizes, 300) == []
    assert house_rules.share(sizes.values(), 0.9) <= 200


def test_templates_are_short():
    assert median([lines(file) for file in TEMPLATES] or [0]) < 25


def test_faces_write_no_rows():
    in_a_face = [file for file in ROOMS if file.relative_to(ROOT).parts[1] in FACES]
    assert offences(in_a_face, house_rules.writes) == {}


def test_state_is_assigned_in_one_module():
    assert len([file for file in ROOMS if house_rules.assigns_state(text(file))]) <= 1


@pytest.mark.parametrize(
    "rule",
    [
        house_rules.scans_of_paths,
        house_rules.hidden_imports,
        house_rules.signals,
        house_rules.uncollected,
    ],
)
def test_no_room_breaks(rule):
    assert offences(ROOMS, rule) == {}


def test_silenced_checks_say_why():
    checked = [file for file in WRITTEN if "house_rules" not in file.name]
    assert offences(checked, house_rules.excuses_without_reason) == {}


def test_the_repository_is_tied_to_no_machine():
    readable = [file for file in TRACKED if b"\0" not in file.read_bytes()]
    assert offences(readable, house_rules.ties_to_a_machine) == {}


def test_decisions_are_numbered_once():
    assert house_rules.misnumbered(file.name for file in (ROOT / "docs" / "decisions").glob("*.md")) == []


def test_no_table_points_to_a_room_above_its_own():
    heights = house_rules.floors(layers())
    assert house_rules.upward([*foreign_keys(), *migration_links()], heights) == []
