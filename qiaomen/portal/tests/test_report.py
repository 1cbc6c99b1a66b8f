from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from qiaomen.kernel import clock
from qiaomen.kernel.files import path_of
from qiaomen.kernel.sealing import open_sealed
from qiaomen.kernel.tests import pictures
from qiaomen.matters.actions.closing import withdraw
from qiaomen.matters.models import Attachment, Audience, Matter, Telling
from qiaomen.people.actions import add_unit
from qiaomen.people.models import Unit
from qiaomen.portal.reporting.cards import address
from qiaomen.portal.tests.conftest import World
from qiaomen.portal.throttling import REPORTS

LAMP = {"body": "三号楼门口的路灯坏了。"}


def report(visitor: Client, **said):
    return visitor.post("/", {"key": str(uuid4()), **LAMP, **said})


def photo(name: str = "lamp.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pictures.telling("JPEG"), "image/jpeg")


def test_words_are_enough(visitor: Client):
    reply = report(visitor)
    assert reply.status_code == 303
    assert Matter.objects.get().body == LAMP["body"]


def test_the_thanks_show_number_and_code_also_when_loaded_again(visitor: Client):
    address = report(visitor)["Location"]
    telling = Telling.objects.get()
    for _load in range(2):
        page = visitor.get(address)
        assert telling.code in page.content.decode()
        assert telling.matter.number in page.content.decode()


def test_the_code_is_in_no_address_and_in_no_cache(visitor: Client):
    address = report(visitor)["Location"]
    assert Telling.objects.get().code not in address
    assert "no-store" in visitor.get(address)["Cache-Control"]


def test_a_complaint_about_an_office_goes_past_it(visitor: Client, world: World):
    assert report(visitor, about="JY").status_code == 422  # nobody would stand above it
    add_unit(code="QU", name="区受理中心", kind=Unit.Kind.DESK, place=world.places["house"], by=world.console)
    report(visitor, about="JY", place="street")
    matter = Matter.objects.get()
    assert matter.about_unit == world.units["JY"]
    assert matter.desk.code == "QU"
    assert not Matter.objects.visible_to(world.actor("clerk")).exists()


def test_no_company_is_named_as_an_office(visitor: Client):
    assert report(visitor, about="firm").status_code == 422
    assert not Matter.objects.exists()


def test_the_same_form_sent_twice_is_one_report(visitor: Client):
    key = str(uuid4())
    first, second = report(visitor, key=key, photos=[photo()]), report(visitor, key=key, photos=[photo()])
    assert first["Location"] == second["Location"]
    assert (Matter.objects.count(), Attachment.objects.count()) == (1, 1)


def test_going_back_and_sending_once_more_is_one_report(visitor: Client):
    first, second = report(visitor, key=str(uuid4())), report(visitor, key=str(uuid4()))
    assert first["Location"] == second["Location"]


def test_the_same_words_from_another_browser_are_another_report(visitor: Client):
    report(visitor)
    report(Client())
    assert Matter.objects.count() == 2


def test_the_same_words_an_hour_later_are_another_report(visitor: Client, monday):
    report(visitor)
    with clock.told(monday + timedelta(hours=2)):
        report(visitor)
    assert Matter.objects.count() == 2


def test_the_same_form_with_other_words_gets_a_new_key_and_keeps_the_words(visitor: Client):
    key = str(uuid4())
    report(visitor, key=key)
    reply = report(visitor, key=key, body="另一件事")
    assert reply.status_code == 409
    form = reply.context["form"]
    assert form["body"].value() == "另一件事"
    assert form["key"].value() != key
    assert report(visitor, key=form["key"].value(), body="另一件事").status_code == 303


def test_place_contact_and_discretion_come_along(visitor: Client, world: World):
    report(
        visitor,
        place=world.places["willow"].code,
        address="河边路 3 号",
        name="示例居民",
        phone="10000000009",
        hide_from_unit="on",
    )
    telling = Telling.objects.select_related("matter__place").get()
    assert telling.matter.place == world.places["willow"]
    assert telling.matter.address == "河边路 3 号"
    assert telling.hide_from_unit
    assert open_sealed(telling.matter, f"{telling.key}/name", telling.sealed_name) == "示例居民"


def test_the_telling_remembers_the_language_of_the_page(visitor: Client):
    report(visitor)
    assert Telling.objects.get().language == "en"


def test_photos_are_kept_without_their_position_as_the_tellers(visitor: Client):
    report(visitor, photos=[photo()])
    kept = Attachment.objects.get()
    assert pictures.SECRET not in path_of(kept.sha256).read_bytes()
    assert kept.audience == Audience.VOICE
    assert kept.by == f"resident/web/{Telling.objects.get().pk}"


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"body": " "}, "body", "Write in one sentence what it is about."),
        ({"phone": "12"}, "phone", "is not a telephone number"),
        ({"place": "nowhere"}, "place", "Select a valid choice"),
        ({"photos": [SimpleUploadedFile("a.exe", b"MZ\0")]}, "photos", "cannot be attached"),
        ({"photos": [SimpleUploadedFile(f"{n}.txt", b"a") for n in range(7)]}, "photos", "at most 6"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_the_words_stay(visitor: Client, said, field, sentence):
    reply = report(visitor, **said)
    assert reply.status_code == 422
    assert sentence in reply.context["form"].errors[field][0]
    assert reply.context["form"]["body"].value() == said.get("body", LAMP["body"])
    assert Matter.objects.count() == 0


def test_invisible_words_are_no_words(visitor: Client):
    reply = report(visitor, body="\u200b")
    assert reply.status_code == 422
    assert "Write in one sentence what it is about." in reply.content.decode()
    assert not Matter.objects.exists()


def test_a_flood_from_one_address_is_stopped(visitor: Client):
    for number in range(REPORTS.most):
        report(visitor, body=f"第{number}件事")
    reply = report(visitor)
    assert reply.status_code == 422
    assert "Too many tries" in reply.content.decode()
    assert Matter.objects.count() == REPORTS.most


def test_a_photo_that_comes_too_late_does_not_hide_that_the_report_is_there(visitor: Client, world: World):
    key = str(uuid4())
    report(visitor, key=key)
    matter = Matter.objects.get()
    withdraw(matter, by=world.resident)
    reply = visitor.post("/", {"key": key, **LAMP, "photos": [photo()]}, follow=True)
    assert matter.number in reply.content.decode()
    assert "This cannot be done now" in reply.content.decode()


def test_an_empty_installation_says_so(db, client: Client):
    reply = client.post("/", LAMP, headers={"accept-language": "en"})
    assert reply.status_code == 422
    assert "qiaomen setup" in reply.content.decode()


def test_a_place_that_the_words_name_is_found(visitor: Client, world: World):
    report(visitor, body="春江花园的路灯坏了。")
    assert Matter.objects.get().place == world.places["grid"]


def test_a_place_in_the_words_makes_the_chosen_one_more_exact_and_never_another(
    visitor: Client, world: World
):
    report(visitor, body="春江花园的路灯坏了。", place="willow")
    report(visitor, body="春江花园的路灯又坏了。", place="cassia")
    assert [matter.place.code for matter in Matter.objects.order_by("pk")] == ["grid", "cassia"]


def test_a_photo_alone_is_a_report(visitor: Client):
    report(visitor, body="", photos=[photo()])
    assert Matter.objects.get().attachments.count() == 1
    report(visitor, body="", photos=[photo()])
    assert Matter.objects.count() == 2


@pytest.mark.parametrize("point", ["", "121.4", "east,north", "91,10", "10,181", "nan,1", "1e9,1"])
def test_a_position_that_is_none_is_left_out(visitor: Client, point: str):
    report(visitor, point=point)
    assert Matter.objects.get().longitude is None


def test_number_and_code_are_kept_as_a_picture(visitor: Client):
    number = report(visitor).headers["Location"].split("/")[2]
    picture = visitor.get(f"/thanks/{number}/card.png")
    assert picture["Content-Type"] == "image/png"
    assert Image.open(BytesIO(picture.content)).size[0] == 600
    assert len(picture.content) < 10_000
    assert Client().get(f"/thanks/{number}/card.png").status_code == 303


def test_what_a_picture_leads_to_tells_no_log_the_code(world: World):
    telling = world.receive().tellings.get()
    assert address(telling).endswith(f"/track/?number={telling.matter.number}#{telling.code}")
