"""Retention: what has been kept as long as its item says is forgotten, and the ledger still verifies."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import clock
from qiaomen.kernel.actors import machine
from qiaomen.kernel.files import Checked, Kind, path_of
from qiaomen.kernel.textsearch import TextIndex
from qiaomen.kernel.verification import verify
from qiaomen.matters import sweeps
from qiaomen.matters.actions.attaching import attach
from qiaomen.matters.actions.calling import call
from qiaomen.matters.actions.closing import close
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.models import Audience, Matter
from qiaomen.matters.states import Ground
from qiaomen.matters.tests.walks import CONTENT, answered, closed, declined
from tests.world import MONDAY, World

RETENTION = machine("retention")
YEAR = timedelta(days=365)


@pytest.fixture(autouse=True)
def optimized(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which indexes were made small; the work itself wants no open transaction, which a test has."""
    done: list[str] = []
    monkeypatch.setattr(TextIndex, "optimize", lambda index: done.append(index.table))
    return done


def sweep(after: timedelta) -> int:
    with clock.told(MONDAY + after):
        return sweeps.forget(by=RETENTION)


def test_what_ended_long_ago_is_forgotten_once(world: World, optimized: list[str]):
    matters = [closed(world), declined(world)]
    assert sweep(YEAR - timedelta(hours=1)) == 0
    assert optimized == []
    assert sweep(YEAR + timedelta(hours=1)) == len(matters)
    assert optimized == ["matters_text"]
    assert sweep(YEAR + timedelta(hours=2)) == 0
    assert not Matter.objects.exclude(body="").exists()
    assert verify().broken is None


def test_an_item_may_keep_longer(world: World):
    matter = closed(world)
    matter.item_version.item.versions.filter(pk=matter.item_version_id).update(retention_days=730)
    assert sweep(timedelta(days=729)) == 0
    assert sweep(timedelta(days=731)) == 1


def test_an_item_that_says_nothing_keeps_as_the_default_says(world: World):
    item = add_item(code="S1", terms=Terms(name="示例"), by=world.console)
    assert item.versions.get().retention_days is None
    closed(world, item=item)
    assert sweep(YEAR - timedelta(days=1)) == 0
    assert sweep(YEAR + timedelta(days=1)) == 1


def test_what_was_merged_goes_with_its_lead(world: World):
    lead, copy = answered(world), world.receive(body="同一件事")
    merge(copy, by=world.actor("clerk"), into=lead)
    for telling in (lead.tellings.get(), copy.tellings.get()):
        call(lead, by=world.actor("clerk"), telling=telling, verdict=CONTENT)
    close(lead, by=world.actor("clerk"), ground=Ground.CONFIRMED)
    sweep(YEAR + timedelta(days=1))
    copy.refresh_from_db()
    assert (copy.body, copy.erased_at is None) == ("", False)


def attached(world: World, matter: Matter, content: bytes) -> Path:
    """Where the content is kept that comes to the matter."""
    digest = sha256(content).hexdigest()
    file = Checked("a.pdf", Kind.DOCUMENT, "application/pdf", len(content), digest, content)
    attach(matter, by=world.actor("clerk"), audience=Audience.INTERNAL, file=file)
    return path_of(digest)


def test_files_that_no_matter_names_any_more_are_gone(world: World, settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path
    ended, still_open = closed(world), answered(world)
    gone, kept = attached(world, ended, b"%PDF-1"), attached(world, still_open, b"%PDF-2")
    sweep(timedelta(days=3 * 365))
    assert (gone.exists(), kept.exists()) == (False, True)
