"""Mails that became nothing are seen for a month, and taken in after all where somebody wants it."""

from datetime import timedelta
from pathlib import Path

import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.inbox import masked, want
from qiaomen.kernel.models import PutAside
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.mailbox import taking
from qiaomen.mailbox.fetching import fetch
from qiaomen.mailbox.outcomes import Fate
from qiaomen.mailbox.tests import mails
from qiaomen.mailbox.tests.test_folder import put, shelf
from qiaomen.matters.models import Matter
from tests.world import World

NEWSLETTER = {"Precedence": "bulk"}


def test_what_was_ignored_is_seen_without_its_words(world: World, drop: Path):
    put(drop, mails.plain("绝密", subject="绝密", **NEWSLETTER))
    fetch()
    mail = PutAside.objects.get()
    assert (mail.fate, mail.sender, mail.at) == (Fate.IGNORED, masked(mails.SENDER), clock.now())
    assert "A machine has written it" in mail.reason
    assert "绝密" not in str(vars(mail))
    assert mails.SENDER not in str(vars(mail))


def test_what_was_refused_says_why(world: World, drop: Path, monkeypatch):
    monkeypatch.setattr(taking, "MOST_A_DAY", 0)
    put(drop, mails.plain())
    fetch()
    assert "more than 0 mails" in PutAside.objects.get().reason
    assert shelf(drop, "refused") == ["a.eml", "a.eml.txt"]


def test_what_became_a_matter_is_not_put_aside(world: World, drop: Path):
    put(drop, mails.plain())
    fetch()
    assert not PutAside.objects.exists()


def test_it_is_taken_in_after_all(world: World, drop: Path):
    put(drop, mails.plain(**NEWSLETTER))
    fetch()
    assert fetch().fates == {}
    want(PutAside.objects.get().pk, by=world.actor("administrator"))
    assert fetch().fates == {Fate.NEW: 1}
    assert (shelf(drop, "taken"), shelf(drop, "ignored")) == (["a.eml"], [])
    assert not PutAside.objects.exists()


def test_refused_again_it_says_so_anew(world: World, drop: Path, monkeypatch):
    monkeypatch.setattr(taking, "MOST_A_DAY", 0)
    put(drop, mails.plain())
    fetch()
    want(PutAside.objects.get().pk, by=world.console)
    assert fetch().fates == {Fate.REFUSED: 1}
    assert PutAside.objects.get().wanted_by == ""
    monkeypatch.setattr(taking, "MOST_A_DAY", 1)
    want(PutAside.objects.get().pk, by=world.console)
    assert fetch().fates == {Fate.NEW: 1}
    assert shelf(drop, "refused") == []


def test_a_mail_of_our_own_is_never_taken_in(world: World, drop: Path):
    put(drop, mails.plain(**{"X-Qiaomen": "1"}))
    fetch()
    want(PutAside.objects.get().pk, by=world.console)
    assert fetch().fates == {Fate.REFUSED: 1}
    assert not Matter.objects.exists()


def test_what_is_not_there_any_more_is_no_longer_shown(world: World, drop: Path):
    put(drop, mails.plain(**NEWSLETTER))
    fetch()
    (drop / "ignored" / "a.eml").unlink()
    want(PutAside.objects.get().pk, by=world.console)
    assert fetch().fates == {}
    assert not PutAside.objects.exists()


def test_after_a_month_nothing_is_known_of_it(world: World, drop: Path):
    put(drop, mails.plain(**NEWSLETTER))
    fetch()
    with clock.told(clock.now() + timedelta(days=31)):
        fetch()
    assert not PutAside.objects.exists()


def test_only_who_runs_the_office_wants_one(world: World, drop: Path):
    put(drop, mails.plain(**NEWSLETTER))
    fetch()
    with pytest.raises(Forbidden):
        want(PutAside.objects.get().pk, by=world.actor("clerk"))
    with pytest.raises(Refusal, match="no longer put aside"):
        want(0, by=world.console)


def test_what_is_no_address_is_not_shown():
    assert masked("") == ""
    assert masked("示例@example.org") == "示***@example.org"
