from django.test import Client

from qiaomen.catalogue.announcements.models import Announcement
from qiaomen.desk.tests.conftest import SignIn
from tests.ways import with_an_announcement
from tests.world import World

NEWS = {
    "title": "停水通知",
    "text": "周三上午停水。",
    "place": "柳岸社区",
    "unit": "柳岸社区居委会",
    "from_day": "2026-03-02",
    "to_day": "2026-03-04",
}
LIST = "/desk/announcements/"


def read(client: Client, path: str = LIST) -> str:
    return client.get(path).content.decode()


def test_an_officer_announces_revises_and_takes_back(world: World, sign_in: SignIn):
    willow = sign_in("willow")
    assert "Nothing has been announced yet" in read(willow)
    willow.post(f"{LIST}new/", NEWS)
    row = Announcement.objects.get()
    assert "停水通知" in read(willow)
    willow.post(f"{LIST}{row.number}/", {**NEWS, "title": "停水改期", "seen": row.ledger_seq})
    assert "停水改期" in read(willow)
    row.refresh_from_db()
    willow.post(f"{LIST}{row.number}/end/", {"seen": row.ledger_seq})
    assert "taken back on" in read(willow)
    assert "residents read it no more" in read(willow, f"{LIST}{row.number}/")


def test_the_form_begins_today_and_with_the_own_unit(world: World, sign_in: SignIn):
    page = read(sign_in("willow"), f"{LIST}new/")
    assert 'value="2026-03-02"' in page
    assert 'value="柳岸社区居委会"' in page


def test_what_is_wrong_is_said_and_nothing_is_lost(world: World, sign_in: SignIn):
    willow = sign_in("willow")
    reply = willow.post(f"{LIST}new/", {**NEWS, "place": "无此地"})
    assert reply.status_code == 422
    assert "周三上午停水。" in reply.content.decode()
    reply = willow.post(f"{LIST}new/", {**NEWS, "to_day": "2026-03-01"})
    assert "lies before the first one" in reply.content.decode()
    assert not Announcement.objects.exists()


def test_another_community_finds_it_nowhere(world: World, sign_in: SignIn):
    with_an_announcement(world)
    assert sign_in("water").get(f"{LIST}1/").status_code == 404
    assert "停水通知" not in read(sign_in("water"))
    assert "停水通知" in read(sign_in("coordinator"))


def test_two_who_change_it_at_once_are_told(world: World, sign_in: SignIn):
    with_an_announcement(world)
    reply = sign_in("willow").post(f"{LIST}1/", {**NEWS, "seen": "0"})
    assert reply.status_code == 409
    assert "somebody has changed this announcement" in reply.content.decode()


def test_whoever_does_not_announce_is_not_led_there(world: World, clerk: Client):
    assert LIST not in read(clerk, "/desk/")
    assert clerk.get(LIST).status_code == 403


def test_what_is_over_or_comes_later_says_so(world: World, sign_in: SignIn):
    willow = sign_in("willow")
    willow.post(f"{LIST}new/", {**NEWS, "from_day": "2026-02-01", "to_day": "2026-02-02"})
    willow.post(f"{LIST}new/", {**NEWS, "from_day": "2026-04-01", "to_day": ""})
    page = read(willow)
    assert "not yet shown" in page
    assert "over" in page
    assert "from April 1, 2026" in page
