"""The daily roots: what they show, and that nobody takes them away unseen."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from qiaomen.kernel import ledger, roots
from qiaomen.kernel.actors import machine
from qiaomen.kernel.models import Event, Root
from qiaomen.kernel.verification import Break, verify
from qiaomen.matters.models import Matter
from tests.meddling import Meddling
from tests.world import World, monday, world

__all__ = ["monday", "world"]

FIRST, SECOND, THIRD = (date(2026, 3, day) for day in (2, 3, 4))


@pytest.fixture(autouse=True)
def own_roots(tmp_path: Path, settings) -> None:
    settings.QIAOMEN_HOME = tmp_path


def publish(day: date) -> Root:
    return roots.publish(day, by=machine("root"))


def broken() -> Break:
    found = verify().broken
    assert found is not None
    return found


def hash_again(matter: Matter) -> None:
    """Change who received a matter, and all that tells of it in its row."""
    event = ledger.story(matter.stream).get()
    event.by = "person/999"
    event.digest = ledger.digest("", event)
    event.save()
    Matter.objects.filter(pk=matter.pk).update(ledger_head=event.digest)


def test_a_stream_hashed_again_is_found_only_by_the_root(world: World):
    matter = world.receive()
    publish(FIRST)
    with Meddling():
        hash_again(matter)
        assert broken().where == "root/2026-03-02"


def test_a_day_has_one_root_and_roots_follow_one_another(world: World):
    first = publish(FIRST)
    assert publish(FIRST) == first
    world.receive()
    second = publish(SECOND)
    assert second.previous == first.digest
    assert roots.published() == [str(first), str(second)]
    assert verify().roots == 2


def test_a_clock_that_jumped_back_does_not_keep_the_next_roots_from_being_cut(world: World):
    third = publish(THIRD)
    first = publish(FIRST)
    assert (first.previous, publish(THIRD)) == (third.digest, third)
    assert verify().roots == 2


def test_a_root_is_a_line_of_the_ledger_that_the_next_root_covers(world: World):
    publish(FIRST)
    publish(SECOND)
    with Meddling():
        Event.objects.filter(stream="root/2026-03-02").delete()
        Root.objects.filter(day=FIRST).delete()
        assert broken().where == "root/2026-03-03"


@pytest.mark.parametrize(
    ("meddle", "where"),
    [
        (lambda file: file.unlink(), "root/2026-03-02"),
        (lambda file: file.write_bytes(b""), "root/2026-03-02"),
        (lambda file: file.write_bytes(b"\xff\xfe nonsense"), "root/2026-03-02"),
        (
            lambda file: file.write_text("".join(file.read_text().splitlines(keepends=True)[:2])),
            "root/2026-03-04",
        ),
        (
            lambda file: file.write_text("".join(file.read_text().splitlines(keepends=True)[1:])),
            "root/2026-03-02",
        ),
        (
            lambda file: file.write_text(file.read_text().replace("2026-03-03 ", "2026-03-03 9")),
            "root/2026-03-03",
        ),
    ],
    ids=["deleted", "emptied", "garbled", "cut at its end", "cut at its beginning", "altered"],
)
def test_a_file_that_was_meddled_with_is_found_also_after_the_next_root(
    world: World, meddle: Callable[[Path], object], where: str
):
    for day in (FIRST, SECOND, THIRD):
        publish(day)
    meddle(roots.file())
    assert broken().where == where
    assert "copy outside" in broken().what
    publish(date(2026, 3, 5))
    assert broken().where == where


def test_a_root_that_the_ledger_has_forgotten_is_found(world: World):
    publish(FIRST)
    file = roots.file()
    file.write_text(f"{file.read_text()}2026-03-03 9 9 - sha256:0\n")
    assert (broken().where, "older backup" in broken().what) == ("roots.txt", True)


def test_a_crash_between_the_database_and_the_file_is_made_good_by_the_next_try(world: World):
    publish(FIRST)
    root = publish(SECOND)
    file = roots.file()
    file.write_text(file.read_text().splitlines(keepends=True)[0])
    assert publish(SECOND) == root
    assert verify().broken is None
