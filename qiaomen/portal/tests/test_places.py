import pytest

from qiaomen.portal import places
from qiaomen.portal.tests.conftest import World

STREETS = ["柳荫街道", "远山街道"]


def names() -> list[str]:
    return list(places.choosable().values())


def test_communities_stand_below_their_streets(world: World):
    assert names() == ["柳荫街道", "柳荫街道柳岸社区", "柳荫街道桂花社区", "远山街道"]


@pytest.mark.parametrize(("readable", "expected"), [(3, STREETS), (1, [])])
def test_a_list_that_would_be_too_long_stops_higher_up(world: World, monkeypatch, readable, expected):
    monkeypatch.setattr(places, "READABLE", readable)
    assert names() == expected


def test_grids_are_not_asked_for(world: World):
    assert not any("网格" in name for name in names())
