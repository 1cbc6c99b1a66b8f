from hypothesis import given
from hypothesis import strategies as st

from qiaomen.territory import paths

numbers = st.integers(1, 999_999)
trails = st.lists(numbers, min_size=1, max_size=paths.DEPTH)


def path_of(trail):
    path = ""
    for number in trail:
        path = paths.join(path, number)
    return path


@given(trails)
def test_a_path_tells_its_numbers_and_its_depth(trail):
    path = path_of(trail)

    assert [paths.number(step) for step in paths.line(path)] == trail
    assert paths.depth(path) == len(trail)


@given(trails, trails)
def test_the_range_below_a_path_holds_exactly_what_begins_with_it(one, other):
    above, path = path_of([1, *one][: paths.DEPTH]), path_of([1, *other][: paths.DEPTH])

    assert (above <= path < paths.after(above)) == paths.holds(above, path)


@given(trails, st.lists(numbers, max_size=3))
def test_every_descendant_is_in_the_range(trail, further):
    above, path = path_of([1, *trail]), path_of([1, *trail, *further])

    assert above <= path < paths.after(above)


@given(trails, trails)
def test_being_related_has_no_direction(one, other):
    assert paths.related(path_of(one), path_of(other)) == paths.related(path_of(other), path_of(one))


def test_an_empty_path_means_everything():
    assert not paths.below("")
