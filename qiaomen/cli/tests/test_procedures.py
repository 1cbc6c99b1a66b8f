"""`qiaomen procedure`: looked at, tried out, adopted."""

import re
from pathlib import Path

import pytest

from qiaomen.catalogue.actions import add_item, adopt_procedure
from qiaomen.catalogue.models import ProcedureVersion
from qiaomen.catalogue.procedures.tests.test_reading import STEP, WHOLE
from qiaomen.catalogue.terms import Terms
from tests.ways import with_another_version
from tests.world import World, monday, world

__all__ = ["monday", "world"]
ANSWERS = '[decide]\n"决定" = "受理"\n[visit]\nway = "lapsed"\n[follow]\n'


@pytest.fixture
def file(world: World, tmp_path: Path) -> str:
    path = tmp_path / "own.toml"
    path.write_text(WHOLE, encoding="utf-8")
    return str(path)


def test_a_check_tells_what_it_says_and_what_looks_like_an_oversight(run, file):
    done = run("procedure", "check", file)
    assert "1. 决定是否受理 [decide]" in done.output
    assert "Look at this: “回头看” has no limit" in done.stderr


def test_a_mistake_is_told_with_its_line(run, world, tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text(f'{STEP}limit = "soon"', encoding="utf-8")
    done = run("procedure", "check", str(path))
    assert (done.exit_code, done.stderr[:27]) == (2, "Line 6: soon is not a limit")
    path.write_bytes("名".encode("gb18030"))
    assert "is not written in UTF-8" in run("procedure", "check", str(path)).stderr


def test_a_picture_is_written_or_shown(run, file, tmp_path):
    picture = tmp_path / "out.svg"
    assert "Written" in run("procedure", "draw", file, "-o", str(picture)).output
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    assert run("procedure", "draw", "ordinary").output.startswith("<svg")


def test_it_is_tried_by_whoever_answers(run, file):
    done = run("procedure", "try", file, typed="in_time\n不知道\nin_time\n受理\npassed_by\nin_time\n")
    assert "“决定” must be one of" in done.stderr
    assert "The resident is told: 您的事项：受理。" in done.output
    assert "The resident has the answer." in done.output
    assert done.output.endswith("That was the whole way.\n")


def test_it_is_tried_with_answers_from_a_file(run, file, tmp_path):
    answers = tmp_path / "answers.toml"
    answers.write_text(ANSWERS, encoding="utf-8")
    done = run("procedure", "try", file, "--answers", str(answers))
    assert "走访: its time passes" in done.output
    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ("[moon]", "“moon” is no table of a step"),
        ("= 1", "Line 1 cannot be read"),
        ("[decide]\n", "Fill in: 决定"),
    ],
)
def test_answers_that_do_not_fit_are_refused(run, file, tmp_path, answers, why):
    path = tmp_path / "answers.toml"
    path.write_text(answers, encoding="utf-8")
    assert why in run("procedure", "try", file, "--answers", str(path)).stderr


@pytest.fixture
def by_kind(world, tmp_path):
    """The first step is left out for praise."""
    path = tmp_path / "kind.toml"
    skip = 'skip_when = { field = "matter.kind", is = ["praise"] }\n'
    path.write_text(f'{STEP}{skip}[[step]]\ncode = "end"\nname = "归档"\n', encoding="utf-8")
    return path


def test_it_is_played_as_the_kind_that_is_named(run, by_kind):
    def played(*kind):
        return run("procedure", "try", str(by_kind), *kind, typed="\n" * 3).output

    assert len(played().splitlines()) > len(played("--kind", "praise").splitlines())
    assert run("procedure", "try", str(by_kind), "--kind", "moon").exit_code == 2


def test_it_is_played_once_for_each_kind_that_its_items_are_for(run, world, by_kind):
    version = adopt_procedure(by_kind.read_text(encoding="utf-8"), by=world.console)
    for kind in ("praise", "complaint"):
        terms = Terms(name=kind, procedure=str(version), kind=kind)
        add_item(code=kind, terms=terms, by=world.console)
    told = run("procedure", "try", version.code, typed="\n" * 9).output
    assert [line for line in told.splitlines() if line.startswith("As a matter")] == [
        "As a matter of the kind “complaint”:",
        "As a matter of the kind “praise”:",
    ]


def test_all_paths_are_walked(run, file, tmp_path):
    assert run("procedure", "try", file, "--all").output == "4 paths were walked.\nEvery step is reached.\n"
    never = tmp_path / "never.toml"
    text = WHOLE.replace(
        'field = "decide.decision", is = ["不予受理"]', 'field = "decide.decision", is = ["受理", "不予受理"]'
    )
    never.write_text(text, encoding="utf-8")
    assert "No path reaches “走访”." in run("procedure", "try", str(never), "--all").output


def test_it_is_adopted_listed_shown_and_taken_out_again(run, file, tmp_path):
    assert run("procedure", "adopt", file).output == "Adopted: acceptance@1\n"
    assert "acceptance@1  受理  3 steps, 0 items, 0 open matters" in run("procedure", "list").output
    assert "2. 走访 [visit]" in run("procedure", "show", "acceptance@1").output
    out = tmp_path / "out.toml"
    run("procedure", "export", "acceptance", str(out))
    assert out.read_text(encoding="utf-8") == ProcedureVersion.objects.get(code="acceptance").text
    assert run("procedure", "diff", "acceptance", str(out)).output == "They say the same.\n"
    assert "Its name: " in run("procedure", "diff", "ordinary", file).output


@pytest.mark.parametrize("name", ["moon", "ordinary@9", "ordinary@x", "ordinary@"])
def test_what_is_not_there_is_told_with_what_is(run, world, name):
    assert re.search("Choose from: .*ordinary", run("procedure", "show", name).stderr)


def test_a_matter_goes_on_by_another_version(run, world):
    matter = with_another_version(world)
    code, version = matter.procedure.split("@")[0], 2
    done = run("procedure", "migrate", matter.number, f"{code}@{version}")
    matter.refresh_from_db()
    assert (done.stderr, matter.procedure) == ("", f"{code}@2")
