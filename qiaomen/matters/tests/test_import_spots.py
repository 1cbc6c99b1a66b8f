"""Where a row says that it is: a code, a name, or words about one place."""

from pathlib import Path

import pytest

from qiaomen.kernel.sheets.reading import read_table
from qiaomen.matters.importing import columns_of
from qiaomen.matters.importing.telling import Reader
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.message_files import bring_in, reasons, save
from qiaomen.territory.actions import add_place
from tests.world import World

HEADINGS = ("编号", "内容", "时间", "地点", "地址")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "messages.xlsx"


def row(number: int, place: str = "", address: str = ""):
    return (number, "水管漏水", "2026-02-27", place, address)


@pytest.mark.parametrize(
    ("said", "own", "address"),
    [
        ("柳荫街道柳岸社区", "", ""),
        ("柳荫街道-柳岸社区", "五号楼", "五号楼"),
        ("柳岸社区三号楼", "", "柳岸社区三号楼"),
        ("柳岸社区三号楼", "二单元", "柳岸社区三号楼 二单元"),
    ],
)
def test_a_place_is_read_as_people_write_it(world: World, file: Path, said: str, own: str, address: str):
    bring_in(save(file, [row(1, said, own)], HEADINGS))
    matter = Matter.objects.get()
    assert (matter.place, matter.address) == (world.places["willow"], address)


def test_a_cell_that_speaks_of_two_places_is_rejected_as_one_that_speaks_of_none(world: World, file: Path):
    report = bring_in(save(file, [row(1, "柳岸社区、桂花社区"), row(2)], HEADINGS))
    assert report.counts() == {"received": 1, "already": 0, "rejected": 1}
    assert "is no place here" in reasons(report)[0][2]


def test_a_name_of_several_places_needs_the_code(world: World, file: Path):
    add_place(
        code="willow-2", name="柳岸社区", kind="community", parent=world.places["far"], by=world.console
    )
    report = bring_in(save(file, [row(1, "柳岸社区"), row(2, "willow-2")], HEADINGS))
    assert report.counts() == {"received": 1, "already": 0, "rejected": 1}
    assert "the name of several" in reasons(report)[0][2]


def test_many_different_places_cost_no_more_questions_than_one(
    world: World, file: Path, django_assert_num_queries
):
    rows = [row(number, f"柳岸社区{number}号楼") for number in range(40)]
    table = read_table(save(file, rows, HEADINGS))
    reader = Reader(columns_of(table), "file", history=False)
    first, *others = table.rows()
    reader.told(first)
    with django_assert_num_queries(0):  # the names are read once, the place is met already
        assert {reader.told(other).place for other in others} == {world.places["willow"]}
