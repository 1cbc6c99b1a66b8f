"""What changes in an office and a district from day to day, through the terminal."""

from datetime import date

import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission
from qiaomen.people.models import Post
from qiaomen.territory import lookup
from tests.world import monday, world

__all__ = ["monday", "world"]

WEEK = ("--from", "2026-03-02", "--to", "2026-03-08")


def test_a_deputy_stands_in_for_a_week(world, run):
    done = run("people", "away", "clerk", "coordinator", *WEEK)

    assert done.exit_code == 0
    assert "示例coordinator stands in for 示例clerk. Posts: 1." in done.stdout
    post = Post.objects.get(deputy_of__person=world.people["clerk"])
    assert (post.person, post.from_day, post.to_day) == (
        world.people["coordinator"],
        date(2026, 3, 2),
        date(2026, 3, 8),
    )


def test_who_has_no_post_on_these_days_needs_no_deputy(world, run):
    run("people", "deactivate", "clerk")

    done = run("people", "away", "clerk", "coordinator", *WEEK)

    assert done.exit_code == 2
    assert "nobody need stand in" in done.stderr


@pytest.mark.parametrize(
    ("deputy", "why"), [("clerk", "Nobody stands in for themselves"), ("ghost", "Nobody has the login ghost")]
)
def test_a_deputy_who_cannot_be_one_is_refused(world, run, deputy, why):
    done = run("people", "away", "clerk", deputy, *WEEK)

    assert done.exit_code == 2
    assert why in done.stderr
    assert not Post.objects.exclude(deputy_of=None).exists()


def test_somebody_leaves_and_comes_back(world, run):
    assert run("people", "deactivate", "clerk").exit_code == 0
    assert not world.actor("clerk").units
    assert run("people", "reactivate", "clerk").exit_code == 0
    world.people["clerk"].refresh_from_db()
    assert world.people["clerk"].is_active


def test_a_new_place_is_added_where_it_lies(world, run):
    done = run("territory", "add", "g9", "柳岸第九网格", "--kind", "grid", "--below", "willow")
    assert done.stdout.startswith("g9 ")
    assert lookup.best_place("柳岸第九网格的路灯").sure
    assert run("territory", "add", "g9", "另一个", "--kind", "grid", "--below", "willow").exit_code == 2


def test_a_name_given_by_mistake_is_taken_away(world, run):
    assert lookup.best_place("春江花园").place_id == world.places["grid"].pk
    assert run("territory", "unname", "grid", "春江花园").exit_code == 0
    assert lookup.best_place("春江花园").place_id is None
    assert "not one of its aliases" in run("territory", "unname", "grid", "春江花园").stderr


def test_a_renamed_place_is_understood_by_both_names(world, run):
    done = run("territory", "rename", "柳岸社区", "新柳社区")

    assert done.stdout.strip() == "willow 柳荫街道新柳社区"
    assert {lookup.best_place(name).place_id for name in ("柳岸社区", "新柳社区")} == {
        world.places["willow"].pk
    }


def test_what_people_call_a_place_is_added(world, run):
    run("territory", "name", "cassia", "桂花新村")
    assert lookup.best_place("桂花新村的路灯").place_id == world.places["cassia"].pk


def test_merged_places_live_on_in_the_other(world, run):
    done = run("territory", "merge", "cassia", "--into", "willow")

    assert done.exit_code == 0
    world.places["cassia"].refresh_from_db()
    assert world.places["cassia"].merged_into == world.places["willow"]
    assert lookup.best_place("桂花社区").place_id == world.places["willow"].pk


def test_a_place_moves_with_all_below_it(world, run):
    done = run("territory", "move", "willow", "--below", "far")

    assert done.exit_code == 0
    world.places["grid"].refresh_from_db()
    world.places["far"].refresh_from_db()
    assert world.places["grid"].path.startswith(world.places["far"].path)


def test_somebody_who_has_left_does_not_leave_again(world, run):
    run("people", "deactivate", "clerk")

    done = run("people", "deactivate", "clerk")

    assert done.exit_code == 2
    assert "it is “deactivated”" in done.stderr
    assert "page" not in done.stderr


def test_a_place_that_there_is_not_is_no_matter_of_columns(run, world):
    done = run("territory", "rename", "NOPE", "新柳社区")

    assert done.exit_code == 2
    assert "“NOPE” is no place here. Write the code or the name of one" in done.stderr
    assert "column" not in done.stderr


def test_a_place_ends_when_nothing_lies_in_it(world, run):
    assert run("territory", "end", "willow").exit_code == 2
    assert run("territory", "end", "cassia").exit_code == 0
    world.places["cassia"].refresh_from_db()
    assert world.places["cassia"].ended_on == clock.today()


def test_an_office_changes_what_a_role_may_do(world, run):
    assert not world.actor("grid").holding(Permission.MATTER_SORT)
    done = run("people", "roles", "change", "grid_worker", "--give", "matter.sort", "--take", "matter.note")
    assert "grid_worker may now: matter.read matter.receive matter.sort" in done.stdout
    assert world.actor("grid").holding(Permission.MATTER_SORT)
    assert not world.actor("grid").holding(Permission.MATTER_NOTE)


def test_an_office_makes_a_role_of_its_own(world, run):
    said = ("--reach", "unit", "--give", "matter.read", "--give", "matter.note")
    assert run("people", "roles", "add", "visitor", "走访员", *said).exit_code == 0
    listed = run("people", "roles", "list").stdout
    assert "visitor 走访员 (Only what the post's unit" in listed
    assert "\n  matter.note matter.read\n" in listed
    assert "already a role" in run("people", "roles", "add", "visitor", "x", *said).stderr


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (
            ("change", "nobody", "--give", "matter.read"),
            "There is no role nobody. There are: administrator, ",
        ),
        (("change", "clerk", "--give", "matter.fly"), "matter.fly"),
    ],
)
def test_an_unknown_role_or_power_is_told(world, run, arguments, why):
    refused = run("people", "roles", *arguments)
    assert refused.exit_code == 2
    assert why in refused.stderr


def test_the_calendar_of_a_year_is_shown_with_the_offices_own_days(world, run):
    run("calendar", "correct", "2026-03-04", "rests", "--name", "停电", "--source", "通知3号")
    shown = run("calendar", "show").stdout
    assert "Wed 2026-03-04 a day of rest 停电 通知3号\n" in shown
    assert "2026-01-04 a workday\n" in shown
    assert run("calendar", "show", "2025").stderr == ""
    assert "2027 are not arranged yet" in run("calendar", "show", "2027").stderr
