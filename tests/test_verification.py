"""What verification looks at beside the lines: keys, what is derived, numbers, files, passwords."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from django.db.models import F

from qiaomen.catalogue.models import SUPERVISION, Item
from qiaomen.kernel import files
from qiaomen.kernel.actors import machine
from qiaomen.kernel.files import Checked, Kind
from qiaomen.kernel.keys import Keyring
from qiaomen.kernel.models import Counter, Event
from qiaomen.kernel.models.sealing import ERASED_KEY
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.verification import Break, verify
from qiaomen.matters.actions.attaching import attach
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.models import Attachment, Audience, Matter
from qiaomen.matters.tests.walks import closed
from qiaomen.people.models import Person
from qiaomen.territory.models import Place
from tests.meddling import Meddling
from tests.world import World, monday, world

__all__ = ["monday", "world"]


@pytest.fixture
def own_files(tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def broken() -> Break:
    found = verify().broken
    assert found is not None
    return found


def rows(matter: Matter):
    return Matter.objects.filter(pk=matter.pk)


def key_of(matter: Matter) -> dict[str, object]:
    return {"wrapping_key_id": matter.wrapping_key_id, "data_key": matter.data_key}


def test_a_data_key_copied_over_another_one_is_found(world: World):
    one, other = world.receive(), world.receive()
    rows(one).update(**key_of(other))
    assert broken().where == f"{one.stream} 1"
    assert f"The data key of {one.stream}" in broken().what


def test_a_data_key_that_was_taken_away_is_found(world: World):
    matter = world.receive()
    rows(matter).update(**ERASED_KEY)
    assert (broken().where, "key is gone" in broken().what) == (f"{matter.stream} 1", True)


def test_a_data_key_put_back_into_an_erased_row_is_found(world: World):
    matter = closed(world)
    key = key_of(matter)
    erase(matter, by=machine("retention"))
    assert verify().broken is None
    rows(matter).update(**key)
    assert "data key again" in broken().what


def test_without_the_wrapping_key_nothing_is_called_broken(world: World):
    rows(world.receive()).update(wrapping_key_id="lost")
    with pytest.raises(Refusal, match=rf"{Keyring.load().folder}/lost.key"):
        verify()


@pytest.mark.parametrize("column", ["sealed_title", "sealed_body"])
@pytest.mark.parametrize("value", [None, b"x" * 40])
def test_sealed_words_that_were_altered_or_taken_away_are_found(
    world: World, column: str, value: bytes | None
):
    item = Item.objects.get(code=SUPERVISION)
    item.versions.update(visibility="confidential")
    matter = world.receive(item=item)
    assert bytes(getattr(matter, column))
    rows(matter).update(**{column: value})
    assert column in broken().what


def test_a_path_that_does_not_follow_from_the_parents_is_found(world: World):
    place = Place.objects.exclude(parent=None).first()
    assert place is not None
    Place.objects.filter(pk=place.pk).update(path=f"{place.path[:-6]}999999")
    assert (broken().where, "derived" in broken().what) == (place.stream, True)


def test_a_password_that_was_set_in_the_database_is_found(world: World):
    person = Person.objects.first()
    assert person is not None
    Person.objects.filter(pk=person.pk).update(password="md5$a$b")
    assert (broken().where, "password" in broken().what) == (f"{person.stream} {person.ledger_seq}", True)


@pytest.mark.parametrize("step", [-1, 1])
def test_a_counter_that_was_set_is_found(world: World, step: int):
    series = world.receive().series
    Counter.objects.filter(series=series).update(last=F("last") + step)
    assert broken() == Break(series, f"The series has given out {1 + step} numbers; records bear 1.")


def test_a_record_that_vanished_with_all_its_lines_leaves_a_gap(world: World):
    matter = world.receive()
    world.receive()
    with Meddling():
        matter.tellings.all().delete()
        rows(matter).delete()
        Event.objects.filter(stream=matter.stream).delete()
        assert broken().where == matter.series


def attached(world: World, matter: Matter) -> Attachment:
    content = b"%PDF-1"
    file = Checked("a.pdf", Kind.DOCUMENT, "application/pdf", 6, sha256(content).hexdigest(), content)
    attach(matter, by=world.actor("clerk"), audience=Audience.INTERNAL, file=file)
    return matter.attachments.get()


@pytest.mark.usefixtures("own_files")
@pytest.mark.parametrize(
    "meddle",
    [lambda path: path.unlink(), lambda path: path.write_bytes(b"%PDF-2")],
    ids=["missing", "altered"],
)
def test_a_file_that_is_not_as_it_came_is_found(world: World, meddle: Callable[[Path], object]):
    file = attached(world, world.receive())
    assert (verify().broken, verify().files) == (None, 1)
    path = files.path_of(file.sha256)
    meddle(path)
    assert broken().where == file.name_beside
    assert str(path) in broken().what


@pytest.mark.usefixtures("own_files")
def test_the_file_of_an_erased_record_is_not_missed(world: World):
    matter = closed(world)
    path = files.path_of(attached(world, matter).sha256)
    erase(matter, by=machine("retention"))
    path.unlink()
    assert (verify().broken, verify().files) == (None, 0)


@pytest.mark.usefixtures("own_files")
def test_a_file_that_is_swept_while_it_is_looked_for_is_not_missed(world: World, monkeypatch):
    matter = closed(world)
    attached(world, matter)

    def erased_meanwhile(_sha256: str) -> bool:
        erase(matter, by=machine("retention"))
        return False

    monkeypatch.setattr(files, "is_whole", erased_meanwhile)
    assert verify().broken is None
