from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qiaomen.field.tests.conftest import AsPhone, World
from qiaomen.kernel.models import Event, Sending
from qiaomen.kernel.tests.pictures import telling
from qiaomen.matters.actions.speaking import note
from qiaomen.matters.channels import Channel
from qiaomen.matters.models import Matter
from qiaomen.matters.procedure import plan_of, standing_rows
from qiaomen.matters.states import State
from qiaomen.matters.tests.walks import assigned, fitting, handling
from qiaomen.people.actions import appoint
from qiaomen.people.models import Role
from tests.ways import with_steps
from tests.world import MONDAY


def picture(name: str = "现场.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, telling("JPEG"), "image/jpeg")


def test_a_report_is_a_matter_of_the_grid_with_its_photos(world: World, phone: AsPhone):
    told = (
        phone("grid").sends("report", body="井盖松了", photos=[picture("一.jpg"), picture("二.jpg")]).json()
    )
    matter = Matter.objects.get(number=told["number"])
    assert (matter.body, matter.place, matter.channel) == ("井盖松了", world.places["grid"], Channel.STAFF)
    assert matter.attachments.count() == 2
    assert told["seq"] == matter.ledger_seq


def test_what_arrives_again_is_done_once_and_told_the_same(world: World, phone: AsPhone):
    grid, key = phone("grid"), str(uuid4())
    first = grid.sends("report", body="井盖松了", key=key, age=1000)
    lines = Event.objects.count()
    again = grid.sends("report", body="井盖松了", key=key, age=90_000)
    assert first.json() == again.json()
    assert Event.objects.count() == lines


def test_what_was_done_is_told_even_when_the_matter_has_left_the_phone(world: World, phone: AsPhone):
    water, matter, key = phone("water"), assigned(world), str(uuid4())
    first = water.does("accept", matter, key=key)
    Matter.objects.filter(pk=matter.pk).update(about_unit=world.units["water"])
    assert water.does("accept", matter, key=key).json() == first.json()


def test_what_was_refused_can_be_sent_again_under_its_key(world: World, phone: AsPhone):
    grid, key = phone("grid"), str(uuid4())
    refused = grid.sends("report", body="  ", key=key)
    assert (refused.status_code, refused.json()) == (
        422,
        {"refusal": "What is it about?: This field is required."},
    )
    assert not Sending.objects.exists()
    assert grid.sends("report", body="井盖松了", key=key).status_code == 200


def test_the_keys_of_two_people_are_two(world: World, phone: AsPhone):
    key = str(uuid4())
    phone("grid").sends("report", body="井盖松了", key=key)
    phone("clerk").sends("report", body="路灯不亮", key=key)
    assert Matter.objects.count() == 2


def test_where_the_phone_was_is_kept_and_says_the_place(world: World, phone: AsPhone):
    told = phone("grid").sends("report", body="井盖松了", longitude="121.4", latitude="31.2").json()
    matter = Matter.objects.get(number=told["number"])
    assert (str(matter.longitude), str(matter.latitude)) == ("121.400000", "31.200000")


def test_it_happened_as_long_ago_as_the_phone_says(world: World, phone: AsPhone):
    told = phone("grid").sends("report", body="井盖松了", age=2 * 60 * 60 * 1000).json()
    assert Matter.objects.get(number=told["number"]).happened_at == MONDAY - timedelta(hours=2)


@pytest.mark.parametrize("age", [-1000, 365 * 24 * 60 * 60 * 1000, 10**30])
def test_a_phone_whose_clock_was_turned_is_not_believed(world: World, phone: AsPhone, age: int):
    told = phone("grid").sends("report", body="井盖松了", age=age).json()
    assert Matter.objects.get(number=told["number"]).happened_at == MONDAY


def test_nobody_reports_where_they_do_not_work(world: World, phone: AsPhone):
    refused = phone("grid").sends("report", body="井盖松了", place="cassia")
    assert refused.status_code == 403
    assert not Matter.objects.exists()


def test_who_sees_nothing_still_reports_with_photos(world: World, phone: AsPhone):
    """A courier or a volunteer."""
    appoint(
        world.people["elsewhere"],
        unit=world.units["willow"],
        place=world.places["willow"],
        role=Role.objects.get(code="volunteer"),
        from_day=MONDAY.date(),
        by=world.console,
    )
    world.people["elsewhere"].posts.exclude(role__code="volunteer").delete()
    courier = phone("elsewhere")
    told = courier.sends("report", body="井盖松了", photos=[picture()]).json()
    assert Matter.objects.get(number=told["number"]).channel == Channel.COURIER
    assert (courier.carries()["mine"], courier.carries()["grid"]) == ([], [])


def test_taken_on_and_answered_on_the_same_walk(world: World, phone: AsPhone):
    matter, water = assigned(world), phone("water")
    told = water.does("accept", matter).json()
    assert told["before"] == matter.ledger_seq
    water.does(
        "answer", matter, seen=told["seq"], outcome="solved", text="水管已经换好。", photos=[picture()]
    )
    matter.refresh_from_db()
    assert (matter.state, matter.attachments.count()) == (State.ANSWERED, 1)


def test_a_step_is_completed_with_photos_before_and_after(world: World, phone: AsPhone):
    matter = with_steps(world)
    step = plan_of(matter).steps[0]
    filled = {f"blank-{code}": value for code, value in fitting(step).items()}
    told = phone("water").does(
        "step", matter, step=step.code, photos=[picture("前.jpg"), picture("后.jpg")], **filled
    )
    assert told.status_code == 200
    assert standing_rows(matter)[step.code].filled == fitting(step)
    assert [file.name for file in matter.attachments.all()] == ["前.jpg", "后.jpg"]


def test_all_that_a_step_lacks_is_said_and_nothing_is_kept(world: World, phone: AsPhone):
    matter = with_steps(world)
    refused = phone("water").does("step", matter, step=plan_of(matter).steps[0].code, photos=[picture()])
    assert refused.status_code == 422
    assert "This field is required." in refused.json()["refusal"]
    assert not matter.attachments.exists()


def test_who_was_overtaken_gets_both_versions(world: World, phone: AsPhone):
    matter = handling(world)
    seen = matter.ledger_seq
    note(matter, by=world.actor("clerk"), text="居民来电说已经修好")
    told = phone("water").does("answer", matter, seen=seen, outcome="solved", text="已修好。")
    assert told.status_code == 409
    theirs = told.json()["theirs"]
    assert (theirs["state"], theirs["seq"]) == ("being handled", matter.ledger_seq)
    assert [(one["by"], one["text"]) for one in theirs["said"]] == [("示例clerk", "居民来电说已经修好")]
    assert matter.state == State.HANDLING


def test_a_note_overtakes_nobody(world: World, phone: AsPhone):
    matter = handling(world)
    assert phone("water").does("note", matter, seen=1, text="门口有人守着").status_code == 200
    assert matter.notes.get().text == "门口有人守着"


def test_what_is_seen_on_the_spot_is_entered_by_whoever_asks_residents(world: World, phone: AsPhone):
    matter = handling(world)
    assert phone("clerk").does("check", matter, text="已经修好").status_code == 200
    assert phone("grid").does("check", matter, text="已经修好").status_code == 403


def test_a_matter_that_is_not_with_them_any_more_is_refused_with_a_sentence(world: World, phone: AsPhone):
    refused = phone("power").does("accept", assigned(world))
    assert refused.status_code == 403
    assert refused.json()["refusal"].startswith("This matter is not with you any more.")


def test_what_somebody_else_has_written_on_this_phone_is_not_sent_under_ones_name(
    world: World, phone: AsPhone
):
    refused = phone("grid").sends("report", body="井盖松了", by=world.people["clerk"].ref)
    assert refused.status_code == 403
    assert not Matter.objects.exists()


@pytest.mark.parametrize("said", [{"deed": "fly"}, {"deed": "report", "key": "one"}])
def test_an_app_that_is_out_of_date_is_told_so(world: World, phone: AsPhone, said):
    refused = phone("grid").sends(**{"body": "井盖松了", **said})
    assert refused.status_code == 422
    assert "Load" in refused.json()["refusal"]


def test_a_photo_that_is_a_program_is_refused(world: World, phone: AsPhone):
    program = SimpleUploadedFile("现场.jpg", b"MZ\x90\x00 this program cannot be run")
    assert phone("grid").sends("report", body="井盖松了", photos=[program]).status_code == 422
    assert not Matter.objects.exists()
