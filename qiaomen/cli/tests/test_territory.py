from pathlib import Path

from qiaomen.territory import lookup
from qiaomen.territory.gcj02 import to_wgs84
from tests.world import World, monday, world

__all__ = ["monday", "world"]


def test_a_point_of_a_chinese_map_is_looked_for_where_it_truly_is(run, monkeypatch, world: World):
    asked = []
    monkeypatch.setattr(lookup, "locate", lambda *point: asked.append(point))
    run("territory", "locate", "112.4", "27.9")
    run("territory", "locate", "112.4", "27.9", "--gcj02")
    assert asked == [(112.4, 27.9), to_wgs84(112.4, 27.9)]
    assert asked[0] != asked[1]


def test_a_file_of_headings_alone_says_so(run, world: World, tmp_path: Path):
    (tmp_path / "places.csv").write_text("code,parent,name,kind\n")
    done = run("territory", "import", str(tmp_path / "places.csv"))
    assert done.stdout.startswith("0 added")
    assert "places.csv has headings and no rows below them." in done.stderr
