"""Mails leave with an id of ours, and say that a machine writes."""

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.kernel import emails, outbox
from qiaomen.kernel.channels import Letter, masked
from qiaomen.kernel.mailing import MailChannel, Sent, message_id, sent_by_us
from qiaomen.kernel.models import Message
from qiaomen.kernel.refusal import Refusal

LETTER = Letter(
    "message/7", "email", "li@example.org", "已收到。", "您的诉求", "查询码 X", "<1@example.com>", "<2@x>"
)


@pytest.fixture(autouse=True)
def office(settings):
    settings.DEFAULT_FROM_EMAIL = "knock@example.com"


def test_a_mail_says_that_a_machine_replies():
    MailChannel().send(LETTER)
    sent = mail.outbox[0].message()
    assert mail.outbox[0].body == "已收到。\n\n查询码 X"
    assert (sent["From"], sent["To"]) == ("knock@example.com", "li@example.org")
    assert (sent["Message-ID"], sent["In-Reply-To"], sent["References"]) == (
        "<1@example.com>",
        "<2@x>",
        "<2@x>",
    )
    assert (sent["Auto-Submitted"], sent["X-Qiaomen"]) == ("auto-replied", "1")


def test_a_mail_that_replies_to_none_is_generated():
    MailChannel().send(Letter("message/7", "email", "li@example.org", "已收到。"))
    sent = mail.outbox[0].message()
    assert (sent["Auto-Submitted"], sent["In-Reply-To"]) == ("auto-generated", None)


def test_our_ids_are_known_again():
    text = f"References: <x@y> {message_id('JY-2026-000001', 7)} {message_id('JY-2026-000002', 8)}"
    assert list(sent_by_us(text)) == [Sent("JY-2026-000001", 7), Sent("JY-2026-000002", 8)]


@pytest.mark.parametrize(("number", "message"), [("JY-2026-000002", 7), ("JY-2026-000001", 8)])
def test_an_id_that_was_changed_is_not_ours(number: str, message: int):
    signed = message_id("JY-2026-000001", 7).split(".")
    changed = ".".join([f"<{number}", str(message), *signed[2:]])
    assert list(sent_by_us(changed)) == []


@given(st.text(max_size=200))
def test_no_text_is_taken_for_ours(text: str):
    assert list(sent_by_us(text)) == []


def test_without_an_address_the_pages_name_the_domain(settings):
    settings.DEFAULT_FROM_EMAIL, settings.QIAOMEN_ADDRESS = "", "https://knock.example.gov.cn"
    assert message_id("A-1", 1).endswith("@knock.example.gov.cn>")


@pytest.mark.parametrize("written", [" Li@Example.ORG ", "li＠example.org", "li@example.org"])
def test_an_address_has_one_spelling(written: str):
    assert emails.normalise(written) == "li@example.org"


@pytest.mark.parametrize(
    "wrong", ["", "li", "li@", "@example.org", "a b@example.org", f"{'x' * 400}@example.org"]
)
def test_what_is_no_address_is_refused(wrong: str):
    with pytest.raises(Refusal, match="is not a mail address"):
        emails.normalise(wrong)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("li@example.org", True), ("li@example", False), ("@x.org", False), ("a@b.cn 漏水", False)],
)
def test_an_address_is_told_from_words(text: str, *, meant: bool):
    assert emails.is_meant(text) is meant


def test_an_address_is_masked_wherever_it_shows():
    assert masked("li@example.org") == "l****@example.org"


@pytest.mark.django_db
def test_a_message_comes_back_once_and_keeps_no_address(monkeypatch: pytest.MonkeyPatch):
    sent = Message.objects.create(
        recipient="telling/1", channel="email", template="x", state="sent", created_at="2026-03-02T00:00Z"
    )
    assert outbox.returned(sent.pk, "550 <li@example.org> unknown") is not None
    sent.refresh_from_db()
    assert (sent.state, sent.problem) == ("returned", "550 … unknown")
    assert outbox.returned(sent.pk, "again") is None
