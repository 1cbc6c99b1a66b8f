"""What the machine proposes, kept at the desk: how sure, how often right, learning anew."""

from django.test import Client

from qiaomen.catalogue.learning.actions import learner, propose_learning
from qiaomen.catalogue.learning.models import Learner
from qiaomen.desk.office import learning
from qiaomen.desk.tests.posting import words
from qiaomen.kernel.models import Event
from tests.world import World

PAGE = "/desk/office/learning/"


def test_how_sure_it_must_be_is_said_at_the_desk_and_told(keeper: Client, world: World):
    assert 'value="60"' in words(keeper.get(PAGE))
    assert keeper.post(PAGE, {"percent": "75", "seen": "0"}).status_code == 303
    assert Learner.objects.get().confidence == 750
    assert "how sure it must be was changed" in words(keeper.get(PAGE))


def test_wrong_ones_are_refused_and_so_is_who_looked_too_early(keeper: Client, world: World):
    assert [
        keeper.post(PAGE, {"percent": one, "seen": "0"}).status_code for one in ("0", "101", "", "x")
    ] == ([422] * 4)
    keeper.post(PAGE, {"percent": "75", "seen": "0"})
    assert keeper.post(PAGE, {"percent": "80", "seen": "0"}).status_code == 409


def test_learning_is_offered_where_there_is_enough_and_asked_for_by_one_press(
    keeper: Client, world: World, monkeypatch
):
    assert "At least 30 are needed" in words(keeper.get(PAGE))
    monkeypatch.setattr(learning, "LEAST_IN_ALL", 0)
    row = learner(by=world.console)
    propose_learning(row, decided=50, by=world.console)
    assert "learning anew is proposed" in words(keeper.get("/desk/office/"))
    assert "learning anew is proposed" in words(keeper.get(PAGE))
    assert keeper.post(f"{PAGE}training/", {"seen": "2"}).status_code == 303
    assert Event.objects.filter(stream=row.stream, verb="order").exists()
    row.refresh_from_db()
    assert row.proposed_on is None
