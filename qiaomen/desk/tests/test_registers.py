"""Letters, open days and visits: place and day once, then one entry after the other."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qiaomen.desk.registers.entries import masked
from qiaomen.desk.tests.posting import words
from qiaomen.kernel import clock
from qiaomen.kernel.models import Event
from qiaomen.kernel.tests import pictures
from qiaomen.matters.channels import Channel
from qiaomen.matters.models import Matter
from tests.world import MONDAY

FORM = "5b7c8f5e-0d6e-4d1c-8c39-6a4d3f0b2a12"
PLACE_AND_DAY = "?place=street&day=2026-03-02"
SAID = {"body": "楼道灯不亮"}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def enter(client, noun="letters", *, form=FORM, where=PLACE_AND_DAY, **said):
    return client.post(f"/desk/{noun}/{where}&form={form}", {**SAID, **said})


def listed(client, noun="letters", where=PLACE_AND_DAY):
    return words(client.get(f"/desk/{noun}/{where}", follow=True))


@pytest.mark.parametrize(
    ("noun", "channel"),
    [("letters", Channel.LETTER), ("open-day", Channel.OPEN_DAY), ("visits", Channel.VISIT)],
)
def test_an_entry_is_a_matter_of_its_channel(world, clerk, noun, channel):
    response = enter(clerk, noun)
    matter = Matter.objects.get()
    assert (matter.channel, matter.body, matter.place) == (channel, SAID["body"], world.places["street"])
    assert response["Location"] == f"/desk/{noun}/{PLACE_AND_DAY}"
    assert f"number {matter.number}, code {matter.tellings.get().code}" in listed(clerk, noun)


def test_place_and_day_stay_for_the_next_one(clerk):
    enter(clerk)
    next_form = clerk.get(f"/desk/letters/{PLACE_AND_DAY}")["Location"]
    assert next_form.startswith(f"/desk/letters/{PLACE_AND_DAY}&form=")
    clerk.post(next_form, {"body": "井盖坏了"})
    assert Matter.objects.count() == 2
    assert "楼道灯不亮" in listed(clerk)


def test_a_form_sent_twice_makes_one_entry(clerk):
    enter(clerk)
    assert "This was entered already" in words(clerk.get(enter(clerk)["Location"], follow=True))
    assert Matter.objects.count() == 1


def test_other_words_in_the_same_form_may_be_another_entry(clerk):
    enter(clerk)
    response = enter(clerk, body="井盖坏了")
    assert response.status_code == 409
    clerk.post(response.context["action"], {"body": "井盖坏了"})
    assert Matter.objects.count() == 2


def test_what_was_found_on_another_day_came_in_on_that_day(clerk):
    enter(clerk, where="?place=street&day=2026年2月27日", dated="2026.2.20")
    matter = Matter.objects.get()
    assert matter.received_at == datetime(2026, 2, 26, 16, tzinfo=UTC)  # midnight in the office's zone
    assert matter.happened_at == datetime(2026, 2, 19, 16, tzinfo=UTC)
    assert matter.recorded_at == MONDAY


def test_what_comes_in_today_came_in_now(clerk):
    enter(clerk)
    assert Matter.objects.get().received_at == MONDAY


def test_several_pages_come_along(clerk):
    photo = SimpleUploadedFile("1.jpg", pictures.telling("JPEG"))
    enter(clerk, pages=[photo, SimpleUploadedFile("2.pdf", b"%PDF-1.4 page")])
    kept = Matter.objects.get().attachments
    assert sorted(kept.values_list("name", "audience")) == [("1.jpg", "voice"), ("2.pdf", "voice")]


def test_a_page_that_cannot_be_kept_writes_nothing(clerk):
    response = enter(clerk, pages=[SimpleUploadedFile("a.zip", b"PK\x03\x04")])
    assert response.status_code == 422
    assert not Matter.objects.exists()


def test_a_grid_worker_enters_and_sees_what_was_heard_at_a_door(world, sign_in):
    grid, where = sign_in("grid"), "?place=grid&day=2026-03-02"
    enter(grid, "visits", where=where, pages=[SimpleUploadedFile("1.jpg", pictures.telling("JPEG"))])
    assert Matter.objects.get().attachments.get().audience == "internal"
    assert "楼道灯不亮" in listed(grid, "visits", where)


@pytest.mark.parametrize(
    "body", ["无", "没有诉求。", "一切正常", "无人", "家里没人", "都没什么事", "不在家", "없음", "Nothing."]
)
def test_of_a_door_at_which_nothing_was_asked_nothing_is_kept(clerk, body):
    response = enter(clerk, "visits", body=body)
    assert "we keep no notes about households" in words(response)
    assert not Matter.objects.exists()


@pytest.mark.parametrize("body", ["没有路灯", "家里没水", "家里没人照看老人"])
def test_a_concern_that_begins_so_is_kept(clerk, body):
    enter(clerk, "visits", body=body)
    assert Matter.objects.exists()


def test_a_telephone_number_is_kept_only_of_who_wants_to_be_called(clerk):
    said = {"name": "张示例", "phone": "154 0000 0001"}
    assert "Ask whether they may be called back" in words(enter(clerk, "open-day", **said))
    assert not Matter.objects.exists()
    enter(clerk, "open-day", consent="on", **said)
    assert Matter.objects.get().tellings.get().has_contact


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"body": ""}, "This field is required."),
        ({"body": "\u200b"}, "There are no words."),
        ({"phone": "12"}, "is not a telephone number"),
        ({"dated": "2026-13-01"}, "There is no such day."),
        ({"dated": "2030-01-01"}, "The letter&#x27;s date lies in the future"),
        ({"dated": "1900-01-01"}, "The letter&#x27;s date lies more than a hundred years back"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(clerk, said, sentence):
    response = enter(clerk, **said)
    assert (response.status_code, sentence in words(response)) == (422, True)
    assert not Matter.objects.exists()


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("?place=火星&day=2026-03-02", "Nothing that can be chosen here is called"),
        ("?place=street&day=2030-01-01", "lies in the future"),
        ("?place=street&day=1900-01-01", "This day lies more than a hundred years back"),
        ("?place=street&day=x", "There is no such day."),
        ("?place=&day=", "This field is required."),
    ],
)
def test_a_place_or_day_that_cannot_be_is_asked_again(clerk, where, sentence):
    response = clerk.get(f"/desk/open-day/{where}")
    assert (response.status_code, sentence in words(response)) == (422, True)


def test_at_first_place_and_day_are_asked_for(clerk):
    form = clerk.get("/desk/open-day/").context["form"]
    assert form["day"].value() == clock.today()


def test_a_register_holds_its_own_channel_day_and_place(world, clerk):
    enter(clerk)
    world.receive(channel=Channel.LETTER, place=world.places["far"], body="别处的信", by=world.resident)
    world.receive(channel=Channel.VISIT, body="别的登记簿")
    assert "别" not in listed(clerk)
    with clock.told(MONDAY + timedelta(days=1)):
        assert "楼道灯不亮" not in listed(clerk, where="?place=street&day=2026-03-03")


def test_the_sheet_has_names_only_masked_and_only_when_asked(clerk):
    enter(clerk, "open-day", name="张示例")
    sheet = f"/desk/open-day/sheet/{PLACE_AND_DAY}"
    assert "张" not in words(clerk.get(sheet))
    assert not Event.objects.filter(verb="disclose").exists()
    shown = words(clerk.post(sheet))
    assert ("张**" in shown, "张示例" in shown) == (True, False)
    assert Event.objects.get(verb="disclose").by.startswith("person/")


def test_who_may_not_look_at_names_prints_without_them(world, sign_in):
    grid = sign_in("grid")
    sheet = "/desk/visits/sheet/?place=grid&day=2026-03-02"
    enter(grid, "visits", where="?place=grid&day=2026-03-02", name="张示例")
    assert "With names" not in words(grid.get(sheet))
    assert grid.post(sheet).status_code == 403


def test_a_sheet_without_a_place_leads_to_the_register(clerk):
    assert clerk.get("/desk/letters/sheet/")["Location"] == "/desk/letters/"


def test_a_form_whose_name_is_damaged_gets_another(clerk):
    assert "&form=" in clerk.post(f"/desk/letters/{PLACE_AND_DAY}&form=1", SAID)["Location"]
    assert not Matter.objects.exists()


@pytest.mark.parametrize(("name", "shown"), [("张示例", "张**"), ("Kim", "K**"), ("", "–")])
def test_a_masked_name_is_one_letter(name, shown):
    assert masked(name) == shown


def test_registers_know_each_other(clerk):
    page = words(clerk.get("/desk/letters/"))
    assert all(f'href="/desk/{noun}/"' in page for noun in ("letters", "open-day", "visits"))
    assert 'href="/desk/letters/"' in words(clerk.get("/desk/matters/new/", follow=True))
