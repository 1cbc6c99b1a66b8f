"""Questions about places, and what the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import HOUSE, Grant, Permission
from qiaomen.territory.actions import end_place
from qiaomen.territory.models import Place, PlaceKind

DAY = timedelta(days=1)


def codes(places):
    return {place.code for place in places}


def test_below_is_the_place_and_all_under_it(places):
    assert codes(Place.objects.below(places["laurel"])) == {"laurel", "g1", "g2"}
    assert codes(Place.objects.below(places["laurel"].path)) == {"laurel", "g1", "g2"}
    assert Place.objects.below("").count() == len(places)


def test_below_is_one_range_of_the_paths_index(places):
    """Were it a scan, every queue of a street would read the whole city."""
    query = Place.objects.below(places["laurel"]).only("pk")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # nine rows are quicker read than looked up
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = query.explain()

    if connection.vendor == "postgresql":
        assert "Index Cond: (((path)::text >= " in plan
        assert "Filter" not in plan
    else:
        assert "SEARCH territory_place USING" in plan
        assert "(path>? AND path<?)" in plan


def test_the_chain_runs_from_the_root_in_one_query(places, django_assert_num_queries):
    with django_assert_num_queries(1):
        chain = [place.code for place in Place.objects.chain(places["laurel"])]

    assert chain == ["root", "city", "east", "willow", "laurel"]


def test_the_full_name_leaves_the_root_out(places):
    assert places["laurel"].full_name() == "澄江市东区柳荫街道桂花社区"
    assert places["root"].full_name() == str(places["root"]) == "全域"


def test_many_full_names_take_two_queries(places, django_assert_num_queries):
    ids = [place.pk for place in places.values()]
    with django_assert_num_queries(2):
        names = Place.objects.full_names(ids)

    assert names == {place.pk: place.full_name() for place in places.values()}


def test_an_ended_place_is_current_only_on_the_days_before(places, by):
    end_place(places["west"], by=by)
    today = clock.today()

    assert "west" not in codes(Place.objects.current(today))
    assert "west" in codes(Place.objects.current(today - DAY))


def test_an_actor_sees_the_places_below_their_grants(places):
    reads = frozenset({Permission.MATTER_READ})
    actor = Actor("person/1", tuple(Grant(reads, below=places[code].path) for code in ("west", "laurel")))

    assert codes(Place.objects.visible_to(actor)) == {"west", "laurel", "g1", "g2"}


def test_an_actor_of_the_whole_house_sees_every_place(places, by):
    assert codes(Place.objects.visible_to(by)) == codes(places.values())


def test_an_actor_without_grants_sees_no_place(places):
    assert not Place.objects.visible_to(Actor("person/1")).exists()


def test_a_place_stands_for_permissions_by_its_path(places, editor_of):
    editor = editor_of(places["willow"])

    assert editor.may(Permission.TERRITORY_EDIT, places["g1"].scope)
    assert not editor.may(Permission.TERRITORY_EDIT, places["west"].scope)
    assert not editor.may(Permission.TERRITORY_EDIT, HOUSE)


def test_every_column_is_declared_once():
    columns = {field.name for field in Place._meta.concrete_fields}

    assert columns == Place.declared()
    assert not Place.REPLAYED & Place.CONTENT
    assert not Place.BOOKKEEPING & (Place.REPLAYED | Place.CONTENT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"parent": None},
        {"kind": PlaceKind.ROOT},
        {"code": "g1"},
        {"merged_into_id": 1},
    ],
    ids=["two places without parent", "a root with a parent", "a code twice", "merged but not ended"],
)
def test_the_database_refuses_a_tree_that_is_none(places, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.filter(pk=places["g2"].pk).update(**wrong)
