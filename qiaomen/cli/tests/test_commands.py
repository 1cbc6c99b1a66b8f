"""Each command through the terminal; what it does itself is tested beside the action."""

import json
from datetime import date
from pathlib import Path
from unittest.mock import Mock
from uuid import uuid4

import pytest
from django_tasks_db.models import DBTaskResult

from qiaomen.catalogue.importing.adopting import SHIPPED
from qiaomen.catalogue.models import SUPERVISION, UNSORTED, Item
from qiaomen.cli import founding
from qiaomen.cli.main import COMMANDS
from qiaomen.demo.player import Played
from qiaomen.kernel import roots, rotation
from qiaomen.kernel.calendar import calendar_now
from qiaomen.kernel.keys import Keyring
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.tasks import enqueue, retries, task
from qiaomen.kernel.tasks.worker import run_until_idle
from qiaomen.kernel.textsearch import TextIndex
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import closed
from qiaomen.people.models import Person, Unit
from qiaomen.territory import lookup
from qiaomen.territory.actions import add_place
from qiaomen.territory.models import Place
from tests.world import World, monday, world

__all__ = ["monday", "world"]

DATA = Path(__file__).parents[2] / "demo" / "data"


@pytest.fixture
def home(settings, tmp_path: Path) -> Path:
    settings.QIAOMEN_HOME = tmp_path
    return tmp_path


def test_help_names_every_command(run):
    done = run("--help")
    assert done.exit_code == 0
    assert all(name in done.stdout for name in COMMANDS)


def test_an_unknown_command_is_refused(run):
    assert run("dance").exit_code == 2


@pytest.mark.django_db
def test_setup_makes_all_that_the_first_matter_needs(run, home: Path):
    done = run("setup", "--name", "样例区", "--desk-code", "YL")
    assert done.exit_code == 0
    assert Place.objects.get().name == "样例区"
    assert Unit.objects.get().code == "YL"
    assert Item.objects.filter(code=UNSORTED).exists()
    assert "受理员" in done.stdout


@pytest.mark.django_db
def test_setup_again_changes_nothing(run, home: Path):
    run("setup")
    lines = Event.objects.count()
    done = run("setup", "--name", "别的名字")
    assert (done.exit_code, Event.objects.count()) == (0, lines)
    assert "受理员" not in done.stdout


@pytest.mark.django_db
def test_setup_again_says_what_it_keeps(run, home: Path):
    run("setup")
    done = run("setup", "--name", "别的名字", "--desk-code", "YL")
    assert "stays as it is: 本辖区" in done.stdout
    assert "(JY)" in done.stdout


@pytest.mark.django_db
def test_what_cannot_be_founded_whole_is_not_founded_at_all(run, home: Path, monkeypatch):
    monkeypatch.setattr(founding, "set_up_catalogue", Mock(side_effect=Refusal("no")))
    assert run("setup").exit_code == 2
    assert not Place.objects.exists()


def test_the_ledger_verifies(run, world: World, home: Path):
    done = run("ledger", "verify")
    assert done.exit_code == 0
    assert "whole" in done.stdout


def test_a_broken_ledger_names_the_first_broken_line(run, world: World, home: Path):
    Person.objects.filter(pk=world.people["clerk"].pk).update(ledger_seq=9)
    done = run("ledger", "verify")
    assert done.exit_code == 1
    assert world.people["clerk"].stream in done.stderr


@pytest.mark.parametrize(("language", "stop"), [("en", "."), ("ko", "."), ("zh-hans", "。")])
def test_what_is_broken_is_told_with_one_full_stop(
    run, world: World, home: Path, monkeypatch, language: str, stop: str
):
    run("ledger", "root")
    roots.file().unlink()
    monkeypatch.setenv("QIAOMEN_LANGUAGE", language)
    said = run("ledger", "verify").stderr.rstrip()
    assert (said[-1], said[-2] in ".。") == (stop, False)


def test_the_root_of_today_is_printed_and_kept(run, world: World, home: Path):
    done = run("ledger", "root")
    assert done.stdout.splitlines() == run("ledger", "roots").stdout.splitlines() == roots.published()


@pytest.mark.django_db
def test_keys_are_shown_rotated_and_retired(run, home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("QIAOMEN_KEYS", str(home / "keys"))
    before = Keyring.load().current.id
    assert Keyring.load().current.id != before or "in use" in run("keys", "show").stdout
    assert run("keys", "rotate").exit_code == 0
    assert Keyring.load().current.id != before
    assert before in run("keys", "retire").stdout
    assert before not in run("keys", "show").stdout


@pytest.mark.django_db
def test_places_units_and_staff_come_in(run, home: Path, tmp_path: Path):
    run("setup")
    assert "39 added" in run("territory", "import", str(DATA / "places.csv")).stdout
    assert "37 added" in run("territory", "polygons", str(DATA / "grids.geojson")).stdout
    assert "35 added" in run("people", "units", "import", str(DATA / "units.csv")).stdout
    staff = tmp_path / "staff.csv"
    staff.write_text("login,name,unit,place,role\nlin,林示例,JD-SL,YC-LY,clerk\nmu,穆演示,nowhere,,clerk\n")
    done = run("people", "staff", "import", str(staff))
    assert "1 added" in done.stdout
    assert "Row 3, unit: nowhere" in done.stderr


def test_a_password_is_asked_for(run, world: World):
    typed = "柳荫三月天\n柳荫三月天\n"
    assert run("people", "password", "CLERK", typed=typed).exit_code == 0
    assert Person.objects.get(login="clerk").check_password("柳荫三月天")


def test_nobody_gets_no_password(run, world: World):
    done = run("people", "password", "nobody")
    assert done.exit_code == 2
    assert "nobody" in done.stderr


def test_a_point_and_a_text_find_their_place(run, world: World):
    assert "柳岸第一网格" in run("territory", "mentions", "春江花园的灯").stdout
    assert "(not sure)" in run("territory", "mentions", "柳岸社区和桂花社区").stdout
    assert run("territory", "mentions", "天上").exit_code == 2
    assert "No boundary" in run("territory", "locate", "112.4", "27.9").stderr


def test_a_name_of_several_places_lists_them(run, world: World):
    for code, parent in (("one", "willow"), ("two", "cassia")):
        add_place(code=code, name="幸福里", kind="building", parent=world.places[parent], by=world.console)
    done = run("territory", "mentions", "幸福里的电梯")
    assert done.exit_code == 2
    assert [line.split()[1] for line in done.stdout.splitlines()] == ["one", "two"]
    assert "does not tell which one is meant" in done.stderr


def test_a_point_that_is_nowhere_on_earth_is_refused(run, world: World):
    assert "-90<=x<=90" in run("territory", "locate", "27.9", "112.4").stderr


def test_codes_to_choose_from_are_told_with_what_they_mean(run, world: World):
    assert "place (place), item (item)" in run("report", "rates", "--by", "colour").stderr
    done = run("calendar", "correct", "2026-03-04", "dances", "--name", "防汛")
    assert "dances is none of these: works (a workday), rests (a day of rest)." in done.stderr


def test_a_point_within_a_boundary_has_its_place(run, world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lookup, "locate", lambda _lon, _lat: world.places["grid"].pk)
    assert run("territory", "locate", "112.4", "27.9").stdout.startswith("grid 柳荫街道")


def test_boundaries_that_overlap_are_drawn_with_a_warning(run, world: World, tmp_path: Path):
    square = [[[112.4, 27.9], [112.41, 27.9], [112.41, 27.91], [112.4, 27.91], [112.4, 27.9]]]
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {"type": "Polygon", "coordinates": square},
        }
        for code in ("willow", "cassia")
    ]
    file = tmp_path / "communities.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    done = run("territory", "polygons", str(file))
    assert "2 added" in done.stdout
    assert "overlap" in done.stderr


def test_records_whose_key_is_lost_are_told(run, world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rotation, "rotate", lambda: rotation.RotationReport("new", 1, 2))
    assert "2 records" in run("keys", "rotate").stderr


def test_a_story_that_breaks_off_is_told(run, home: Path, db: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("qiaomen.cli.demo.play", lambda *_, **__: Played(0, {"YC0001": "Not now."}))
    assert "YC0001: Not now." in run("demo", "--days", "1").stderr


def test_a_day_is_corrected(run, world: World):
    done = run("calendar", "correct", "2026-03-04", "rests", "--name", "防汛")
    assert done.exit_code == 0
    assert not calendar_now().is_workday(date(2026, 3, 4))


def test_items_and_rules_come_in_and_routing_is_explained(run, world: World, tmp_path: Path):
    rules = tmp_path / "rules.csv"
    rules.write_text("item,place,unit\nA41,grid,power\n")
    assert "rejected" in run("catalogue", "import", str(SHIPPED)).stdout
    assert "1 added" in run("catalogue", "rules", str(rules)).stdout
    assert "供电科" in run("catalogue", "explain", "A41", "柳岸第一网格").stdout
    assert "waits at the desk" in run("catalogue", "explain", "-", "root").stdout
    before = run("catalogue", "explain", "A41", "grid", "--at", "2026-01-01")
    assert "供电科" not in before.stdout.splitlines()[-1]
    assert run("catalogue", "explain", "Z9", "grid").exit_code == 2


def test_the_rates_are_a_page_a_few_lines_or_json(run, world: World):
    closed(world)
    assert "水务科" in run("report", "rates").stdout
    assert "Response rate: 100.0% (1/1)" in run("report", "rates", "--total").stdout
    said = json.loads(run("report", "rates", "--by", "place", "--level", "street", "--json").stdout)
    assert (said["total"]["matters"], said["groups"][0]["code"]) == (1, "street")
    assert json.loads(run("report", "rates", "--total", "--json").stdout) == said["total"]


def test_rates_of_a_time_without_matters_are_valid_json(run, world: World):
    done = run("report", "rates", "--from", "2020-01-01", "--to", "2020-01-31", "--json")
    assert json.loads(done.stdout)["total"]["response_rate"]["rate"] is None


def test_the_text_index_is_written_anew(run, world: World, monkeypatch):
    monkeypatch.setattr(TextIndex, "optimize", lambda _index: None)  # wants no open transaction
    world.receive()
    assert run("matters", "index").stdout == "1 matters can be found by their words.\n"


def test_hot_issues_are_told(run, world: World):
    assert "No problem" in run("report", "hot").stdout
    for phone in ("10000000001", "10000000002", "10000000003"):
        world.receive(phone=phone, item=Item.objects.get(code=SUPERVISION))
    assert json.loads(run("report", "hot", "--json").stdout)[0]["residents"] == 3


def test_a_month_is_published_once_and_compared(run, world: World):
    assert run("report", "publish", "2026-03").exit_code == 2
    assert "sha256:" in run("report", "publish", "2026-02").stdout
    assert run("report", "publish", "2026-02").exit_code == 2
    assert json.loads(run("report", "compare", "2026-02", "--json").stdout)["differences"] == []


@pytest.mark.django_db
def test_a_demonstration_is_made_once(run, home: Path):
    done = run("demo", "--days", "1")
    assert done.exit_code == 0
    assert "linshili" in done.stdout
    matters = Matter.objects.count()
    assert run("demo").exit_code == 2
    assert run("demo", "--if-empty").exit_code == 0
    assert Matter.objects.count() == matters > 0


@task
def fail() -> None:
    raise ValueError("no")


@pytest.mark.django_db
def test_a_failed_task_is_seen_and_run_again(run, monkeypatch: pytest.MonkeyPatch):
    assert "No task" in run("tasks", "list").stdout
    monkeypatch.setattr(retries, "BACK_OFF", ())
    number = enqueue(fail)
    run_until_idle()
    assert f"{number}" in run("tasks", "list").stdout
    assert run("tasks", "run-again", number).exit_code == 0
    assert DBTaskResult.objects.ready().filter(pk=number).exists()
    assert run("tasks", "run-again", str(uuid4())).exit_code == 2


def test_a_level_that_would_be_ignored_is_refused(run, world: World):
    assert "--by place" in run("report", "rates", "--level", "street").stderr
    assert run("report", "rates", "--level", "street", "--by", "place").exit_code == 0
