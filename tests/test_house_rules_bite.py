"""Each house rule sees a breach of it, and lets pass what is none."""

import pytest

from tests import house_rules as rules


def test_a_function_is_measured_without_its_decorators():
    assert list(rules.functions("@a\n@b\ndef f():\n    x\n    y\n")) == [("f", 3)]


def test_nine_of_ten_sizes_lie_within_their_share():
    assert rules.share(range(1, 11), 0.9) == 9


def test_a_long_function_is_seen():
    assert rules.too_long({"f": 41, "g": 40}, 40) == ["f: 41 lines, 40 are the limit"]


@pytest.mark.parametrize("call", ["matter.save()", "M.objects.create(a=1)", "rows.filter().delete()"])
def test_a_write_in_a_face_is_seen(call):
    assert rules.writes(call)


def test_calling_an_action_is_no_write():
    assert rules.writes("close(matter, by=actor)") == []


@pytest.mark.parametrize("code", ["matter.state = s", "a.state, b = 1, 2", "a.state += 1"])
def test_an_assigned_state_is_seen(code):
    assert rules.assigns_state(code)


def test_a_read_state_is_no_assignment():
    assert not rules.assigns_state("x = matter.state == 3")


def test_a_scan_of_paths_is_seen():
    assert rules.scans_of_paths("filter(place__path__startswith=p)") == ["place__path__startswith"]


def test_a_sentence_that_is_not_collected_is_seen():
    assert rules.uncollected("x = f\"{_('Due')}: {day}\"") == ["line 1"]
    assert rules.uncollected("x = f'{label}: {day}'") == []


@pytest.mark.parametrize(
    "line", ["import qiaomen.people", "from qiaomen.people import models", "from qiaomen import people"]
)
def test_a_hidden_import_is_seen(line):
    assert rules.hidden_imports(f"def f():\n    {line}\n")


def test_a_heavy_library_may_be_imported_where_it_is_used():
    assert rules.hidden_imports("import qiaomen\ndef f():\n    import shapely\n") == []


@pytest.mark.parametrize(
    "line",
    ["from django.db.models.signals import post_save", "from django.dispatch import receiver"],
)
def test_a_signal_is_seen(line):
    assert rules.signals(line)


@pytest.mark.parametrize(
    "line", ["x  # noqa: E501", "x  # type: ignore[attr-defined]", "x  # pragma: no cover"]
)
def test_an_excuse_without_a_reason_is_seen(line):
    assert rules.excuses_without_reason(line) == [line[3:]]


@pytest.mark.parametrize(
    "line",
    ["x  # noqa: E501, F401 - a table", "x  # type: ignore[misc]  # no stubs", "x  # pragma: no cover - n/a"],
)
def test_a_reason_is_enough(line):
    assert rules.excuses_without_reason(line) == []


@pytest.mark.parametrize("word", [*rules.REGISTRIES, *rules.INDEX_OPTIONS, *rules.MACHINE_PATHS])
def test_a_tie_to_a_machine_is_seen(word):
    assert rules.ties_to_a_machine(f"see {word}x") == [word]


def test_a_number_used_twice_is_seen():
    assert rules.misnumbered(["0002-b.md", "0002-a.md"]) == ["0002-a.md and 0002-b.md"]


def test_a_decision_without_a_number_is_seen():
    assert rules.misnumbered(["why.md"]) == ["why.md"]


def test_a_key_that_leads_up_or_across_is_seen():
    heights = rules.floors(["(desk) | (portal)", "people", "kernel"])
    links = [("kernel", "people"), ("desk", "portal"), ("people", "kernel"), ("people", "auth")]
    assert rules.upward(links, heights) == ["kernel -> people", "desk -> portal"]
