"""What the neighbourhood asked and what was done."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from qiaomen.kernel import clock
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.actions.speaking import release
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import answered, assigned, closed
from tests.world import World

WORDS = "三单元的水管漏水"  # what the resident wrote
SUMMARY = "楼道里漏水，阀门已更换。"


def show(world: World, matter: Matter, summary: str = SUMMARY) -> Matter:
    release(matter, by=world.actor("clerk"), summary=summary)
    return matter


def page(query: str = "") -> str:
    return Client(headers={"accept-language": "en"}).get(f"/neighbourhood/{query}").content.decode()


def test_everybody_reads_the_summary_and_never_the_residents_words(world: World):
    show(world, closed(world))
    assert SUMMARY in page()
    assert WORDS not in page()


def test_what_was_not_released_is_not_there(world: World):
    closed(world)
    assert "Nothing has been released yet" in page()


def test_how_it_stands_is_told(world: World):
    show(world, answered(world), "甲")
    show(world, assigned(world), "乙")
    assert "answered on March 2, 2026" in page()
    assert "being worked on" in page()


def test_of_a_place_everything_in_it_is_shown_and_nothing_else(world: World):
    show(world, world.receive(place=world.places["grid"]), "柳岸的事")
    show(world, world.receive(place=world.places["cassia"]), "桂花的事")
    willow = page("?place=willow")
    assert "柳岸的事" in willow
    assert "桂花的事" not in willow
    assert "Nothing has been released of this place" in page("?place=far")


def test_a_place_that_is_none_shows_everything(world: World):
    show(world, closed(world))
    assert SUMMARY in page("?place=nowhere")


def test_the_newest_stands_first_and_the_earlier_ones_on_further_pages(world: World, monkeypatch):
    monkeypatch.setattr("qiaomen.portal.released.views.PAGE", 2)
    for number in range(3):
        with clock.told(clock.now() + timedelta(minutes=number)):
            last = show(world, world.receive(), f"第{number}件")
    first = page()
    assert first.index("第2件") < first.index("第1件")
    assert "第0件" not in first
    middle = Matter.objects.released()[1].number
    assert f"?before={middle}" in first
    assert "第0件" in page(f"?before={middle}")
    release(last, by=world.actor("clerk"), summary="")
    assert "第1件" in page(f"?before={last.number}")


def test_the_feed_says_the_same(world: World):
    matter = show(world, closed(world), f"{SUMMARY}\x01")
    reply = Client(headers={"accept-language": "en"}).get("/neighbourhood/feed.xml?place=willow")
    assert reply["Content-Type"].startswith("application/rss+xml")
    channel = ET.fromstring(reply.content).find("channel")  # noqa: S314 - our own
    assert channel.find("item/description").text == SUMMARY
    assert channel.find("item/guid").text == matter.number
    assert "柳岸社区" in channel.find("title").text


@pytest.mark.parametrize("number", [1, 4])
def test_however_many_there_are_the_page_asks_as_much(world: World, django_assert_num_queries, number):
    for _each in range(number):
        show(world, world.receive())
    with django_assert_num_queries(8):  # the choice of places 5, the list 1, names of places 2
        page()


def test_what_was_merged_is_told_of_where_it_is_worked(world: World):
    matter = show(world, world.receive())
    merge(matter, by=world.actor("clerk"), into=world.receive())
    assert SUMMARY not in page()
