"""Rotation on real rows of two models that exist only here."""

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from qiaomen.kernel import rotation
from qiaomen.kernel.keys import Keyring
from qiaomen.kernel.models.sealing import ERASED_KEY, KeyHolder
from qiaomen.kernel.rotation import RotationReport, retire_unused, rewrap, rotate
from qiaomen.kernel.sealing import give_data_key, open_sealed, seal

pytestmark = pytest.mark.django_db(transaction=True)


class Hiding(models.Manager):
    def get_queryset(self):
        return super().get_queryset().none()


@pytest.fixture
def letters(other_installation, monkeypatch):
    """A table of sealed rows, the only one that rotation finds."""
    other_installation()
    with isolate_apps("qiaomen.kernel") as registry:

        class SealedLetter(KeyHolder):
            phone = models.BinaryField(default=b"")
            objects = Hiding()
            everything = models.Manager()

            class Meta(KeyHolder.Meta):
                app_label = "kernel"

            @property
            def stream(self) -> str:
                return "letter"

        monkeypatch.setattr(rotation, "apps", registry)
        with connection.schema_editor() as editor:
            editor.create_model(SealedLetter)
        yield SealedLetter.everything
        with connection.schema_editor() as editor:
            editor.delete_model(SealedLetter)


def write(letters, *texts):
    for text in texts:
        letter = letters.model()
        give_data_key(letter)
        letter.phone = seal(letter, "phone", text)
        letter.save()


def texts(letters):
    return [open_sealed(letter, "phone", letter.phone) for letter in letters.order_by("pk")]


def test_all_rows_are_wrapped_with_the_new_key_and_stay_readable(letters):
    write(letters, "1", "2", "3", "4", "5")
    report = rotate()
    assert report == RotationReport(Keyring.load().current.id, rewrapped=5, unreadable=0)
    assert {letter.wrapping_key_id for letter in letters.all()} == {report.current}
    assert texts(letters) == ["1", "2", "3", "4", "5"]


def test_fields_are_left_as_they_are(letters):
    write(letters, "1")
    sealed = bytes(letters.get().phone)
    rotate()
    assert bytes(letters.get().phone) == sealed


@pytest.mark.parametrize("batch", [1, 2, 5, 6])
def test_batches_of_any_size_reach_every_row(letters, batch):
    write(letters, "1", "2", "3", "4", "5")
    Keyring.load().add()
    assert rewrap([letters.all()], batch=batch).rewrapped == 5


def test_a_second_pass_finds_nothing_to_do(letters):
    write(letters, "1")
    rotate()
    assert rewrap([letters.all()]).rewrapped == 0


def test_a_pass_that_was_stopped_is_finished_by_the_next(letters):
    write(letters, "1", "2")
    Keyring.load().add()
    rewrap([letters.order_by("pk").filter(pk=letters.first().pk)])
    assert rewrap([letters.all()]).rewrapped == 1
    assert texts(letters) == ["1", "2"]


def test_erased_rows_are_passed_over(letters):
    write(letters, "1")
    letters.update(**ERASED_KEY)
    assert rotate() == RotationReport(Keyring.load().current.id, rewrapped=0, unreadable=0)


def test_a_damaged_row_is_counted_and_does_not_stop_the_others(letters):
    write(letters, "1", "2")
    damaged = letters.order_by("pk").first()
    letters.filter(pk=damaged.pk).update(data_key=b"damaged")
    report = rotate()
    assert (report.rewrapped, report.unreadable) == (1, 1)
    assert letters.get(pk=damaged.pk).wrapping_key_id == damaged.wrapping_key_id


def test_a_key_is_retired_only_when_no_row_names_it(letters):
    write(letters, "1")
    older = Keyring.load().current.id
    Keyring.load().add()
    assert retire_unused() == frozenset()
    rewrap([letters.all()])
    assert retire_unused() == {older}
    assert Keyring.load().ids == {Keyring.load().current.id}
    assert texts(letters) == ["1"]


@pytest.mark.parametrize("half", [{"wrapping_key_id": ""}, {"data_key": None}])
def test_the_database_refuses_half_a_key(letters, half):
    write(letters, "1")
    with pytest.raises(IntegrityError), transaction.atomic():
        letters.update(**half)
