"""`qiaomen matters`: files in, one matter, many by their words."""

import json
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook

from qiaomen.catalogue.models import SUPERVISION, Item
from qiaomen.cli import matters
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.message_files import message, save
from tests.world import World, monday, world

__all__ = ["monday", "world"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return save(tmp_path / "messages.xlsx", [message(1), message(2, time="2026/2/30"), message(3)])


def test_import_takes_the_good_rows_and_says_where_the_others_are(run, world: World, file: Path):
    done = run("matters", "import", str(file))
    assert done.exit_code == 0
    assert done.stdout == "2 received, 0 were in already, 1 rejected.\n"
    assert "messages.rejected-1.csv" in done.stderr
    assert "←" in done.stderr
    assert "反对数" in done.stderr


def test_json_ends_with_one_line_of_counts(run, world: World, file: Path):
    run("matters", "import", str(file))
    counts = json.loads(run("matters", "import", str(file), "--json").stdout)
    assert counts == {"received": 0, "already": 2, "rejected": 1}


def test_show_takes_nothing_in(run, world: World, file: Path):
    done = run("matters", "import", str(file), "--show")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "留言详情" in done.stderr
    assert not Matter.objects.exists()


def test_a_choice_of_columns_is_followed_and_remembered(run, world: World, tmp_path: Path):
    file = save(tmp_path / "odd.xlsx", [("漏水", 1)], ("甲", "乙"))
    assert run("matters", "import", str(file)).exit_code == 2
    done = run("matters", "import", str(file), "--map", "text=甲", "--map", "number=乙")
    assert "kept for files with these headings" in done.stderr
    assert "1 were in already" in run("matters", "import", str(file)).stdout


def test_a_mapping_is_saved_under_its_name(run, world: World, tmp_path: Path):
    first = save(tmp_path / "first.xlsx", [("漏水", 1)], ("甲", "乙"))
    other = save(tmp_path / "other.xlsx", [("停电", 2, 3)], ("甲", "乙", "丙"))
    done = run("matters", "import", str(first), "--mapping", "热线", "--map", "text=甲")
    assert "kept as “热线”" in done.stderr
    again = run("matters", "import", str(other), "--mapping", "热线")
    assert "1 received" in again.stdout
    assert "kept" not in again.stderr


def test_rows_that_contradict_what_is_in_are_explained_once(run, world: World, file: Path):
    wrong = run("matters", "import", str(file), "--map", "title=留言用户")
    assert "say otherwise" not in wrong.stderr
    done = run("matters", "import", str(file), "--map", "title=留言主题")
    assert done.stdout == "0 received, 0 were in already, 3 rejected.\n"
    assert done.stderr.count("2 rows say otherwise than what is in") == 1
    assert "2 received" in run("matters", "import", str(file), "--source", "again").stdout


def test_history_and_source_are_passed_on(run, world: World, file: Path):
    run("matters", "import", str(file), "--history", "--source", "12345")
    assert set(Matter.objects.values_list("history", "due_at")) == {(True, None)}
    matter = Matter.objects.get(tellings__key="file:12345:1")
    assert "State: received; from the records" in run("matters", "show", matter.number).stdout


def merged(path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["联系方式", None, "内容"])
    sheet.merge_cells("A1:B1")
    sheet.append(["1", "2", "漏水"])
    book.save(path)


def locked(path: Path) -> None:
    plain = save(path.with_name("plain.xlsx"), [message(1)])
    with plain.open("rb") as content, path.open("wb") as out:
        OOXMLFile(content).encrypt("geheim", out)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (merged, "unmerge"),
        (locked, "password"),
        (lambda path: path.write_bytes(b"%PDF-1.4"), "PDF"),
        (lambda path: path.write_text(""), "empty"),
        (lambda path: path.mkdir(), "folder"),
        (lambda _path: None, "no file"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(run, world: World, tmp_path: Path, make, sentence: str):
    make(tmp_path / "table.xlsx")
    done = run("matters", "import", str(tmp_path / "table.xlsx"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_text_file_that_is_read_wrongly_shows_how_and_can_be_read_rightly(
    run, world: World, tmp_path: Path
):
    file = tmp_path / "민원.csv"
    file.write_text("번호,내용\n1,가로등이 꺼졌습니다\n", "cp949")
    refused = run("matters", "import", str(file))
    assert refused.exit_code == 2
    assert "민원.csv: read as GB18030, separated by commas" in refused.stderr
    done = run("matters", "import", str(file), "--encoding", "cp949")
    assert "read as CP949" in done.stderr
    assert Matter.objects.get().body == "가로등이 꺼졌습니다"


def test_one_matter_is_shown_with_its_story(run, world: World):
    matter = world.receive(body="电梯又坏了")
    shown = run("matters", "show", matter.number).stdout
    for said in (
        f"{matter.number} 电梯又坏了",
        "State: received",
        "Place: 柳荫街道柳岸社区柳岸第一网格",
        "Promised to the resident: March 9, 2026",
        "示例clerk: came in by phone",
    ):
        assert said in shown


def test_a_number_that_does_not_exist_is_refused(run, world: World):
    done = run("matters", "show", "JY-2026-999999")
    assert done.exit_code == 2
    assert "JY-2026-999999" in done.stderr


def test_a_matter_is_shown_and_found_by_its_sources_number(run, world: World, file: Path):
    run("matters", "import", str(file))
    matter = Matter.objects.get(tellings__source_no="3")
    assert matter.number in run("matters", "show", "3").stdout
    assert run("matters", "find", "3").stdout.splitlines() == [f"{matter.number} received {matter.title}"]


def test_a_platforms_number_and_small_letters_are_understood(run, world: World):
    matter = world.receive(origin="12345", external_no="W77")
    for number in ("W77", matter.number.lower()):
        assert matter.number in run("matters", "show", number).stdout


def test_of_several_matters_with_one_number_all_are_listed(run, world: World, file: Path):
    for source in ("one", "two"):
        run("matters", "import", str(file), "--source", source)
    done = run("matters", "show", "3")
    assert done.exit_code == 2
    assert len(done.stdout.splitlines()) == len(run("matters", "find", "3").stdout.splitlines()) == 2
    assert "Several matters go by the number 3" in done.stderr


def test_what_nothing_says_is_told_and_no_more_are_listed_than_fit(
    run, world: World, monkeypatch: pytest.MonkeyPatch
):
    done = run("matters", "find", "电梯")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "No matter says “电梯”" in done.stderr
    for _ in range(2):
        world.receive(body="电梯又坏了")
    monkeypatch.setattr(matters, "FOUND", 1)
    done = run("matters", "find", "电梯")
    assert len(done.stdout.splitlines()) == 1
    assert "the newest 1" in done.stderr


def test_matters_are_found_by_all_their_words(run, world: World):
    found, other = world.receive(body="东门的电梯坏了"), world.receive(body="西门的电梯坏了")
    said = run("matters", "find", "电梯", "东门").stdout
    assert f"{found.number} received 东门" in said
    assert other.number not in said


def test_words_of_a_confidential_matter_are_not_shown(run, world: World):
    item = Item.objects.get(code=SUPERVISION)
    item.versions.update(visibility="confidential")
    matter = world.receive(body="有人收钱", item=item, by=world.actor("secret"))
    done = run("matters", "show", matter.number)
    assert done.exit_code == 0
    assert "收钱" not in done.stdout
