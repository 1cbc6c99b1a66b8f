"""Atlas and gazetteer are built once an edition, and never stale."""

from django.db import transaction

from qiaomen.territory import lookup
from qiaomen.territory.actions import draw_place, rename_place
from qiaomen.territory.models import Edition, Place
from qiaomen.territory.tests.conftest import square


def test_a_second_question_costs_one_query(places, django_assert_num_queries):
    lookup.mentions("柳荫街道")
    lookup.locate(112.4, 27.9)

    with django_assert_num_queries(1):
        assert [mention.text for mention in lookup.mentions("柳荫街道")] == ["柳荫街道"]
    with django_assert_num_queries(1):
        assert lookup.locate(112.4, 27.9) is None


def test_a_change_is_known_at_once(places, by):
    assert lookup.best_place("新柳街道").place_id is None
    assert lookup.locate(112.405, 27.905) is None

    rename_place(places["willow"], name="新柳街道", by=by)
    draw_place(places["g1"], geometry=square(112.4, 27.9), by=by)

    assert lookup.best_place("新柳街道").place_id == places["willow"].pk
    assert lookup.locate(112.405, 27.905) == places["g1"].pk


def test_what_was_rolled_back_is_forgotten(places, by):
    with transaction.atomic():
        rename_place(places["willow"], name="新柳街道", by=by)
        assert lookup.best_place("新柳街道").place_id
        transaction.set_rollback(True)

    assert lookup.best_place("新柳街道").place_id is None


def test_before_there_is_an_edition_nothing_is_kept(db):
    Place.objects.create(code="root", number=1, path="000001", name="云川", kind="root")
    assert lookup.best_place("云川").place_id

    Place.objects.update(name="澄江")

    assert not Edition.objects.exists()
    assert lookup.best_place("澄江").place_id
