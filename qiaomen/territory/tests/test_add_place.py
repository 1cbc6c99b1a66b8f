import json

import pytest

from qiaomen.kernel.ledger import replay, story
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.kernel.verification import verify
from qiaomen.territory import lookup, paths
from qiaomen.territory.actions import Seed, add_place, add_places, end_place, found_root
from qiaomen.territory.models import Place, PlaceKind

COMMUNITY = PlaceKind.COMMUNITY


def add(parent, by, **values):
    return add_place(parent=parent, by=by, **{"code": "new", "name": "新社区", "kind": COMMUNITY, **values})


def test_the_root_begins_the_tree(root):
    assert (root.path, root.kind, root.parent) == ("000001", PlaceKind.ROOT, None)


def test_there_is_one_root_only(root, by):
    with pytest.raises(Refusal, match="there already"):
        found_root("又一个", by=by)


def test_only_who_edits_the_whole_house_founds_it(db, editor_of):
    with pytest.raises(Forbidden):
        found_root("全域", by=editor_of(Place(path="000001")))


def test_before_there_is_a_root_nothing_can_be_added(db, by):
    with pytest.raises(Refusal, match="qiaomen setup"):
        add(Place(), by)


def test_a_place_lies_under_its_parent(places, by):
    place = add(places["willow"], by, official_code=" 220000 ")

    assert place.path == paths.join(places["willow"].path, place.number)
    assert place.official_code == "220000"


def test_the_ledger_tells_the_place_again(places, by):
    place = add(places["willow"], by)
    told = replay(story("place/new"))

    assert told.pop("parent") == places["willow"].pk
    assert all(getattr(place, name) == value for name, value in told.items())
    assert verify().broken is None


def test_a_code_is_given_once(places, by):
    with pytest.raises(Conflict, match="“第一网格” already"):
        add(places["willow"], by, code="g1")


def test_the_code_of_an_ended_place_stays_taken(places, by):
    end_place(places["g1"], by=by)

    with pytest.raises(Conflict, match="g1"):
        add(places["willow"], by, code="g1")


@pytest.mark.parametrize("code", ["a b", "a/b", "a\nb", "x" * 41])
def test_a_code_that_could_not_be_told_apart_is_refused(places, by, code):
    with pytest.raises(Refusal, match="1 to 40 letters"):
        add(places["willow"], by, code=code)


@pytest.mark.parametrize("name", ["", " \t", "长" * 101])
def test_a_name_has_some_length(places, by, name):
    with pytest.raises(Refusal, match="1 to 100"):
        add(places["willow"], by, name=name)


@pytest.mark.parametrize("kind", ["root", "galaxy"])
def test_a_kind_is_one_of_those_that_can_be_added(places, by, kind):
    with pytest.raises(Refusal, match="kinds of places"):
        add(places["willow"], by, kind=kind)


def test_an_official_code_that_is_too_long_is_refused(places, by):
    with pytest.raises(Refusal, match="at most 40"):
        add(places["willow"], by, official_code="1" * 41)


def test_nothing_is_added_to_an_ended_place(places, by):
    end_place(places["g1"], by=by)

    with pytest.raises(Refusal, match="has ended"):
        add(places["g1"], by)


def test_nothing_is_added_outside_ones_own_territory(places, editor_of):
    with pytest.raises(Forbidden):
        add(places["west"], editor_of(places["willow"]))


def test_a_tree_has_a_bottom(root, by):
    place = root
    for level in range(2, paths.DEPTH + 1):
        place = add(place, by, code=f"level{level}")

    with pytest.raises(Refusal, match="20 levels"):
        add(place, by, code="too-deep")


def test_many_places_take_as_many_statements_as_one(places, by, django_assert_max_num_queries):
    seeds = [
        Seed(places["plum"], f"n{i}", f"第{i}网格", PlaceKind.GRID, "", (f"小区{i}号",)) for i in range(30)
    ]
    with django_assert_max_num_queries(
        13
    ):  # edition 2, savepoint 2, parents, codes, numbers 4, rows, names, lines
        add_places(seeds, by=by)

    assert Place.objects.filter(parent=places["plum"]).count() == 30


def test_aliases_come_with_the_place_and_stand_in_the_ledger(places, by):
    (place,) = add_places([Seed(places["plum"], "n", "新网格", PlaceKind.GRID, "", ("望江苑",))], by=by)

    assert json.loads(story("place/n").get().data)["aliases"] == ["望江苑"]
    assert lookup.best_place("望江苑停电").place_id == place.pk


def test_no_places_are_no_new_edition(places, by):
    assert add_places([], by=by) == []
