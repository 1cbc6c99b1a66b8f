import json

import pytest

from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.territory import gcj02, lookup
from qiaomen.territory.importing import import_polygons
from qiaomen.territory.tests.conftest import square

BOW_TIE = {"type": "Polygon", "coordinates": [[[112, 27], [113, 28], [113, 27], [112, 28], [112, 27]]]}


def test_a_file_draws_the_places_that_it_names(places, by, geojson):
    report = import_polygons(geojson(g1=square(112.4, 27.9), laurel=square(112.4, 27.9, 0.1)), by=by)

    assert (report.added, report.rejected, report.warnings) == (2, [], [])
    assert lookup.locate(112.405, 27.905) == places["g1"].pk
    assert lookup.locate(112.45, 27.95) == places["laurel"].pk


def test_what_was_drawn_on_a_chinese_map_is_put_where_it_truly_is(places, by, geojson):
    import_polygons(geojson(g1=square(112.4, 27.9)), by=by, true=gcj02.trued)

    on_the_map = 112.4001, 27.9001  # within by ten metres, and half a kilometre outside of the true boundary
    assert lookup.locate(*on_the_map) != lookup.locate(*gcj02.to_wgs84(*on_the_map)) == places["g1"].pk


def test_a_faulty_file_from_a_chinese_map_is_refused_like_any_other(places, by, geojson):
    odd = [None, "x", [[["a", 1], [2]]], {"x": 1}]
    file = geojson(**{f"g{at}": {"type": "Polygon", "coordinates": each} for at, each in enumerate(odd)})
    assert len(import_polygons(file, by=by, true=gcj02.trued).rejected) == len(odd)


def test_a_second_run_changes_nothing_and_a_new_boundary_does(places, by, geojson):
    import_polygons(geojson(g1=square(112.4, 27.9)), by=by)
    again = import_polygons(geojson(g1=square(112.4, 27.9)), by=by)
    other = import_polygons(geojson(g1=square(112.5, 27.9)), by=by)

    assert (again.unchanged, again.changed, other.changed) == (1, 0, 1)


def test_a_faulty_boundary_is_reported_with_place_and_point_and_the_others_are_drawn(places, by, geojson):
    report = import_polygons(geojson(g1=BOW_TIE, g2=square(112.4, 27.9)), by=by)

    ((row, column, reason),) = report.rejected
    assert (report.added, row, column) == (1, 1, "geometry")
    assert "“第一网格” crosses itself at 112.500000, 27.500000" in str(reason)


def test_an_unknown_code_is_reported(places, by, geojson):
    report = import_polygons(geojson(nowhere=square(112.4, 27.9)), by=by)

    assert [(row, column) for row, column, _reason in report.rejected] == [(1, "code")]


@pytest.mark.parametrize("feature", [None, 7, {}, {"properties": None}, {"properties": {"code": [1]}}])
def test_a_feature_without_a_code_is_reported(places, by, tmp_path, feature):
    file = tmp_path / "odd.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))

    assert len(import_polygons(file, by=by).rejected) == 1


def test_siblings_that_overlap_are_drawn_with_a_warning(places, by, geojson):
    report = import_polygons(geojson(g1=square(112.4, 27.9), g2=square(112.408, 27.9)), by=by)

    assert report.added == 2
    assert [str(warning) for warning in report.warnings] == [
        "“第一网格 (g1)” and “第二网格 (g2)” overlap by 20.0 % of the smaller one."
    ]


def test_a_warning_also_looks_at_what_was_drawn_before(places, by, geojson):
    import_polygons(geojson(g1=square(112.4, 27.9)), by=by)

    assert import_polygons(geojson(g2=square(112.4, 27.9)), by=by).warnings


def test_a_place_and_its_parts_do_not_overlap(places, by, geojson):
    assert not import_polygons(geojson(g1=square(112.4, 27.9), laurel=square(112.4, 27.9)), by=by).warnings


@pytest.mark.parametrize(
    "content", ["", "not json", "[]", '{"type": "Feature"}', '{"features": 1}', "[" * 100_000]
)
def test_what_is_no_collection_is_refused(places, by, tmp_path, content):
    file = tmp_path / "wrong.geojson"
    file.write_text(content)

    with pytest.raises(Refusal, match="no GeoJSON FeatureCollection"):
        import_polygons(file, by=by)


def test_a_file_in_another_encoding_is_refused(places, by, tmp_path):
    file = tmp_path / "gbk.geojson"
    file.write_bytes('{"features": ["桂花"]}'.encode("gb18030"))

    with pytest.raises(Refusal, match="no GeoJSON"):
        import_polygons(file, by=by)


def test_a_missing_file_is_refused(places, by, tmp_path):
    with pytest.raises(Refusal, match=r"gone\.geojson cannot be read"):
        import_polygons(tmp_path / "gone.geojson", by=by)


def test_who_may_not_edit_there_draws_nothing(places, geojson, editor_of):
    with pytest.raises(Forbidden):
        import_polygons(geojson(g1=square(112.4, 27.9)), by=editor_of(places["west"]))
