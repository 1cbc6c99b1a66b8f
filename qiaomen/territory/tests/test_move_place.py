import pytest

from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.territory import paths
from qiaomen.territory.actions import add_place, end_place, move_place
from qiaomen.territory.models import Place, PlaceKind


def codes(places):
    return {place.code for place in places}


def test_a_place_takes_its_subtree_along(places, by):
    move_place(places["willow"], parent=places["west"], by=by)

    assert codes(Place.objects.below(Place.objects.get(code="west"))) == {
        "west", "willow", "laurel", "plum", "g1", "g2",
    }  # fmt: skip
    assert codes(Place.objects.below(places["east"])) == {"east"}
    assert Place.objects.get(code="g1").full_name() == "澄江市西区柳荫街道桂花社区第一网格"


def test_moving_a_subtree_takes_as_many_statements_as_moving_a_leaf(
    places, by, django_assert_max_num_queries
):
    with django_assert_max_num_queries(13):
        move_place(places["willow"], parent=places["west"], by=by)
    with django_assert_max_num_queries(13):
        move_place(places["g1"], parent=places["plum"], by=by)


@pytest.mark.parametrize("below", ["willow", "laurel", "g1"])
def test_a_circle_is_refused(places, by, below):
    with pytest.raises(Refusal, match="lies in “柳荫街道” itself"):
        move_place(places["willow"], parent=places[below], by=by)


def test_a_stale_copy_of_the_new_parent_does_not_hide_a_circle(places, by):
    stale = Place.objects.get(code="plum")
    move_place(places["plum"], parent=places["laurel"], by=by)

    with pytest.raises(Refusal, match="itself"):
        move_place(places["laurel"], parent=stale, by=by)


def test_an_ended_place_takes_nothing_in(places, by):
    end_place(places["west"], by=by)

    with pytest.raises(Refusal, match="has ended"):
        move_place(places["willow"], parent=places["west"], by=by)


def test_an_ended_place_does_not_move(places, by):
    end_place(places["g1"], by=by)

    with pytest.raises(Refusal, match="it is “ended”"):
        move_place(places["g1"], parent=places["plum"], by=by)


def test_one_must_be_at_home_at_both_ends(places, editor_of):
    with pytest.raises(Forbidden):
        move_place(places["willow"], parent=places["west"], by=editor_of(places["east"]))
    with pytest.raises(Forbidden):
        move_place(places["willow"], parent=places["west"], by=editor_of(places["west"]))


def test_a_subtree_does_not_fall_through_the_bottom(places, by):
    deep = places["west"]
    for level in range(4, paths.DEPTH):
        deep = add_place(parent=deep, code=f"l{level}", name="深处", kind=PlaceKind.ZONE, by=by)

    with pytest.raises(Refusal, match="levels deep"):
        move_place(places["laurel"], parent=deep, by=by)
    move_place(places["plum"], parent=deep, by=by)

    assert len(Place.objects.get(code="plum").path) == paths.LENGTH
