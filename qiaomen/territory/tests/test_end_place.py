import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Refusal
from qiaomen.territory import lookup
from qiaomen.territory.actions import end_place
from qiaomen.territory.models import Place


def test_an_ended_place_stays_in_history(places, by):
    end_place(places["g1"], by=by)

    place = Place.objects.get(code="g1")
    assert (place.ended_on, place.name, place.parent) == (clock.today(), "第一网格", places["laurel"])


def test_its_name_means_nothing_any_more(places, by):
    end_place(places["g1"], by=by)

    assert lookup.mentions("第一网格") == []


def test_a_place_with_places_in_it_does_not_end(places, by):
    with pytest.raises(Refusal, match="Move or end them first"):
        end_place(places["laurel"], by=by)


def test_it_ends_after_the_places_in_it_have_ended(places, by):
    for code in ("g1", "g2", "laurel"):
        end_place(places[code], by=by)

    assert Place.objects.get(code="laurel").standing == "ended"


def test_it_ends_once(places, by):
    end_place(places["g1"], by=by)

    with pytest.raises(Refusal, match="it is “ended”"):
        end_place(places["g1"], by=by)


def test_the_root_does_not_end(root, by):
    with pytest.raises(Refusal, match="root"):
        end_place(root, by=by)
