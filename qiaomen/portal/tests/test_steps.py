"""What a procedure asks of the teller."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qiaomen.catalogue.actions import add_item, adopt_procedure
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import clock
from qiaomen.matters.actions.assigning import accept, assign
from qiaomen.matters.actions.sending_back import send_back_step
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.actions.stepping import complete_step, migrate
from qiaomen.matters.models import Audience, Matter
from qiaomen.matters.procedure import standing_rows
from qiaomen.portal.tests.conftest import Follow, World

PROCEDURE = """
code = "lift"
name = "示例"
[[step]]
code = "wish"
name = "说明意愿"
actor = "resident"
help = "请写明几层要装"
told = "我们收到了您的意愿：{楼层}层。"
[[step.field]]
label = "楼层"
kind = "number"
[[step.field]]
label = "证明"
kind = "file"
required = false
[[step]]
code = "agree"
name = "签订协议"
[[step.field]]
label = "分摊金额"
kind = "money"
[[step.signature]]
of = "resident"
"""


@pytest.fixture
def matter(world: World) -> Matter:
    """It waits for the resident's part."""
    version = adopt_procedure(PROCEDURE, by=world.console)
    item = add_item(code="L1", terms=Terms(name="加装电梯", procedure=str(version)), by=world.console)
    matter = world.receive(item=item)
    assign(matter, by=world.actor("clerk"), unit=world.units["water"])
    accept(matter, by=world.actor("water"))
    return matter


def proof() -> SimpleUploadedFile:
    return SimpleUploadedFile("证明.txt", "房产证明".encode())


def test_the_teller_does_their_part(visitor: Client, matter: Matter, follow: Follow):
    page = follow(matter)
    wish = {"seen": "wish", "楼层": "6"}
    shown = visitor.get(page).content.decode()
    assert "说明意愿" in shown
    assert "请写明几层要装" in shown
    assert visitor.post(f"{page}step/", {**wish, "楼层": "六", "证明": proof()}).status_code == 422
    assert not matter.attachments.exists()
    assert visitor.post(f"{page}step/", {**wish, "证明": proof()}).status_code == 303
    assert standing_rows(matter)["wish"].filled == {"楼层": "6", "证明": "证明.txt"}
    assert matter.attachments.get().audience == Audience.VOICE
    assert "我们收到了您的意愿：6层。" in visitor.get(page).content.decode()
    assert "nothing for you to fill in" in visitor.post(f"{page}step/", {}).content.decode()


def test_the_teller_reads_what_they_sign(visitor: Client, world: World, matter: Matter, follow: Follow):
    complete_step(matter, by=world.resident, code="wish", filled={"楼层": "6"})
    page = follow(matter)
    assert "nothing for you to sign" in visitor.post(f"{page}signature/", {"sure": "on"}).content.decode()
    complete_step(matter, by=world.actor("water"), code="agree", filled={"分摊金额": "12000"})
    assert "分摊金额: 12000.00" in visitor.get(page).content.decode()
    assert visitor.post(f"{page}signature/", {}).status_code == 422
    assert visitor.post(f"{page}signature/", {"sure": "on", "seen": "wish"}).status_code == 422
    assert visitor.post(f"{page}signature/", {"sure": "on", "seen": "agree"}).status_code == 303
    assert standing_rows(matter)["agree"].end == "done"


def test_sent_twice_the_tellers_part_does_not_fill_in_what_comes_next(
    visitor: Client, world: World, matter: Matter, follow: Follow
):
    twice = PROCEDURE.replace('"agree"', '"agree"\nactor = "resident"').replace("分摊金额", "楼层")
    migrate(matter, by=world.console, version=adopt_procedure(twice, by=world.console))
    page = follow(matter)
    wish = {"seen": "wish", "楼层": "6"}
    assert [visitor.post(f"{page}step/", wish).status_code for _ in range(2)] == [303, 422]
    assert standing_rows(matter)["agree"].filled == {}


WHY = "楼层写错了，请核对房产证"


def test_the_teller_reads_why_their_part_was_sent_back(
    visitor: Client, world: World, matter: Matter, follow: Follow
):
    complete_step(matter, by=world.resident, code="wish", filled={"楼层": "6", "证明": "证明.txt"})
    send_back_step(matter, by=world.actor("clerk"), code="wish", reason=WHY)
    page = visitor.get(follow(matter))
    assert f"Please do this once more: {WHY}" in page.content.decode()
    assert page.context["sheet"].form["楼层"].value() == "6"
    assert page.context["sheet"].form["证明"].value() is None


def test_who_joined_later_reads_neither_why_nor_what_the_other_wrote(
    visitor: Client, world: World, matter: Matter, follow: Follow
):
    complete_step(matter, by=world.resident, code="wish", filled={"楼层": "6"})
    send_back_step(matter, by=world.actor("clerk"), code="wish", reason=WHY)
    other = world.receive(phone="10000000002")
    with clock.told(clock.now() + timedelta(minutes=1)):
        merge(other, by=world.actor("clerk"), into=matter)
    page = visitor.get(follow(other))
    assert WHY not in page.content.decode()
    assert not page.context["sheet"].form["楼层"].value()
