import json

import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.ledger import story
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.kernel.verification import verify
from qiaomen.territory import lookup
from qiaomen.territory.actions import end_place, merge_places, name_place, rename_place
from qiaomen.territory.models import Place


@pytest.fixture
def merged(places, by):
    """桂花社区 (with an alias and a former name) merged into 梅花社区."""
    rename_place(places["laurel"], name="金桂社区", by=by)
    name_place(places["laurel"], text="望江苑", by=by)
    merge_places([places["laurel"]], into=places["plum"], by=by)
    return {place.code: place for place in Place.objects.all()}


def test_the_merged_place_has_ended_and_tells_where_it_went(merged):
    assert merged["laurel"].merged_into == merged["plum"]
    assert merged["laurel"].ended_on == clock.today()


def test_its_children_lie_in_the_other_now(merged):
    assert {merged[code].parent_id for code in ("g1", "g2")} == {merged["plum"].pk}
    assert merged["g1"].full_name() == "澄江市东区柳荫街道梅花社区第一网格"


def test_what_happened_there_counts_below_the_other(merged):
    assert merged["laurel"] in Place.objects.below(merged["plum"])


@pytest.mark.parametrize("said", ["金桂社区", "桂花社区", "望江苑"])
def test_its_names_mean_the_other(merged, said):
    assert lookup.best_place(f"{said}的路灯坏了") == (merged["plum"].pk, True)


def test_it_keeps_its_own_names_too(merged):
    assert set(merged["laurel"].names.values_list("text", flat=True)) == {"桂花社区", "望江苑"}


def test_both_ledgers_tell_of_it(merged):
    absorbed = json.loads(story("place/plum").last().data)

    assert absorbed["place"] == merged["laurel"].pk
    assert set(absorbed["names"]) == {"金桂社区", "桂花社区", "望江苑"}
    assert story("place/laurel").last().verb == "merge"
    assert [event.verb for event in story("place/g1")] == ["add", "move"]
    assert verify().broken is None


def test_a_name_that_both_have_is_not_doubled(places, by):
    for code in ("laurel", "plum"):
        name_place(places[code], text="望江苑", by=by)
    merge_places([places["laurel"]], into=places["plum"], by=by)

    assert places["plum"].names.filter(text="望江苑").count() == 1


def test_several_places_merge_at_once(places, by):
    merge_places([places["laurel"], places["plum"]], into=places["willow"], by=by)

    assert {place.code for place in Place.objects.filter(parent=places["willow"], ended_on=None)} == {
        "g1",
        "g2",
    }


def test_an_ended_child_stays_with_the_place_it_ended_in(places, by):
    end_place(places["g1"], by=by)
    merge_places([places["laurel"]], into=places["plum"], by=by)

    assert Place.objects.get(code="g1").parent == places["laurel"]
    assert Place.objects.get(code="g1") in Place.objects.below(Place.objects.get(code="plum"))


@pytest.mark.parametrize("into", ["laurel", "g1"])
def test_a_place_merges_neither_into_itself_nor_into_a_part_of_it(places, by, into):
    with pytest.raises(Refusal, match="itself"):
        merge_places([places["laurel"]], into=places[into], by=by)


def test_an_ended_place_merges_no_more(places, by):
    end_place(places["g1"], by=by)

    with pytest.raises(Refusal, match="ended"):
        merge_places([places["g1"]], into=places["g2"], by=by)
    with pytest.raises(Refusal, match="ended"):
        merge_places([places["g2"]], into=places["g1"], by=by)


def test_if_one_of_several_cannot_merge_none_does(places, by):
    with pytest.raises(Refusal):
        merge_places([places["laurel"], places["willow"]], into=places["plum"], by=by)

    assert Place.objects.get(code="laurel").ended_on is None


def test_one_must_be_at_home_at_both_ends(places, editor_of):
    for home in ("laurel", "plum"):
        with pytest.raises(Forbidden):
            merge_places([places["laurel"]], into=places["plum"], by=editor_of(places[home]))
