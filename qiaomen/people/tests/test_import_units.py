from itertools import permutations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.people.actions import end_unit
from qiaomen.people.importing import import_units
from qiaomen.people.models import Unit
from qiaomen.people.tests.conftest import TODAY

HEAD = "code,parent,name,kind,place,phone\n"
ROWS = ("a,,东柳街道,街道,east,010-5550101", "b,a,柳岸社区,community,willow,", "c,b,一组,team,grid,")


def counts(report):
    return report.added, report.changed, report.unchanged, len(report.rejected)


def reasons(report):
    return [(bad.row, bad.column, str(bad.reason)) for bad in report.rejected]


@pytest.mark.parametrize("rows", list(permutations(ROWS)))
def test_rows_may_stand_in_any_order(places, console, sheet, rows):
    report = import_units(sheet(HEAD + "\n".join(rows)), by=console)

    assert counts(report) == (3, 0, 0, 0)
    assert Unit.objects.get(code="c").parent.parent.code == "a"
    assert Unit.objects.get(code="a").kind == Unit.Kind.STREET


def test_a_second_run_writes_nothing(places, console, sheet):
    import_units(sheet(HEAD + "\n".join(ROWS)), by=console)
    lines = Event.objects.count()

    report = import_units(sheet(HEAD + "\n".join(ROWS)), by=console)

    assert counts(report) == (0, 0, 3, 0)
    assert Event.objects.count() == lines


def test_what_differs_is_brought_up_to_date(places, console, sheet):
    import_units(sheet(HEAD + "\n".join(ROWS)), by=console)

    report = import_units(
        sheet(
            HEAD + "a,,东柳镇,street,east,010-5550102\nb,,柳岸社区,community,willow,\nc,b,一组,team,willow,"
        ),
        by=console,
    )

    assert counts(report) == (0, 3, 0, 0)
    a, b, c = Unit.objects.order_by("code")
    assert (a.name, a.phone) == ("东柳镇", "010-5550102")
    assert b.parent is None
    assert c.place.code == "willow"


def test_an_empty_phone_leaves_the_number_as_it_is(places, console, sheet):
    import_units(sheet(HEAD + ROWS[0]), by=console)

    report = import_units(sheet(HEAD + "a,,东柳街道,street,east,"), by=console)

    assert counts(report) == (0, 0, 1, 0)
    assert Unit.objects.get().phone == "010-5550101"


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",,无码,team,east,", "code", "empty"),
        ("x,,,team,east,", "name", "empty"),
        ("x,nobody,组,team,east,", "parent", "nobody is not known"),
        ("x,,组,team,nowhere,", "place", "nowhere is not known"),
        ("x,,组,飞船,east,", "kind", "no kind of unit called 飞船"),
        ("a,,又一个,team,east,", "code", "Row 2 has this code"),
        ("x,x,组,team,east,", "parent", "in a circle: x"),
    ],
)
def test_a_bad_row_is_named_with_its_column_and_the_good_ones_come_in(
    places, console, sheet, row, column, reason
):
    report = import_units(sheet(HEAD + ROWS[0] + "\n" + row), by=console)

    assert counts(report) == (1, 0, 0, 1)
    ((number, blamed, why),) = reasons(report)
    assert (number, blamed) == (3, column)
    assert reason in why


def test_a_circle_is_rejected_whole_with_all_that_hangs_from_it(places, console, sheet):
    report = import_units(
        sheet(HEAD + "x,y,甲,team,east,\ny,x,乙,team,east,\nz,y,丙,team,east,\n" + ROWS[0]), by=console
    )

    assert counts(report) == (1, 0, 0, 3)
    assert [row for row, *_why in reasons(report)] == [2, 3, 4]
    assert "in a circle: x, y" in reasons(report)[0][2]
    assert "y is not known" in reasons(report)[2][2]


def test_a_circle_with_units_that_are_there_already_is_refused(places, console, sheet):
    import_units(sheet(HEAD + "\n".join(ROWS)), by=console)

    report = import_units(sheet(HEAD + "a,c,东柳街道,street,east,"), by=console)

    assert "cannot be below itself" in reasons(report)[0][2]


def test_an_ended_unit_is_not_revived_by_a_file(places, console, sheet):
    import_units(sheet(HEAD + ROWS[0]), by=console)
    end_unit(Unit.objects.get(), on=TODAY, by=console)

    report = import_units(sheet(HEAD + "a,,新名,street,east,"), by=console)

    assert "it is “ended”" in reasons(report)[0][2]


def test_a_row_is_taken_whole_or_not_at_all(places, console, sheet):
    import_units(sheet(HEAD + "\n".join(ROWS)), by=console)

    import_units(sheet(HEAD + "b,a,新名,company,willow,"), by=console)

    assert Unit.objects.get(code="b").name == "柳岸社区"


def test_a_keeper_brings_in_only_what_lies_in_their_own_place(keeper, sheet):
    report = import_units(sheet(HEAD + "x,,甲,team,willow,\ny,,乙,team,west,"), by=keeper)

    assert counts(report) == (1, 0, 0, 1)


def test_a_file_without_a_needed_column_is_refused_before_anything_is_written(places, console, sheet):
    with pytest.raises(Refusal, match="Kind"):
        import_units(sheet("code,parent,name,place\na,,甲,east"), by=console)


def test_a_row_that_cannot_be_read_is_rejected(places, console, sheet):
    report = import_units(sheet(HEAD + ROWS[0] + "\nx,,组,team,east," + "9" * 1_100_000), by=console)

    assert counts(report) == (1, 0, 0, 1)


def test_an_excel_file_with_chinese_headings_is_understood(places, console, tmp_path):
    book = Workbook()
    book.active.append(["单位编码", "上级单位", "单位名称", "类型", "所在区域", "办公电话"])
    book.active.append(["1001", None, "东柳街道", "街道", "east", 5550101.0])
    book.save(tmp_path / "units.xlsx")

    report = import_units(read_table(tmp_path / "units.xlsx"), by=console)

    assert counts(report) == (1, 0, 0, 0)
    assert Unit.objects.get(code="1001").phone == "5550101"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parents=st.lists(st.integers(-1, 7), min_size=1, max_size=8), seed=st.randoms())
def test_whatever_the_order_the_same_units_come_in(places, console, sheet, parents, seed):
    rows = [f"u{n},{f'u{p}' if p >= 0 else ''},组,team,east," for n, p in enumerate(parents)]
    shuffled = seed.sample(rows, len(rows))

    assert _taken(rows, sheet, console) == _taken(shuffled, sheet, console)


def _taken(rows, sheet, console):
    with transaction.atomic():
        report = import_units(sheet(HEAD + "\n".join(rows)), by=console)
        tree = set(Unit.objects.values_list("code", "parent__code"))
        transaction.set_rollback(True)
    assert report.added + len(report.rejected) == len(rows)
    return tree
