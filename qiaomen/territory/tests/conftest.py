import json
from collections.abc import Callable

import pytest
from django.utils import translation

from qiaomen.kernel.actors import Actor, machine
from qiaomen.kernel.permissions import Grant, Permission
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.territory.actions import add_place, found_root
from qiaomen.territory.models import Place, PlaceKind

TREE = (
    # code, parent, name, kind
    ("city", "root", "澄江市", PlaceKind.CITY),
    ("east", "city", "东区", PlaceKind.DISTRICT),
    ("west", "city", "西区", PlaceKind.DISTRICT),
    ("willow", "east", "柳荫街道", PlaceKind.STREET),
    ("laurel", "willow", "桂花社区", PlaceKind.COMMUNITY),
    ("plum", "willow", "梅花社区", PlaceKind.COMMUNITY),
    ("g1", "laurel", "第一网格", PlaceKind.GRID),
    ("g2", "laurel", "第二网格", PlaceKind.GRID),
)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def by() -> Actor:
    return machine("console")


@pytest.fixture
def root(db, by) -> Place:
    return found_root("全域", by=by)


@pytest.fixture
def places(root, by) -> dict[str, Place]:
    """Two districts, a street with two communities, one of them with two grids; by code."""
    found = {"root": root}
    for code, parent, name, kind in TREE:
        found[code] = add_place(parent=found[parent], code=code, name=name, kind=kind, by=by)
    return found


@pytest.fixture
def editor_of() -> Callable[[Place], Actor]:
    """An actor who may edit the territory below one place."""

    def editor(place: Place) -> Actor:
        return Actor("person/1", (Grant(frozenset({Permission.TERRITORY_EDIT}), below=place.path),))

    return editor


@pytest.fixture
def table(tmp_path):
    """The table that a CSV file with these lines holds."""

    def read(*lines: str):
        file = tmp_path / "places.csv"
        file.write_text("\n".join(lines), encoding="utf-8")
        return read_table(file)

    return read


def square(west: float, south: float, size: float = 0.01) -> dict[str, object]:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def geojson(tmp_path):
    """A FeatureCollection on disk with these geometries by the code of their place."""

    def write(**geometries: object):
        features = [
            {"type": "Feature", "properties": {"code": code}, "geometry": geometry}
            for code, geometry in geometries.items()
        ]
        file = tmp_path / "boundaries.geojson"
        file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        return file

    return write
