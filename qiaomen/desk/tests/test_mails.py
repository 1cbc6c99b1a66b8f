"""The mail as it came is opened like a contact."""

import pytest

from qiaomen.desk.tests.posting import page, words
from qiaomen.kernel.models import Event
from qiaomen.matters.models import Mail
from tests.ways import mailed


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def asking(**said) -> dict[str, object]:
    return {"original-mail": Mail.objects.get().pk, "original-purpose": "question", **said}


def test_it_is_saved_as_it_came_and_the_look_is_recorded(world, clerk):
    matter = mailed(world)
    saved = clerk.post(page(matter, "original"), asking())
    assert saved.content == b"mail"
    assert saved["Content-Disposition"].startswith(f'attachment; filename="{matter.number}')
    assert Event.objects.get(verb="disclose").stream == matter.stream


def test_the_page_offers_it_to_who_may_look_at_contacts(world, clerk, sign_in):
    matter = mailed(world)
    assert "Mails as they came" in words(clerk.get(page(matter)))
    assert "Mails as they came" not in words(sign_in("auditor").get(page(matter)))


def test_a_matter_without_mails_offers_none(world, clerk):
    assert "Mails as they came" not in words(clerk.get(page(world.receive())))


@pytest.mark.parametrize("wrong", [{"original-mail": "0"}, {"original-purpose": ""}])
def test_which_mail_and_what_for_must_be_said(world, clerk, wrong):
    matter = mailed(world)
    refused = clerk.post(page(matter, "original"), asking(**wrong))
    assert (refused.status_code, "Choose the mail" in words(refused)) == (422, True)


def test_the_contact_shows_the_mail_address(world, clerk):
    matter = mailed(world)
    said = {"telling": matter.tellings.get().pk, "purpose": "question"}
    assert "mailto:resident@example.org" in words(clerk.post(page(matter, "disclosure"), said))
