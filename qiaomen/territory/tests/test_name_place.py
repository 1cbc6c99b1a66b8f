import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Refusal
from qiaomen.territory import lookup
from qiaomen.territory.actions import name_place, unname_place


def test_an_alias_means_the_place(places, by):
    name_place(places["g1"], text=" 望江苑 ", by=by)

    assert lookup.best_place("望江苑3栋停电") == (places["g1"].pk, True)


@pytest.mark.parametrize("text", ["第一网格", "望江苑"])
def test_a_name_that_it_has_is_not_given_again(places, by, text):
    name_place(places["g1"], text="望江苑", by=by)

    with pytest.raises(Refusal, match="its name already"):
        name_place(places["g1"], text=text, by=by)


def test_an_alias_taken_away_means_nothing_and_stays_in_history(places, by):
    name_place(places["g1"], text="望江苑", by=by)
    unname_place(places["g1"], text="望江苑", by=by)

    assert lookup.mentions("望江苑") == []
    assert places["g1"].names.get().to_day == clock.today()


def test_an_alias_taken_away_can_be_given_again(places, by):
    name_place(places["g1"], text="望江苑", by=by)
    unname_place(places["g1"], text="望江苑", by=by)
    name_place(places["g1"], text="望江苑", by=by)

    assert places["g1"].names.count() == 2


def test_only_an_alias_can_be_taken_away(places, by):
    with pytest.raises(Refusal, match="not one of its aliases"):
        unname_place(places["g1"], text="第一网格", by=by)
