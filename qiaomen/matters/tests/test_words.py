"""Sorting, notes, steps, assistance, supervision, attachments, the platform's words."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.models import SUPERVISION, UNSORTED, Item, ItemVersion, ProcedureVersion
from qiaomen.catalogue.procedures.language import Actor as Side
from qiaomen.catalogue.procedures.language import Party
from qiaomen.kernel.actors import machine, resident
from qiaomen.kernel.files import inspect, path_of
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.actions.assisting import assist
from qiaomen.matters.actions.attaching import attach
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.platform import judge, update
from qiaomen.matters.actions.receiving import receive
from qiaomen.matters.actions.sending_back import send_back_step
from qiaomen.matters.actions.sorting import classify, locate, prioritise
from qiaomen.matters.actions.speaking import inform, note, supplement
from qiaomen.matters.actions.stepping import complete_step, sign_step
from qiaomen.matters.actions.supervising import check, exclude, include, remind, supervise
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import Told
from qiaomen.matters.models import Audience, Matter, Priority
from qiaomen.matters.states import Outcome, State, Verb
from qiaomen.matters.tests.walks import assigned, closed, fitting, grant, handling
from tests.world import MONDAY, World


def test_the_promise_of_the_item_counts_from_receipt(world: World):
    item = Item.objects.get(code=SUPERVISION)
    matter = world.receive()
    before = matter.due_at
    classify(matter, by=world.actor("clerk"), item=item, kind=MatterKind.REPORT)
    assert (matter.item, matter.kind) == (item, MatterKind.REPORT)
    assert matter.due_at < before  # three workdays instead of five


def test_a_matter_keeps_the_item_as_it_was(world: World):
    matter = world.receive()
    kept = matter.item_version
    ItemVersion.objects.create(
        item=matter.item, from_day=MONDAY.date() + timedelta(days=1), name="新名", answer="1 workdays"
    )
    matter.refresh_from_db()
    assert matter.item_version == kept


def test_located_it_keeps_the_place_and_the_address(world: World):
    matter = world.receive(place=None)
    locate(matter, by=world.actor("clerk"), place=world.places["willow"], address="柳岸路 3 号")
    assert (matter.place.code, matter.address) == ("willow", "柳岸路 3 号")


def test_an_emergency_stands_first(world: World):
    matter = world.receive()
    prioritise(matter, by=world.actor("clerk"), priority=Priority.EMERGENCY)
    assert matter.priority == Priority.EMERGENCY


def test_the_unit_does_not_sort(world: World):
    with pytest.raises(Forbidden):
        locate(assigned(world), by=world.actor("water"), place=world.places["willow"])


def test_each_word_has_its_audience(world: World):
    matter = handling(world)
    note(matter, by=world.actor("water"), text="要带梯子")
    inform(matter, by=world.actor("water"), text="明天来")
    supplement(matter, by=resident("web"), text="四楼也漏")
    assert list(matter.notes.values_list("audience", flat=True)) == ["internal", "resident", "voice"]


def test_who_only_helps_does_not_write_to_the_resident(world: World):
    matter = handling(world)
    assist(matter, by=world.actor("clerk"), unit=world.units["power"], task="断电")
    with pytest.raises(Forbidden, match="Leave a note"):
        inform(matter, by=world.actor("power"), text="请大家不要再投诉了")


def test_sorted_again_as_what_it_was_it_keeps_the_date_that_was_granted(world: World):
    matter = handling(world)
    grant(world, matter, Verb.EXTEND, by="water", until="2026-04-01", told="等零件")
    due = matter.due_at
    classify(matter, by=world.actor("clerk"), item=matter.item)
    assert matter.due_at == due


@pytest.mark.parametrize("speak", [note, inform])
def test_an_empty_word_is_refused(world: World, speak):
    with pytest.raises(Refusal):
        speak(handling(world), by=world.actor("water"), text="  ")


def with_procedure(world: World) -> Matter:
    version = ProcedureVersion.objects.filter(code="property").latest("version")
    ItemVersion.objects.filter(item__code=UNSORTED).update(procedure=str(version))
    return handling(world)


def fill(world: World, matter: Matter, code: str) -> None:
    step = ProcedureVersion.objects.get(code="property").plan.step(code)
    complete_step(matter, by=world.actor("water"), code=code, filled=fitting(step))


def test_an_answer_waits_for_every_mandatory_step(world: World):
    matter = with_procedure(world)
    with pytest.raises(Refusal, match="First complete"):
        answer(matter, by=world.actor("water"), outcome=Outcome.SOLVED, text="好了")
    for code in ("look", "notice", "reinspect"):
        fill(world, matter, code)
    sign_step(matter, by=world.actor("clerk"), code="reinspect", side=Side(Party.DESK))
    answer(matter, by=world.actor("water"), outcome=Outcome.SOLVED, text="好了")
    assert matter.state == State.ANSWERED


def test_steps_are_taken_in_order_and_once(world: World):
    matter = with_procedure(world)
    with pytest.raises(Refusal, match="First complete"):
        fill(world, matter, "notice")
    fill(world, matter, "look")
    with pytest.raises(Refusal, match="already completed"):
        fill(world, matter, "look")


def test_a_step_asks_for_its_fields(world: World):
    with pytest.raises(Refusal, match="Fill in"):
        complete_step(with_procedure(world), by=world.actor("water"), code="look", filled={})


def test_an_unknown_step_is_refused(world: World):
    with pytest.raises(Refusal, match="no step"):
        complete_step(handling(world), by=world.actor("water"), code="look", filled={})


def test_a_step_sent_back_opens_it_and_what_follows(world: World):
    matter = with_procedure(world)
    fill(world, matter, "look")
    fill(world, matter, "notice")
    send_back_step(matter, by=world.actor("clerk"), code="look", reason="没有照片")
    with pytest.raises(Refusal, match="First complete"):
        fill(world, matter, "notice")
    with pytest.raises(Refusal, match="not completed"):
        send_back_step(matter, by=world.actor("clerk"), code="look", reason="没有照片")


@pytest.mark.parametrize("unit", ["water", "power"])
def test_help_comes_from_another_unit_and_once(world: World, unit: str):
    matter = handling(world)
    if unit == "power":
        assist(matter, by=world.actor("clerk"), unit=world.units["power"], task="断电")
    with pytest.raises(Refusal):
        assist(matter, by=world.actor("clerk"), unit=world.units[unit], task="断电")


def test_a_supervision_order_is_a_matter_of_its_own(world: World):
    matter = handling(world)
    child = supervise(matter, by=world.actor("leader"), order="三日内书面报告")
    assert (child.parent, child.unit, child.state) == (matter, world.units["water"], State.ASSIGNED)
    assert child.due_at < matter.due_at
    with pytest.raises(Refusal, match="already an open"):
        supervise(matter, by=world.actor("leader"), order="再报告")


def test_an_order_does_not_hold_up_the_answer(world: World):
    matter = handling(world)
    supervise(matter, by=world.actor("leader"), order="三日内书面报告")
    answer(matter, by=world.actor("water"), outcome=Outcome.SOLVED, text="好了")


def test_reminders_and_checks_are_on_record(world: World):
    matter = handling(world)
    remind(matter, by=world.actor("leader"), text="快到期了")
    check(matter, by=world.actor("clerk"), text="现场还在漏")
    assert matter.reminded_at == MONDAY
    assert Event.objects.filter(stream=matter.stream, verb__in=["remind", "check"]).count() == 2


def test_left_out_of_the_counting_and_taken_in_again(world: World):
    matter = handling(world)
    grant(world, matter, Verb.EXCLUDE, by="clerk")
    assert matter.excluded
    with pytest.raises(Refusal, match="already"):
        exclude(matter, by=world.actor("coordinator"))
    include(matter, by=world.actor("coordinator"))
    with pytest.raises(Refusal, match="already"):
        include(matter, by=world.actor("coordinator"))


def photo() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "JPEG")
    return SimpleUploadedFile("漏水.jpg", file.getvalue())


def test_a_photo_is_kept_and_its_hash_recorded(world: World):
    matter = world.receive()
    upload = photo()
    attach(matter, by=resident("web"), audience=Audience.VOICE, file=inspect(upload, "漏水.jpg"))
    row = matter.attachments.get()
    assert path_of(row.sha256).read_bytes()
    assert row.sha256 in Event.objects.get(verb="enclose").data


def test_there_is_an_end_to_files(world: World):
    matter = world.receive()
    file = inspect(photo(), "漏水.jpg")
    for _ in range(30):
        attach(matter, by=world.actor("clerk"), audience=Audience.INTERNAL, file=file)
    with pytest.raises(Refusal, match="one PDF"):
        attach(matter, by=world.actor("clerk"), audience=Audience.INTERNAL, file=file)


def test_changed_content_under_the_same_external_number_is_an_update(world: World):
    due = MONDAY + timedelta(days=3)
    matter = world.receive(origin="12345", external_no="A1", external_due=due)
    told = Told(
        key="2",
        channel=Channel.PLATFORM,
        body="又来电",
        origin="12345",
        external_no="A1",
        external_due=due + timedelta(days=1),
    )
    update(matter, by=machine("import", run="1"), told=told)
    assert matter.due_at == due + timedelta(days=1)
    assert matter.notes.get().text == "又来电"


def test_the_date_of_the_platform_is_not_extended_here(world: World):
    matter = handling(world, origin="12345", external_no="A1", external_due=MONDAY + timedelta(days=3))
    with pytest.raises(Refusal, match="platform"):
        grant(world, matter, Verb.EXTEND, by="water", until="2026-04-01", told="等零件")


def test_the_verdict_of_the_platform_stands_beside_ours(world: World):
    matter = closed(world, origin="12345", external_no="A1")
    judge(matter, by=machine("import", run="1"), verdict="满意")
    assert matter.external_verdict == "满意"


def order(**said) -> Told:
    values = {
        "key": "first",
        "channel": Channel.PLATFORM,
        "body": "路灯不亮",
        "origin": "12345",
        "external_no": "A1",
    }
    return Told(**{**values, **said})


def test_an_order_with_a_known_number_is_an_update_and_no_second_matter(world: World):
    due = MONDAY + timedelta(days=2)
    first = receive(order(), by=machine("import", run="1"))
    second = receive(
        order(key="second", body="路灯还是不亮", external_due=due), by=machine("import", run="1")
    )
    matter = Matter.objects.get()
    assert (second.number, matter.due_at, matter.notes.get().text) == (first.number, due, "路灯还是不亮")


def test_the_same_number_of_another_platform_is_another_matter(world: World):
    receive(order(), by=machine("import", run="1"))
    receive(order(key="second", origin="市长信箱"), by=machine("import", run="1"))
    assert Matter.objects.count() == 2


def test_an_order_whose_matter_is_closed_is_refused_in_a_sentence(world: World):
    closed(world, origin="12345", external_no="A1")
    with pytest.raises(Refusal, match="closed"):
        receive(order(key="second", body="又坏了"), by=machine("import", run="1"))
