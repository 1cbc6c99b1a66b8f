"""The world, an office with a mail address, and attachments in a folder that goes away."""

from pathlib import Path

import pytest

from qiaomen.mailbox.tests.mails import OFFICE
from tests.world import World, monday, world

__all__ = ["World", "monday", "world"]


@pytest.fixture(autouse=True)
def office(settings, tmp_path):
    settings.LANGUAGE_CODE = "en"
    settings.DEFAULT_FROM_EMAIL = OFFICE
    settings.QIAOMEN_HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "attachments"


@pytest.fixture
def drop(settings, tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    settings.QIAOMEN_MAIL = str(place)
    return place
