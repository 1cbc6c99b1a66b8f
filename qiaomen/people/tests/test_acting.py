from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qiaomen.kernel.permissions import HOUSE, Permission, Scope
from qiaomen.kernel.refusal import Refusal
from qiaomen.people.acting import acting
from qiaomen.people.actions import add_unit, deactivate_person, end_post
from qiaomen.people.models import Unit
from qiaomen.people.tests.conftest import TODAY

DAY = timedelta(days=1)
READ = Permission.MATTER_READ


def test_the_actor_is_named_by_number_and_belongs_to_their_units(give, lin, units):
    give(lin, "officer", "willow")

    actor = acting(lin, TODAY)

    assert actor.ref == f"person/{lin.pk}"
    assert actor.units == {units["willow"].pk}


def test_a_role_that_reaches_a_place_sees_all_rows_below_it(give, lin, places):
    give(lin, "leader", "east")

    actor = acting(lin, TODAY)

    assert actor.may(READ, Scope(path=places["grid"].path))
    assert not actor.may(READ, Scope(path=places["west"].path))


def test_a_role_bound_to_its_unit_sees_only_what_that_and_the_units_below_hold(give, lin, places, units):
    give(lin, "officer", "east")
    path = places["grid"].path

    actor = acting(lin, TODAY)

    assert actor.may(READ, Scope(path=path, units=frozenset({units["willow"].pk})))
    assert not actor.may(READ, Scope(path=path, units=frozenset({units["west"].pk})))
    assert not actor.may(READ, Scope(path=path))


def test_a_post_for_the_root_reaches_what_has_no_place(give, lin):
    give(lin, "clerk", "east", "house")

    assert acting(lin, TODAY).may(READ, HOUSE)


def test_a_post_below_the_root_does_not_reach_what_has_no_place(give, lin):
    give(lin, "clerk", "east")

    assert not acting(lin, TODAY).may(READ, HOUSE)


def test_a_companys_people_never_see_contacts_whatever_their_role(give, lin, units):
    give(lin, "clerk", "firm")

    (grant,) = acting(lin, TODAY).grants

    assert Permission.MATTER_DISCLOSE not in grant.permissions
    assert grant.units == {units["firm"].pk}


def test_confidential_matters_are_for_those_named_only(give, lin, zhao, places):
    give(lin, "coordinator", "east")
    give(zhao, "confidential_clerk", "east")
    secret = Scope(path=places["grid"].path, confidential=True)

    assert not acting(lin, TODAY).may(READ, secret)
    assert acting(zhao, TODAY).may(READ, secret)


def test_someone_deactivated_acts_without_any_grant(give, lin, console):
    give(lin, "officer", "willow", from_day=TODAY - DAY)
    deactivate_person(lin, by=console)

    assert acting(lin, TODAY).grants == ()
    assert acting(lin, TODAY - DAY).grants


def test_two_queries_however_many_the_posts_and_deep_the_tree(
    give, lin, units, places, console, django_assert_num_queries
):
    parent = units["willow"]
    for number in range(4):
        kind = Unit.Kind.TEAM
        parent = add_unit(
            code=f"t{number}", name="组", kind=kind, place=places["willow"], parent=parent, by=console
        )
    for role, unit in (("officer", "east"), ("officer", "willow"), ("officer", "west"), ("clerk", "west")):
        give(lin, role, unit)

    with django_assert_num_queries(2):  # the posts in force; the units below theirs
        actor = acting(lin, TODAY)

    assert len(actor.grants[0].units) == 6


SPANS = st.lists(
    st.tuples(
        st.sampled_from(["east", "west", "willow", "firm"]),
        st.sampled_from(["officer", "clerk"]),
        st.integers(-5, 5),
        st.none() | st.integers(0, 6),
        st.none() | st.integers(-1, 8),
    ),
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # each example is rolled back
@given(spans=SPANS, offset=st.integers(-6, 12))
def test_exactly_the_posts_in_force_act(give, lin, console, spans, offset):
    day = TODAY + offset * DAY
    with transaction.atomic():
        posts = [post for span in spans if (post := _given(give, lin, console, *span))]
        expected = {post.stream for post in posts if _covers(post, day)}

        assert {grant.post for grant in acting(lin, day).grants} == expected

        transaction.set_rollback(True)


def _given(give, lin, console, unit, role, start, length, cut):
    from_day = TODAY + start * DAY
    to_day = None if length is None else from_day + length * DAY
    try:
        post = give(lin, role, unit, from_day=from_day, to_day=to_day)
    except Refusal:
        return None
    try:
        if cut is not None:
            end_post(post, last_day=TODAY + cut * DAY, by=console)
    except Refusal:
        assert post.to_day == to_day
    return post


def _covers(post, day):
    return post.from_day <= day and (post.to_day is None or day <= post.to_day)
