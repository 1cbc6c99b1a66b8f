"""Mails through the terminal."""

import os
from pathlib import Path

import pytest

from qiaomen.mailbox.tests import mails
from qiaomen.matters.models import Matter
from tests.world import monday, world

__all__ = ["monday", "world"]


@pytest.fixture
def drop(settings, tmp_path: Path) -> Path:
    settings.QIAOMEN_MAIL, settings.MEDIA_ROOT = str(tmp_path), tmp_path / "attachments"
    for name, content in (("a", mails.plain()), ("b", mails.plain("", subject="", number=2))):
        (tmp_path / f"{name}.eml").write_bytes(content)
        os.utime(tmp_path / f"{name}.eml", (0, 0))
    return tmp_path


def test_what_waits_is_counted_first(world, run, drop):
    assert run("mail", "check").stdout.strip() == "2 mails are waiting."
    assert not Matter.objects.exists()


def test_fetching_says_what_became_of_each(world, run, drop):
    done = run("mail", "fetch")
    assert "1 new, 0 added to a matter, 0 in already, 0 written by machines" in done.stdout
    assert "1 refused." in done.stdout
    assert done.stderr.startswith("b.eml: ")


def test_without_a_box_it_says_how_to_name_one(world, run, settings):
    settings.QIAOMEN_MAIL = ""
    done = run("mail", "fetch")
    assert (done.exit_code, "请把 QIAOMEN_MAIL 设为" in done.stderr) == (2, True)
