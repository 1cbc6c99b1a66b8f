"""Whatever is done to the tree, paths, ledger and rows tell the same."""

from contextlib import suppress

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qiaomen.kernel.canonical import plain
from qiaomen.kernel.ledger import replay, story
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.verification import verify
from qiaomen.territory import actions, paths
from qiaomen.territory.models import Place

VERBS = {
    "move": lambda one, other, by: actions.move_place(one, parent=other, by=by),
    "merge": lambda one, other, by: actions.merge_places([one], into=other, by=by),
    "end": lambda one, other, by: actions.end_place(one, by=by),
    "rename": lambda one, other, by: actions.rename_place(one, name=one.name + "新", by=by),
}
steps = st.tuples(st.sampled_from(sorted(VERBS)), st.integers(0, 8), st.integers(0, 8))


def play(verb, one, other, by):
    tree = list(Place.objects.order_by("number"))
    with suppress(Refusal):
        VERBS[verb](tree[one], tree[other], by)


def assert_sound():
    for place in Place.objects.select_related("parent"):
        above = place.parent.path if place.parent else ""
        assert place.path == paths.join(above, place.number)
        assert replay(story(place.stream)) == plain(place.replayed_values())
        assert place.ended_on is None or not Place.objects.filter(parent=place, ended_on=None).exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)
@given(story_of=st.lists(steps, max_size=8))
def test_no_sequence_of_actions_harms_the_tree(places, by, story_of):
    with transaction.atomic():
        for verb, one, other in story_of:
            play(verb, one, other, by)
        assert_sound()
        assert verify().broken is None
        transaction.set_rollback(True)
