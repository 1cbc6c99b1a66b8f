from dataclasses import replace
from datetime import date, timedelta

import pytest

from qiaomen.catalogue.announcements.actions import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    Notice,
    announce,
    revise_announcement,
    take_back,
)
from qiaomen.catalogue.announcements.models import Announcement
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Grant, Permission
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.kernel.verification import verify
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture
def unit(units: dict[str, Unit]) -> Unit:
    return units["east"]


@pytest.fixture
def notice(places: dict[str, Place], unit: Unit) -> Notice:
    return Notice("停水通知", "周三上午停水。", places["east"], unit, MONDAY, TUESDAY)


def officer(unit: Unit, below: str = "") -> Actor:
    grant = Grant(frozenset({Permission.ANNOUNCE}), below=below, units=frozenset({unit.pk}))
    return Actor("person/9", (grant,), frozenset({unit.pk}))


def test_a_unit_announces_for_its_own_place_and_no_other(notice: Notice, unit: Unit, places):
    by = officer(unit, places["east"].path)
    assert announce(notice, by=by).number == 1
    with pytest.raises(Forbidden):
        announce(replace(notice, place=places["west"]), by=by)


def test_nobody_moves_an_announcement_where_they_may_not_announce(notice: Notice, unit: Unit, places):
    by = officer(unit, places["east"].path)
    row = announce(notice, by=by)
    with pytest.raises(Forbidden):
        revise_announcement(row, notice=replace(notice, place=places["west"]), by=by)


def test_sent_twice_it_is_announced_once(notice: Notice, console: Actor):
    announce(notice, by=console)
    with pytest.raises(Conflict):
        announce(notice, by=console)
    assert Announcement.objects.count() == 1


@pytest.mark.parametrize("days", range(-1, 4))
def test_it_is_shown_from_its_first_day_to_its_last(notice: Notice, console: Actor, days: int):
    row = announce(notice, by=console)
    day = MONDAY + timedelta(days=days)
    shown = Announcement.objects.shown(day).exists()
    assert shown == row.is_shown(day) == (days in {0, 1})


def test_what_is_taken_back_is_shown_no_more_and_stays_so(notice: Notice, console: Actor):
    row = announce(replace(notice, to_day=None), by=console)
    take_back(row, by=console)
    assert not row.is_shown(clock.today())
    assert not Announcement.objects.shown(clock.today()).exists()
    with pytest.raises(Refusal, match="taken back"):
        revise_announcement(row, notice=notice, by=console)


def test_a_place_hears_what_is_told_around_it_and_in_its_parts(notice: Notice, console: Actor, places):
    announce(notice, by=console)
    announce(replace(notice, place=places["house"]), by=console)
    assert Announcement.objects.concerning(places["east"]).count() == 2
    assert Announcement.objects.concerning(places["west"]).count() == 1
    assert Announcement.objects.concerning(places["house"]).count() == 2


def test_each_sees_at_the_desk_what_they_may_write(notice: Notice, console: Actor, unit: Unit, places):
    announce(notice, by=console)
    assert Announcement.objects.visible_to(officer(unit)).count() == 1
    assert not Announcement.objects.visible_to(officer(unit, places["west"].path)).exists()
    assert not Announcement.objects.visible_to(Actor("person/8")).exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title": "  "}, "Write a title"),
        ({"text": ""}, "Write a title"),
        ({"title": "长" * (LONGEST_TITLE + 1)}, "at most 120 characters"),
        ({"text": "长" * (LONGEST_TEXT + 1)}, "a text 3000"),
        ({"to_day": MONDAY - timedelta(days=1)}, "lies before the first"),
    ],
)
def test_what_says_nothing_or_too_much_is_refused(notice: Notice, console: Actor, said, sentence: str):
    with pytest.raises(Refusal, match=sentence):
        announce(replace(notice, **said), by=console)
    assert verify().broken is None
