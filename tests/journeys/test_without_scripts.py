"""Old telephones and strict offices: everything is done without JavaScript."""

from qiaomen.matters.tests.walks import handling
from tests.journeys.conftest import AtDesk, Open
from tests.journeys.pages import Portal
from tests.world import PHONE, World


def test_a_resident_reports_and_follows_without_scripts(window: Open):
    resident = Portal(window(java_script_enabled=False))
    kept = resident.report("三单元的水管漏水", PHONE)
    resident.window.reads("Thank you. We have your report.")
    resident.follows(kept)
    resident.window.reads("We have your report and are finding out who takes care of it.")
    resident.window.follow("Add something or ask where it stays")
    resident.window.press("Add this", {"What do you want to add": "四层也漏"})
    assert resident.window.notice == "Your words have been added."


def test_an_officer_answers_without_scripts(office: World, at_desk: AtDesk):
    number, water = handling(office).number, at_desk("water", java_script_enabled=False)
    said = {"What has come of it": "explained", "Answer": "检修到周五，期间水压偏低。"}
    assert water.do(number, "Answer", said) == "The resident has an answer."
    water.window.reads("answered: explained", "检修到周五，期间水压偏低。")
