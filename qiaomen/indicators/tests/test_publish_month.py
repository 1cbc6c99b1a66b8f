"""A published month never changes."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import translation

from qiaomen.indicators.actions import publish_month
from qiaomen.indicators.comparing import Difference, compare_month
from qiaomen.indicators.grouping import Grouping
from qiaomen.indicators.models import Publication
from qiaomen.indicators.reports import report_rates
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor, machine
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.kernel.verification import verify
from qiaomen.matters.actions.supervising import exclude
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import closed
from qiaomen.territory.models import PlaceKind
from tests.world import MONDAY, World

MARCH = date(2026, 3, 1)
WHOLE_MARCH = {"from_day": MARCH, "to_day": date(2026, 3, 31)}


@pytest.fixture
def by() -> Actor:
    return machine("console")


@pytest.fixture
def matter(world: World) -> Matter:
    return closed(world)


@pytest.fixture
def april(matter: Matter) -> Iterator[None]:
    with clock.told(MONDAY + timedelta(days=30)):
        yield


def test_the_report_of_a_published_month_stays_what_it_was(
    world: World, matter: Matter, april: None, by: Actor
):
    published = publish_month(date(2026, 3, 17), by=by)
    exclude(matter, by=world.actor("coordinator"))
    report = report_rates(by=by, **WHOLE_MARCH)
    assert report.total.matters == 1
    assert report.published == published.digest
    assert report.to_json()["published"] == published.digest
    assert report.lines()[1] == f"As published; digest {published.digest}"


@pytest.mark.parametrize("group", Grouping)
def test_every_grouping_is_published(april: None, by: Actor, group: Grouping):
    publish_month(MARCH, by=by)
    assert report_rates(by=by, group=group, level=PlaceKind.STREET, **WHOLE_MARCH).published


def test_what_was_not_published_is_counted_now(world: World, april: None, by: Actor):
    publish_month(MARCH, by=by)
    assert not report_rates(by=by, from_day=MARCH, to_day=date(2026, 3, 30)).published
    assert not report_rates(by=by, group=Grouping.PLACE, level=PlaceKind.CITY, **WHOLE_MARCH).published
    assert not report_rates(by=world.actor("leader"), **WHOLE_MARCH).published


def test_a_month_is_published_after_its_end(matter: Matter, by: Actor):
    with clock.told(MONDAY + timedelta(days=29)), pytest.raises(Refusal, match="not ended"):
        publish_month(MARCH, by=by)


def test_a_month_is_published_once(april: None, by: Actor):
    publish_month(MARCH, by=by)
    with pytest.raises(Conflict, match="has been published"):
        publish_month(MARCH, by=by)
    assert Publication.objects.count() == 1


def test_only_readers_of_the_whole_house_publish_and_compare(world: World, april: None):
    with pytest.raises(Forbidden):
        publish_month(MARCH, by=world.actor("leader"))
    with pytest.raises(Forbidden):
        compare_month(MARCH, by=world.actor("leader"))


def test_complaints_about_the_publishers_own_unit_are_published(world: World, matter: Matter, april: None):
    Matter.objects.filter(pk=matter.pk).update(about_unit=world.units["street"])
    auditor = world.actor("auditor")
    publish_month(MARCH, by=auditor)
    assert report_rates(by=auditor, **WHOLE_MARCH).total.matters == 1


def test_names_are_published_in_the_offices_language(april: None, by: Actor):
    publish_month(MARCH, by=by)
    with translation.override("zh-hans"):
        phone = str(Matter._meta.get_field("channel").choices[0][1])
    assert [row.name for row in report_rates(by=by, group=Grouping.CHANNEL, **WHOLE_MARCH).rows] == [phone]


def test_a_publication_altered_in_the_database_is_not_believed(april: None, by: Actor):
    published = publish_month(MARCH, by=by)
    Publication.objects.filter(pk=published.pk).update(frozen=published.frozen.replace("1", "2"))
    with pytest.raises(Refusal, match="altered"):
        report_rates(by=by, **WHOLE_MARCH)


def test_publishing_is_a_line_of_the_ledger(april: None, by: Actor):
    published = publish_month(MARCH, by=by)
    assert published.stream == "publication/rates-2026-03"
    assert verify().broken is None


def test_nothing_differs_right_after_publishing(april: None, by: Actor):
    publish_month(MARCH, by=by)
    compared = compare_month(MARCH, by=by)
    assert compared.differences == ()
    assert compared.lines() == ["Counted today, the month is as it was published."]


def test_comparing_names_what_is_counted_otherwise_today(
    world: World, matter: Matter, april: None, by: Actor
):
    publish_month(MARCH, by=by)
    exclude(matter, by=world.actor("coordinator"))
    compared = compare_month(MARCH, by=by, group=Grouping.CHANNEL)
    assert Difference("", "matters", 1, 0) in compared.differences
    assert Difference("phone", "left_out.excluded", None, 1) in compared.differences
    assert Difference("phone", "response_rate.rate", "1.0000", None) in compared.differences
    assert not any(each.measure == "median_seconds" and each.today == 0 for each in compared.differences)
    assert compared.to_json()["differences"][0]["group"] is None
    assert compared.lines()[0].split() == ["group", "measure", "published", "today"]


def test_only_a_published_month_is_compared(april: None, by: Actor):
    with pytest.raises(Refusal, match="not been published"):
        compare_month(MARCH, by=by)
