"""The report of the whistles as a page: figures that open what they count."""

from datetime import timedelta

from qiaomen.desk.tests.posting import words
from qiaomen.kernel import clock
from qiaomen.matters.actions.whistling import arrive
from qiaomen.matters.tests.walks import MEETING, called_out

REPORT = "/desk/reports/whistles/"


def test_each_figure_opens_the_calls_that_it_counts(world, sign_in):
    matter, auditor = called_out(world), sign_in("auditor")
    with clock.told(MEETING.at):
        arrive(matter, by=world.actor("water"))
    with clock.told(MEETING.at + timedelta(hours=1)):
        page = auditor.get(REPORT)
        rows = {name: {cell["label"]: cell for cell in cells} for name, cells in page.context["rows"]}
        assert rows["供电科"]["did not come"]["text"] == "1"
        assert rows["水务科"]["came"]["text"] == "100.0% (1/1)"
        assert not rows["水务科"]["did not come"]["url"]
        lines = auditor.get(rows["供电科"]["did not come"]["url"]).context["lines"]
        assert [(turnout.unit.code, arrival.text) for turnout, _, arrival in lines] == [
            ("power", "not there")
        ]


def test_the_time_is_chosen_and_an_empty_one_says_so(world, sign_in):
    called_out(world)
    auditor = sign_in("auditor")
    page = auditor.get(REPORT, {"from_day": "2026-04-01"})
    assert "No office was called to a spot" in words(page)
    refused = auditor.get(REPORT, {"from_day": "2026-04-01", "to_day": "2026-03-01"})
    assert "The period ends before it begins." in words(refused)
    assert auditor.get(REPORT, {"from_day": "soon"}).status_code == 422


def test_a_figure_that_there_is_not_has_no_list(sign_in):
    assert sign_in("auditor").get(f"{REPORT}calls/", {"of": "praise"}).status_code == 404


def test_who_reads_no_reports_is_not_led_there(world, sign_in):
    assert sign_in("water").get(REPORT).status_code == 403
    assert REPORT not in words(sign_in("water").get("/desk/"))
    assert REPORT in words(sign_in("auditor").get("/desk/"))
