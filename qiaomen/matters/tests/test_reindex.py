"""The index follows from the words: it can be written anew, and holds then what it must and no more."""

import pytest

from qiaomen.kernel.actors import machine
from qiaomen.kernel.textsearch import TextIndex
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.batches import BATCH
from qiaomen.matters.index import MATTERS_TEXT
from qiaomen.matters.models import Matter
from qiaomen.matters.reindexing import reindex
from qiaomen.matters.tests.walks import closed
from tests.world import World


@pytest.fixture(autouse=True)
def optimized(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which indexes were made small; the work itself wants no open transaction, which a test has."""
    done: list[str] = []
    monkeypatch.setattr(TextIndex, "optimize", lambda index: done.append(index.table))
    return done


def found(words: str) -> set[Matter]:
    return set(Matter.objects.filter(MATTERS_TEXT.condition(words)))


@pytest.mark.parametrize("batch", [1, 2, BATCH])
def test_what_was_lost_or_written_over_is_found_again(world: World, monkeypatch, optimized, batch: int):
    monkeypatch.setattr("qiaomen.matters.reindexing.BATCH", batch)
    lost, garbled = (world.receive(body="路灯不亮") for _time in range(2))
    MATTERS_TEXT.erase([lost.pk])
    MATTERS_TEXT.write([(garbled.pk, "别的", "", ())])
    assert found("路灯") == set()
    assert reindex() == 2
    assert (found("路灯"), found("别的")) == ({lost, garbled}, set())
    assert optimized == ["matters_text"]


def test_what_must_not_stand_there_is_taken_out(world: World):
    erased, sealed = closed(world), world.receive()
    erase(erased, by=machine("retention"))
    Matter.objects.filter(pk=sealed.pk).update(confidential=True)
    MATTERS_TEXT.write([(matter.pk, "路灯不亮", "", ()) for matter in (erased, sealed)])
    assert reindex() == 0
    assert found("路灯") == set()
