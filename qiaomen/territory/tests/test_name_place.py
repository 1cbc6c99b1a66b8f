from datetime import date

import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.verification import verify
from qiaomen.territory import lookup
from qiaomen.territory.actions import (
    Seed,
    add_places,
    merge_places,
    name_place,
    rename_place,
    unname_place,
)


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


@pytest.fixture
def much_called(places, by):
    """A place with a name of every origin: given at its birth, later, taken away, former, handed over."""
    (born,) = add_places([Seed(places["plum"], "n1", "第九网格", "grid", aliases=("望江苑", "江边"))], by=by)
    unname_place(born, text="江边", by=by)
    name_place(born, text="江边", by=by)
    rename_place(born, name="第八网格", by=by)
    merge_places([places["g1"]], into=born, by=by)
    return born


def test_every_name_is_witnessed_by_the_ledger(much_called):
    assert verify().broken is None
    assert list(much_called.names.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
@pytest.mark.parametrize(
    "meddle",
    [
        lambda names: names.update(text="别处"),
        lambda names: names.update(to_day=date(2020, 1, 1)),
        lambda names: names.delete(),
    ],
    ids=["altered", "taken away", "deleted"],
)
def test_a_name_that_was_meddled_with_is_found(much_called, meddle, number):
    meddle(much_called.names.filter(number=number))

    broken = verify().broken
    assert broken is not None
    assert broken.where.startswith(f"{much_called.stream} ")
    assert f"name/{number}" in broken.what


def test_a_name_that_was_slipped_in_is_found(places):
    places["g1"].names.create(number=1, text="别处", kind="alias")

    assert verify().broken is not None


def test_only_an_alias_can_be_taken_away(places, by):
    with pytest.raises(Refusal, match="not one of its aliases"):
        unname_place(places["g1"], text="第一网格", by=by)
