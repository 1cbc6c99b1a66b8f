from datetime import timedelta

from django.test import Client

from qiaomen.desk.tests.conftest import SignIn
from qiaomen.kernel import clock
from qiaomen.matters.models import Matter
from qiaomen.matters.rounds.tests.walked import walked, with_a_round
from tests.portal_routes import ROUND
from tests.world import MONDAY, World

LIST = "/desk/rounds/"


def read(client: Client, path: str = LIST) -> str:
    return client.get(path).content.decode()


def test_an_office_lays_down_revises_and_ends_a_round(world: World, sign_in: SignIn):
    willow = sign_in("willow")
    assert "There is no round yet" in read(willow)
    assert 'value="柳岸社区居委会"' in read(willow, f"{LIST}new/")
    willow.post(f"{LIST}new/", ROUND)
    assert "0 of 2 checkpoints" in read(willow)
    willow.post(f"{LIST}1/revision/", {"name": "防火", "checkpoints": "东门消火栓", "seen": "1"})
    assert "防火" in read(willow, f"{LIST}1/")
    willow.post(f"{LIST}1/end/", {"seen": "2"})
    assert "ended on March 2, 2026" in read(willow)


def test_the_desk_sees_how_far_it_is_by_whom_and_what_was_found(world: World, sign_in: SignIn):
    _row, matter = walked(world)
    page = read(sign_in("coordinator"), f"{LIST}1/")
    assert "1 of 2 checkpoints" in page
    assert "示例grid" in page
    assert f"/desk/matters/{matter.number}/" in page
    assert "三栋配电箱</td>" in page  # nobody has looked there


def test_what_was_missed_is_counted(world: World, sign_in: SignIn):
    with_a_round(world)
    with clock.told(MONDAY + timedelta(days=21)):
        page = read(sign_in("willow"))
        assert "3 of 3" in page
        assert read(sign_in("willow"), f"{LIST}1/").count("not walked") == 3


def test_who_may_not_read_a_matter_does_not_learn_of_it_here(world: World, sign_in: SignIn):
    _row, matter = walked(world)
    Matter.objects.update(confidential=True)
    assert matter.number not in read(sign_in("coordinator"), f"{LIST}1/")


def test_a_leader_reads_and_lays_nothing_down(world: World, sign_in: SignIn):
    with_a_round(world)
    leader = sign_in("leader")
    assert "Lay down" not in read(leader)
    assert "End it" not in read(leader, f"{LIST}1/")
    assert leader.post(f"{LIST}1/end/", {"seen": "1"}).status_code == 403


def test_what_is_wrong_is_said_and_two_at_once_are_told(world: World, sign_in: SignIn):
    with_a_round(world)
    willow = sign_in("willow")
    reply = willow.post(f"{LIST}new/", {**ROUND, "from_day": "2026-03-01"})
    assert (reply.status_code, "三栋配电箱" in reply.content.decode()) == (422, True)
    assert willow.post(f"{LIST}1/revision/", {**ROUND, "seen": "0"}).status_code == 409


def test_the_queries_stay_the_same_however_many_rounds_there_are(
    world: World, sign_in: SignIn, django_assert_max_num_queries
):
    walked(world)
    coordinator = sign_in("coordinator")
    with django_assert_max_num_queries(7):  # session, person, posts, rounds, looks, calendar
        read(coordinator)
    with django_assert_max_num_queries(9):  # besides: matters found, names
        read(coordinator, f"{LIST}1/")
