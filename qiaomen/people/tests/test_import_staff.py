from datetime import date, timedelta

import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.models.ledger import Event
from qiaomen.people.acting import acting
from qiaomen.people.actions import deactivate_person, end_post
from qiaomen.people.importing import import_staff
from qiaomen.people.models import Person, Post
from qiaomen.people.tests.conftest import AT, TODAY
from qiaomen.people.tests.test_import_units import counts, reasons

HEAD = "login,name,unit,place,role,from,to,phone,language\n"
LIN = "lin,林秋,willow,,officer,,,13900000001,zh-hans"


@pytest.fixture
def staff(units, roles, console, sheet):
    """`staff("a,b,…")`: the report of importing these rows."""
    return lambda *rows: import_staff(sheet(HEAD + "\n".join(rows)), by=console)


def test_a_row_brings_in_a_person_without_password_and_their_post(staff, units):
    assert counts(staff(LIN)) == (1, 0, 0, 0)

    lin = Person.objects.get(login="lin")
    assert (lin.name, lin.phone, lin.language) == ("林秋", "13900000001", "zh-hans")
    assert not lin.has_usable_password()
    post = lin.posts.get()
    assert (post.unit, post.place, post.from_day, post.to_day) == (
        units["willow"],
        units["willow"].place,
        TODAY,
        None,
    )


def test_who_has_two_posts_has_two_rows(staff, places):
    report = staff(LIN, "lin,林秋,willow,grid,grid_worker,2026年3月9日,2026-12-31,,")

    assert counts(report) == (2, 0, 0, 0)
    second = Post.objects.get(place=places["grid"])
    assert (second.from_day, second.to_day) == (date(2026, 3, 9), date(2026, 12, 31))


def test_a_second_run_writes_nothing_even_days_later(staff):
    rows = (LIN, "lin,林秋,willow,grid,grid_worker,2026-03-09,2026-03-10,,")
    staff(*rows)
    lines = Event.objects.count()

    with clock.told(AT + timedelta(days=30)):
        assert counts(staff(*rows)) == (0, 0, 2, 0)

    assert Event.objects.count() == lines


def test_changed_particulars_are_brought_up_to_date(staff):
    staff(LIN)

    report = staff("LIN,林秋水,willow,,officer,,,13900000002,ko")

    assert counts(report) == (0, 1, 0, 0)
    lin = Person.objects.get()
    assert (lin.name, lin.phone, lin.language) == ("林秋水", "13900000002", "ko")


def test_empty_cells_change_nothing(staff):
    staff(LIN)

    assert counts(staff("lin,林秋,willow,,officer,,,,")) == (0, 0, 1, 0)
    assert Person.objects.get().phone == "13900000001"


def test_a_last_day_ends_the_post(staff):
    staff(LIN)

    report = staff("lin,林秋,willow,,officer,,2026-03-31,,")

    assert counts(report) == (0, 1, 0, 0)
    assert Post.objects.get().to_day == date(2026, 3, 31)


def test_a_post_that_has_ended_is_not_given_again_by_repeating_the_file(staff, console):
    staff(LIN)
    end_post(Post.objects.get(), last_day=TODAY, by=console)

    with clock.told(AT + timedelta(days=1)):
        report = staff(LIN)

    assert counts(report) == (0, 0, 0, 1)
    assert reasons(report)[0][1] == "from"
    assert not acting(Person.objects.get(), TODAY + timedelta(days=1)).grants


def test_a_first_day_of_its_own_gives_the_post_again(staff, console):
    staff(LIN)
    end_post(Post.objects.get(), last_day=TODAY, by=console)

    assert counts(staff("lin,林秋,willow,,officer,2026-03-09,,,")) == (1, 0, 0, 0)


def test_a_later_last_day_needs_a_new_post(staff):
    staff("lin,林秋,willow,,officer,2026-03-02,2026-03-09,,")

    report = staff("lin,林秋,willow,,officer,2026-03-02,2026-03-31,,")

    assert reasons(report)[0][1] == "from"
    assert Post.objects.get().to_day == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",赵禾,willow,,officer,,,,", "login", "empty"),
        ("zhao,,willow,,officer,,,,", "name", "empty"),
        ("zhao,赵禾,nobody,,officer,,,,", "unit", "nobody is not known"),
        ("zhao,赵禾,willow,nowhere,officer,,,,", "place", "nowhere is not known"),
        ("zhao,赵禾,willow,,king,,,,", "role", "no role called king. Choose one of: "),
        ("zhao,赵禾,willow,,officer,2026-02-30,,,", "from", "no such day"),
        ("zhao,赵禾,willow,,officer,2026-03-09,2026-03-08,,", "", "before the first"),
        ("zhao,赵禾,willow,,officer,,,,xx", "", "not known here"),
        ("lin,林冬,willow,,clerk,,,,", "name", "Row 2 says “林秋”"),
        ("lin,林秋,willow,,officer,2026-03-05,,,", "", "already holds this post"),
    ],
)
def test_a_bad_row_is_named_and_leaves_nothing_behind(staff, row, column, reason):
    report = staff(LIN, row)

    assert counts(report) == (1, 0, 0, 1)
    ((number, blamed, why),) = reasons(report)
    assert (number, blamed) == (3, column)
    assert reason in why
    assert (Person.objects.count(), Post.objects.count()) == (1, 1)


def test_someone_deactivated_is_not_revived_by_a_file(staff, console):
    staff(LIN)
    deactivate_person(Person.objects.get(), by=console)

    report = staff(LIN)

    assert "deactivated" in reasons(report)[0][2]


def test_a_row_that_cannot_be_read_is_rejected(staff):
    assert counts(staff(LIN, "zhao," + "赵" * 400_000 + ",willow,,officer,,,,")) == (1, 0, 0, 1)


def test_a_keeper_brings_in_only_staff_of_their_own_place(keeper, units, roles, sheet):
    rows = HEAD + "lin,林秋,willow,,officer,,,,\nqin,秦朗,west,,officer,,,,"

    report = import_staff(sheet(rows), by=keeper)

    assert counts(report) == (1, 0, 0, 1)
    assert not Person.objects.filter(login="qin").exists()


def test_the_columns_may_be_headed_as_the_help_names_them(units, roles, console, sheet):
    head = "登录名,姓名,单位,区域,角色,起始,截止,电话,语言,备注\n"
    report = import_staff(sheet(f"{head}lin,林秋,willow,,officer,2026-03-09,2026-12-31,,,新来的"), by=console)

    post = Post.objects.get(person__login="lin")
    assert (post.from_day, post.to_day) == (date(2026, 3, 9), date(2026, 12, 31))
    assert report.unread == ["备注"]


def test_a_post_that_was_withdrawn_is_not_told_with_days_that_run_backwards(staff, console):
    staff(LIN)
    end_post(Post.objects.get(), last_day=TODAY - timedelta(days=1), by=console)

    ((_row, _column, reason),) = reasons(staff(LIN))

    assert "withdrawn before it began" in reason
