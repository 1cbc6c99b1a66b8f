"""An open day on a tablet, a box of letters on a telephone: entered one after the other, without scripts."""

import pytest

from qiaomen.matters.channels import Channel
from qiaomen.matters.models import Matter
from tests.journeys.conftest import AtDesk
from tests.journeys.test_accessible import PHONE, SIZES, faults
from tests.ways import mailed
from tests.world import World

TABLET = {"width": 820, "height": 1180}
FILLED = "?place=street&day=2026-03-02"


def test_an_open_day_on_a_tablet(office: World, at_desk: AtDesk):
    clerk = at_desk("clerk", java_script_enabled=False).window
    clerk.page.set_viewport_size(TABLET)
    clerk.open("/desk/open-day/")
    clerk.press("Begin", {"Place": "柳荫街道"})
    clerk.press("Enter it, then the next", {"What it is about": "楼道灯不亮", "Name": "张示例"})
    clerk.press("Enter it, then the next", {"What it is about": "井盖坏了", "Telephone": "154 0000 0001"})
    clerk.reads("Ask whether they may be called back")
    clerk.page.get_by_label("May be called back").check()
    clerk.press("Enter it, then the next")
    numbers = list(Matter.objects.filter(channel=Channel.OPEN_DAY).values_list("number", flat=True))
    clerk.reads(*numbers)
    clerk.follow("Register to print")
    clerk.press("With names, masked")
    clerk.reads("张**", "楼道灯不亮")
    clerk.does_not_read("张示例")


def test_a_letter_is_entered_on_a_telephone(office: World, at_desk: AtDesk):
    clerk = at_desk("clerk", java_script_enabled=False).window
    clerk.page.set_viewport_size(PHONE)
    clerk.open(f"/desk/letters/{FILLED}")
    scan = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 page"}
    said = {"What it is about": "路灯不亮", "Date of the letter": "2026-02-20", "Scanned pages": scan}
    clerk.press("Enter it, then the next", said)
    assert clerk.notice.startswith("Entered: number JY-2026-000001")
    assert Matter.objects.get().attachments.count() == 1


@pytest.mark.parametrize("size", [*SIZES, pytest.param(TABLET, id="tablet", marks=pytest.mark.slow)])
def test_registers_are_for_everybody(office: World, at_desk: AtDesk, size):
    clerk, number = at_desk("clerk").window, mailed(office).number
    clerk.page.set_viewport_size(size)
    office.receive(channel=Channel.LETTER, place=office.places["street"])
    pages = [f"/desk/{noun}/{page}" for noun in ("letters", "open-day", "visits") for page in ("", FILLED)]
    sheet = f"/desk/letters/sheet/{FILLED}"
    assert faults(clerk, *pages, sheet, f"/desk/matters/{number}/") == []
