from dataclasses import replace

from django.test import Client

from qiaomen.catalogue.announcements.actions import Notice, announce, take_back
from qiaomen.catalogue.announcements.models import Announcement
from tests.world import MONDAY, World


def notice(world: World, title: str = "停水通知", place: str = "willow") -> Notice:
    return Notice(title, "周三上午停水。", world.places[place], world.units["willow"], MONDAY.date())


def page(path: str) -> str:
    return Client(headers={"accept-language": "en"}).get(path).content.decode()


def test_everybody_reads_it_and_is_led_to_it_from_the_first_page(world: World):
    announce(notice(world), by=world.actor("willow"))
    assert "周三上午停水。" in page("/announcements/")
    assert "停水通知" in page("/")
    take_back(Announcement.objects.get(), by=world.actor("willow"))
    assert "Nothing is announced here now" in page("/announcements/")
    assert "停水通知" not in page("/")


def test_a_place_has_its_own_and_what_is_told_to_all(world: World):
    announce(notice(world), by=world.console)
    announce(replace(notice(world, "全区通知", "house")), by=world.console)
    assert "停水通知" not in page("/announcements/?place=cassia")
    assert "全区通知" in page("/announcements/?place=cassia")


def test_however_many_there_are_the_page_asks_as_much(world: World, django_assert_num_queries):
    for number in range(3):
        announce(notice(world, f"通知{number}"), by=world.console)
    with django_assert_num_queries(5):  # the choice of places 4, the list 1
        page("/announcements/")
