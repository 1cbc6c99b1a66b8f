"""The office corrects a day."""

from datetime import date

import pytest
from django.utils import translation

from qiaomen.kernel import ledger
from qiaomen.kernel.actors import machine
from qiaomen.kernel.calendar import calendar_now
from qiaomen.kernel.calendar_actions import correct_day
from qiaomen.kernel.models import SpecialDay
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal

FLOOD = date(2026, 8, 5)
CONSOLE = machine("console")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_a_corrected_day_outranks_the_calendar_of_the_state():
    correct_day(FLOOD, by=CONSOLE, works=False, name="防汛")
    assert not calendar_now().is_workday(FLOOD)


def test_a_correction_is_corrected_in_the_same_stream():
    correct_day(FLOOD, by=CONSOLE, works=False, name="防汛")
    event = correct_day(FLOOD, by=CONSOLE, works=True, name="防汛结束", source="云办〔2026〕8号")
    assert (event.stream, event.seq) == ("calendar/2026-08-05", 2)
    assert calendar_now().is_workday(FLOOD)
    assert ledger.replay(list(ledger.story(event.stream)))["name"] == "防汛结束"


def test_the_same_correction_twice_is_refused():
    correct_day(FLOOD, by=CONSOLE, works=False, name="防汛")
    with pytest.raises(Refusal, match="already"):
        correct_day(FLOOD, by=CONSOLE, works=False, name=" 防汛 ")


def test_a_day_needs_a_name():
    with pytest.raises(Refusal, match="called"):
        correct_day(FLOOD, by=CONSOLE, works=False, name=" ")
    assert not SpecialDay.objects.exists()


def test_only_who_keeps_the_calendar_corrects_it():
    with pytest.raises(Forbidden):
        correct_day(FLOOD, by=machine("import"), works=False, name="防汛")


def test_somebody_who_was_quicker_is_a_conflict(monkeypatch: pytest.MonkeyPatch):
    correct_day(FLOOD, by=CONSOLE, works=False, name="防汛")
    monkeypatch.setattr(SpecialDay.objects, "filter", lambda **_: SpecialDay.objects.none())
    with pytest.raises(Conflict):
        correct_day(FLOOD, by=CONSOLE, works=True, name="防汛")
