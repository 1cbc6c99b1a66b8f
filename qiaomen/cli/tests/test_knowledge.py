"""`qiaomen knowledge`"""

from datetime import timedelta
from pathlib import Path

import pytest

from qiaomen.catalogue.knowledge import importing
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.kernel import clock
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.states import Outcome
from tests.world import MONDAY, World, monday, world

__all__ = ["monday", "world"]

FILE = """
[[answer]]
code = "K07"
question = "几点开门？"
answer = "工作日九点。"
source = "窗口"
review_days = 90
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "knowledge.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_a_file_comes_in_and_goes_out_again(run, world: World, file: Path, tmp_path: Path):
    assert run("knowledge", "import", str(file)).stdout.startswith("1 added, 0 changed")
    out = tmp_path / "out.toml"
    assert run("knowledge", "export", str(out)).stdout == f"1 written to {out}.\n"
    assert run("knowledge", "import", str(out)).stdout.startswith("0 added, 0 changed, 1 unchanged")


def test_what_is_shipped_is_adopted_once(run, world: World, file: Path, monkeypatch):
    monkeypatch.setattr(importing.adopt_short_answers, "__kwdefaults__", {"path": file})
    assert run("knowledge", "adopt").stdout.startswith("1 added")
    assert run("knowledge", "adopt").stdout.startswith("0 added, 0 changed, 1 unchanged")


def test_the_list_says_how_often_one_was_given_and_when_last(run, world: World, file: Path):
    run("knowledge", "import", str(file))
    short = ShortAnswer.objects.get()
    for days in (0, 1, 95):
        with clock.told(MONDAY + timedelta(days=days)):
            matter = world.receive()
            said = {"outcome": Outcome.EXPLAINED, "text": short.answer, "short": short}
            answer(matter, by=world.actor("clerk"), **said)
    with clock.told(MONDAY + timedelta(days=95)):
        told = run("knowledge", "list").stdout
    assert "uses in 90 days" in told
    assert told.splitlines()[1].split()[-2:] == ["1", "2026-06-05"]


def test_what_nobody_vouches_for_any_more_is_listed(run, world: World, file: Path):
    run("knowledge", "import", str(file))
    assert "reviewed in time" in run("knowledge", "due").stdout
    with clock.told(MONDAY + timedelta(days=90)):
        assert "2026-05-31 K07 几点开门？ (柳荫诉求受理中心)" in run("knowledge", "due").stdout


def test_a_short_answer_ends_and_goes_on(run, world: World, file: Path):
    run("knowledge", "import", str(file))
    assert run("knowledge", "end", "K07").stdout == "It is given no more.\n"
    assert not ShortAnswer.objects.current().exists()
    assert run("knowledge", "resume", "K07").stdout == "It is given again.\n"
    assert ShortAnswer.objects.current().exists()
    assert "There is no short answer “K9”" in run("knowledge", "end", "K9").stderr
