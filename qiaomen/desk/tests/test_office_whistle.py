"""The limits of the whistle are laid down at the desk, and its form says them."""

from django.test import Client

from qiaomen.desk.tests.conftest import SignIn
from qiaomen.desk.tests.posting import page, words
from qiaomen.matters.models import OwnWhistleLimits
from qiaomen.matters.tests.walks import with_community
from tests.world import World

PAGE = "/desk/office/whistle/"
OWN = {"answer_0": "20", "answer_1": "minutes", "come_0": "1", "come_1": "workdays"}


def test_limits_are_laid_down_said_by_the_form_and_put_back(world: World, keeper: Client, sign_in: SignIn):
    matter = with_community(world)
    assert keeper.post(PAGE, {**OWN, "seen": "0"}).status_code == 303
    form = words(sign_in("willow").get(page(matter, "whistle")))
    assert "Left empty: within 20 minutes." in form
    assert "Left empty: within 1 workday." in form
    keeper.post(PAGE, {"seen": "1"})
    shown = words(keeper.get(PAGE))
    assert "To answer: 20 minutes; " in shown
    assert "To answer: 2 work hours; To be there, where no hour is named: 4 work hours" in shown


def test_wrong_ones_are_refused_and_so_is_who_looked_too_early(world: World, keeper: Client):
    wrong = keeper.post(PAGE, {**OWN, "answer_0": "-3", "seen": "0"})
    assert (wrong.status_code, "This is no length of time" in words(wrong)) == (422, True)
    keeper.post(PAGE, {**OWN, "seen": "0"})
    assert keeper.post(PAGE, {"seen": "0"}).status_code == 409
    assert OwnWhistleLimits.objects.get().answer == "20 minutes"
