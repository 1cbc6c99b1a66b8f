"""`qiaomen matters do`: a matter's whole life without a browser."""

from datetime import timedelta
from pathlib import Path

import pytest

from qiaomen.kernel.ledger import story
from qiaomen.matters.models import Attachment, Matter
from qiaomen.matters.states import Ground, State
from qiaomen.people.actions import end_post, set_password
from tests.world import MONDAY, World, monday, world

__all__ = ["monday", "world"]


SECRET = "vier-Worte-und-ein-Rad"


def test_a_matter_is_worked_to_its_close_by_those_who_may(run, world: World):
    matter = world.receive(body="路灯坏了", phone="")
    for login in ("clerk", "water", "coordinator"):
        set_password(world.people[login], password=SECRET, by=world.console)
    for login, noun, *filled in (
        ("coordinator", "assignment", "unit=water"),
        ("water", "acceptance"),
        ("water", "answer", "text=您好，路灯已修好，请查看。", "outcome=solved"),
        ("clerk", "closure", "ground=no_contact"),
    ):
        done = run("matters", "do", matter.number, noun, *filled, "--as", login, typed=f"{SECRET}\n")
        assert done.exit_code == 0, done.stderr
    assert done.stdout == "It is closed.\n"
    matter.refresh_from_db()
    assert (matter.state, matter.ground) == (State.CLOSED, Ground.NO_CONTACT)
    assert [event.by for event in story(matter.stream)][1:] == [
        world.people[login].stream for login in ("coordinator", "water", "water", "clerk")
    ]


@pytest.mark.parametrize(("login", "typed"), [("clerk", "wrong\n"), ("nobody", f"{SECRET}\n")])
def test_nobody_acts_as_another(run, world: World, login: str, typed: str):
    set_password(world.people["clerk"], password=SECRET, by=world.console)
    refused = run("matters", "do", world.receive().number, "note", "text=x", "--as", login, typed=typed)
    assert refused.exit_code == 2
    assert "The login or the password is not right." in refused.stderr


def test_whoever_holds_no_post_today_is_told_so(run, world: World):
    set_password(world.people["water"], password=SECRET, by=world.console)
    end_post(world.people["water"].posts.get(), last_day=MONDAY.date() - timedelta(days=1), by=world.console)
    refused = run(
        "matters", "do", world.receive().number, "note", "text=x", "--as", "water", typed=f"{SECRET}\n"
    )
    assert "You have no post today" in refused.stderr


def test_without_a_verb_it_says_what_can_be_done_now(run, world: World):
    matter = world.receive()
    told = run("matters", "do", matter.number).stdout
    assert told.startswith(f"{matter.number} is “received”. Now can be done:\n  sorting")
    assert "closure" not in told


def test_what_cannot_be_done_now_is_refused_with_what_can(run, world: World):
    refused = run("matters", "do", world.receive().number, "closure", "ground=confirmed")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("This cannot be done now: it is “received”. Now can be done:\n  sorting")


def test_whose_role_does_not_permit_it_is_not_told_of_the_state(run, world: World):
    set_password(world.people["clerk"], password=SECRET, by=world.console)
    number = world.receive().number
    refused = run("matters", "do", number, "supervision", "--as", "clerk", typed=f"{SECRET}\n")
    assert "You may not do this here." in refused.stderr
    assert "This cannot be done now" not in refused.stderr


def test_who_may_not_do_it_is_told_who_may(run, world: World):
    matter = world.receive()
    run("matters", "do", matter.number, "assignment", "unit=water")
    refused = run("matters", "do", matter.number, "acceptance")
    assert refused.stderr == "水务科 has this matter. Only its people can do this.\n"


@pytest.mark.parametrize(
    ("filled", "sentence"),
    [
        ((), "unit: This field is required."),
        (("unit=nobody",), "unit: Nothing that can be chosen here is called “nobody”."),
        (("office=water",), "There is no field “office” here. There are: unit"),
        (("water",), "Write it as FIELD=VALUE"),
    ],
)
def test_a_mistake_is_named_with_its_field(run, world: World, filled: tuple[str, ...], sentence: str):
    matter = world.receive()
    refused = run("matters", "do", matter.number, "assignment", *filled)
    assert refused.exit_code == 2
    assert sentence in refused.stderr
    assert Matter.objects.get().state == State.RECEIVED


def test_the_fields_are_shown_with_what_may_be_written(run, world: World):
    number = world.receive().number
    assert (
        "unit: Unit (required) street = 柳荫街道办事处; " in run("matters", "do", number, "assignment").stderr
    )
    assert "urgent = urgent" not in run("matters", "do", number, "priority").stderr


def test_an_unknown_verb_is_told_with_the_known_ones(run, world: World):
    refused = run("matters", "do", world.receive().number, "vanish")
    assert refused.stderr.startswith("Nothing that is done to a matter is called “vanish”. Now can be done:")


def test_a_file_is_added_from_the_disk(run, world: World, tmp_path: Path):
    (tmp_path / "说明.txt").write_text("路灯在三单元门口")
    number = world.receive().number
    assert run("matters", "do", number, "attachment", f"file={tmp_path}/说明.txt").exit_code == 0
    assert Attachment.objects.get().name == "说明.txt"
    missing = run("matters", "do", number, "attachment", f"file={tmp_path}/nothing.txt")
    assert (missing.exit_code, Attachment.objects.count()) == (2, 1)
