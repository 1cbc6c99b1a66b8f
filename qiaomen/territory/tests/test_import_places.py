import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.kernel.sheets.table import Row, Table
from qiaomen.kernel.verification import verify
from qiaomen.territory import lookup
from qiaomen.territory.actions import end_place, found_root, unname_place
from qiaomen.territory.importing import import_places
from qiaomen.territory.models import Place, PlaceKind

HEADERS = ("code", "parent", "name", "kind", "aliases")
ROWS = [
    ("CJ", None, "澄江市", "city", None),
    ("YC", "CJ", "云川区", "county", None),
    ("LY", "YC", "柳荫街道", "街道", "柳荫;老柳树"),
    ("LY01", "LY", "桂花社区", "community", "望江苑；桂花小学"),
    ("LY02", "LY", "梅花社区", "社区", None),
    ("LY0101", "LY01", "第一网格", "网格", None),
]


def table_of(rows):
    lines = [Row(number, tuple(row)) for number, row in enumerate([HEADERS, *rows], start=1)]
    return Table(HEADERS, lambda: iter(lines))


def shape():
    """The tree as a person sees it: what lies where, and by what names."""
    places = Place.objects.select_related("parent").prefetch_related("names")
    return {
        place.code: (place.path, place.parent and place.parent.code, place.name, place.kind,
                     sorted(name.text for name in place.names.all()))
        for place in places
    }  # fmt: skip


def reasons(report):
    return {(row, column): str(reason) for row, column, reason in report.rejected}


def test_a_table_becomes_a_tree(root, by):
    report = import_places(table_of(ROWS), by=by)

    assert (report.added, report.changed, report.unchanged, report.rejected) == (6, 0, 0, [])
    assert Place.objects.get(code="LY0101").full_name() == "澄江市云川区柳荫街道桂花社区第一网格"
    assert Place.objects.get(code="CJ").parent == root
    assert Place.objects.get(code="YC").kind == PlaceKind.DISTRICT
    assert lookup.best_place("桂花小学门口").place_id == Place.objects.get(code="LY01").pk
    assert verify().broken is None


def test_a_second_run_changes_nothing(root, by):
    import_places(table_of(ROWS), by=by)
    before = shape()
    report = import_places(table_of(ROWS), by=by)

    assert (report.added, report.changed, report.unchanged) == (0, 0, 6)
    assert shape() == before


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=15)
@given(rows=st.permutations(ROWS))
def test_the_order_of_the_rows_does_not_matter(by, rows):
    shapes = []
    for order in (ROWS, rows):
        with transaction.atomic():
            found_root("全域", by=by)
            import_places(table_of(order), by=by)
            shapes.append(shape())
            transaction.set_rollback(True)

    assert shapes[0] == shapes[1]


def test_the_work_does_not_grow_by_statements(root, by, django_assert_max_num_queries):
    grids = [(f"G{i}", "LY01", f"第{i}网格", "grid", f"小区{i}号") for i in range(40)]
    with django_assert_max_num_queries(70):  # a dozen a level, whatever the level holds
        import_places(table_of([*ROWS, *grids]), by=by)


def test_a_changed_row_changes_the_place_by_its_verbs(places, by, table):
    report = import_places(
        table(
            "code,parent,name,kind,aliases,official_code",
            "plum,west,红梅社区,zone,望江苑,220001",
            "g1,laurel,第一网格,grid,,",
        ),
        by=by,
    )
    plum = Place.objects.get(code="plum")

    assert (report.changed, report.unchanged) == (1, 1)
    assert (plum.name, plum.parent, plum.kind, plum.official_code) == (
        "红梅社区", places["west"], PlaceKind.ZONE, "220001",
    )  # fmt: skip
    assert {name.text for name in plum.names.all()} == {"梅花社区", "望江苑"}


def test_an_empty_official_code_takes_none_away(places, by, table):
    head = "code,parent,name,kind,official_code"
    import_places(table(head, "g1,laurel,第一网格,grid,220001"), by=by)
    report = import_places(table(head, "g1,laurel,第一网格,grid,"), by=by)

    assert report.unchanged == 1
    assert Place.objects.get(code="g1").official_code == "220001"


def test_two_places_can_change_their_order(places, by):
    """桂花社区 moves above the street that it lay in."""
    report = import_places(
        table_of(
            [
                ("willow", "laurel", "柳荫街道", "street", None),
                ("laurel", "east", "桂花社区", "community", None),
            ]
        ),
        by=by,
    )

    assert report.changed == 2
    assert Place.objects.get(code="g1").full_name() == "澄江市东区桂花社区第一网格"
    assert Place.objects.get(code="plum").full_name() == "澄江市东区桂花社区柳荫街道梅花社区"


def test_a_new_place_may_take_present_ones_in(places, by):
    import_places(
        table_of(
            [("laurel", "new", "桂花社区", "community", None), ("new", "east", "新街道", "street", None)]
        ),
        by=by,
    )

    assert Place.objects.get(code="g1").full_name() == "澄江市东区新街道桂花社区第一网格"


def test_a_circle_is_refused_with_its_codes(root, by):
    rows = [
        ("A", "C", "甲", "zone", None),
        ("B", "A", "乙", "zone", None),
        ("C", "B", "丙", "zone", None),
        ROWS[0],
    ]

    with pytest.raises(Refusal, match="places A, B, C lie in one another"):
        import_places(table_of(rows), by=by)
    assert Place.objects.count() == 1


def test_a_place_in_itself_is_refused(root, by):
    with pytest.raises(Refusal, match="The place A has itself as its parent"):
        import_places(table_of([("A", "A", "甲", "city", None)]), by=by)


def test_the_column_to_blame_is_called_as_the_file_calls_it(root, by):
    headers = ("编码", "上级", "名称", "类型")
    lines = [Row(1, headers), Row(2, ("a/b", None, "甲", "city")), Row(3, ("B", "nowhere", "乙", "district"))]
    report = import_places(Table(headers, lambda: iter(lines)), by=by)
    assert [(row, column) for row, column, _why in report.rejected] == [(2, "编码"), (3, "上级")]


def test_a_circle_that_closes_through_the_present_tree_is_refused(places, by):
    with pytest.raises(Refusal, match="laurel, willow lie in one another"):
        import_places(table_of([("willow", "laurel", "柳荫街道", "street", None)]), by=by)


def test_a_long_circle_names_ten(root, by):
    rows = [(f"P{i:02}", f"P{(i + 1) % 20:02}", "环", "zone", None) for i in range(20)]

    with pytest.raises(Refusal, match="P08, P09, … lie"):
        import_places(table_of(rows), by=by)


def test_a_row_with_an_unknown_parent_is_rejected_with_all_below_it(root, by):
    lost = [("X", "nowhere", "失落社区", "社区", None), ("X1", "X", "失落网格", "grid", None)]
    report = import_places(table_of([*lost, *ROWS]), by=by)

    assert report.added == 6
    assert reasons(report).keys() == {(2, "parent"), (3, "parent")}
    assert "no place nowhere" in reasons(report)[2, "parent"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("", None, "甲", "city", None), "code"),
        (("a/b", None, "甲", "city", None), "code"),
        (("A", None, "", "city", None), "name"),
        (("A", None, "甲", "galaxy", None), "kind"),
        (("A", None, "甲", "root", None), "kind"),
        (("A", None, "甲", "city", "长" * 101), "aliases"),
    ],
)
def test_a_row_that_cannot_be_understood_is_rejected_by_column(root, by, row, column):
    report = import_places(table_of([row, *ROWS]), by=by)

    assert report.added == 6
    assert reasons(report).keys() == {(2, column)}


def test_a_code_that_stands_twice_counts_once(root, by):
    report = import_places(table_of([*ROWS, ("CJ", None, "别的市", "city", None)]), by=by)

    assert "stands in row 2 already" in reasons(report)[8, "code"]
    assert Place.objects.get(code="CJ").name == "澄江市"


def test_an_alias_that_stands_twice_counts_once(root, by):
    import_places(table_of([("CJ", None, "澄江市", "city", "澄江;澄江; ;澄江市")]), by=by)

    assert [name.text for name in Place.objects.get(code="CJ").names.all()] == ["澄江"]


def test_an_ended_place_does_not_come_back(places, by):
    end_place(places["g1"], by=by)
    report = import_places(
        table_of([("g1", "laurel", "第一网格", "grid", None), ("b1", "g1", "1栋", "楼栋", None)]), by=by
    )

    assert reasons(report).keys() == {(2, "code"), (3, "parent")}


def test_a_damaged_row_is_rejected_with_its_own_reason(root, by, table):
    report = import_places(table("code,parent,name,kind", f"CJ,,{'长' * 400_000},city"), by=by)

    assert "1 MB" in reasons(report)[2, "name"]


def test_a_table_without_the_columns_is_refused(root, by, table):
    with pytest.raises(Refusal, match="No column is headed"):
        import_places(table("code,name", "CJ,澄江市"), by=by)


def test_who_may_not_edit_there_imports_nothing(places, editor_of):
    rows = [("n1", "laurel", "甲网格", "grid", None), ("n2", "west", "乙街道", "street", None)]

    with pytest.raises(Forbidden):
        import_places(table_of(rows), by=editor_of(places["laurel"]))
    assert not Place.objects.filter(code__in=("n1", "n2")).exists()


def test_an_alias_taken_away_comes_back_with_the_table(places, by):
    row = ("g1", "laurel", "第一网格", "grid", "望江苑")
    import_places(table_of([row]), by=by)
    unname_place(places["g1"], text="望江苑", by=by)

    assert import_places(table_of([row]), by=by).changed == 1


def test_a_place_without_a_code_is_told_that_it_may_have_one_of_its_own(root, by):
    report = import_places(table_of([(None, None, "开发区", "zone", None)]), by=by)
    assert "one of your own" in reasons(report)[2, "code"]
