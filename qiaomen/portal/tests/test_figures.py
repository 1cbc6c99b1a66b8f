"""The open figures at the portal."""

from datetime import timedelta

import pytest
from django.test import Client

from qiaomen.indicators.actions import publish_month
from qiaomen.kernel import clock
from qiaomen.kernel.actors import machine
from qiaomen.matters.tests.walks import closed
from qiaomen.portal.tests.conftest import World
from tests.world import MONDAY


@pytest.fixture
def march(world: World) -> None:
    for _each in range(10):
        closed(world)
    with clock.told(MONDAY + timedelta(days=30)):
        publish_month(MONDAY.date(), by=machine("console"))


def test_the_latest_month_is_there_as_page_and_table(march: None, visitor: Client):
    page = visitor.get("/figures/").content.decode()
    assert "100.0% (10/10)" in page
    table = visitor.get("/figures/2026-03.csv")
    assert table["Content-Disposition"] == 'attachment; filename="figures-2026-03.csv"'
    assert "response,10,10" in table.content.decode()


@pytest.mark.parametrize("path", ["/figures/?month=2026-02", "/figures/?month=火", "/figures/1-1.csv"])
def test_of_another_month_there_is_nothing(march: None, visitor: Client, path: str):
    assert visitor.get(path).status_code == 404


def test_before_the_first_one_is_published_it_says_so(world: World, visitor: Client):
    assert "No month has been published yet" in visitor.get("/figures/").content.decode()


def test_it_costs_the_same_however_many(march: None, visitor: Client, django_assert_num_queries):
    with django_assert_num_queries(2):  # which months there are; the month
        visitor.get("/figures/")
