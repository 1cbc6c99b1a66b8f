"""A mail of ours that comes back marks its message, and the desk reads so at the matter."""

import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.mailing import message_id
from qiaomen.kernel.models import Message
from qiaomen.mailbox.outcomes import Fate
from qiaomen.mailbox.taking import take
from qiaomen.mailbox.tests import mails
from qiaomen.matters.models import Audience, Matter
from tests.world import World


@pytest.fixture
def matter(world: World) -> Matter:
    return world.receive(email=mails.SENDER, phone="")


@pytest.fixture
def sent(matter: Matter) -> Message:
    telling = matter.tellings.get()
    return Message.objects.create(
        recipient=telling.ref,
        channel="email",
        template="matter_closed",
        state=Message.State.SENT,
        created_at=clock.now(),
    )


def comes_back(matter: Matter, sent: Message, **report: str) -> Fate:
    return take(mails.returned(message_id(matter.number, sent.pk), **report)).fate


def test_its_message_is_undeliverable_and_the_desk_is_told(matter: Matter, sent: Message):
    assert comes_back(matter, sent) == Fate.RETURNED
    sent.refresh_from_db()
    assert (sent.state, sent.problem) == (Message.State.RETURNED, "Returned 5.1.1")
    note = matter.notes.get()
    assert (note.audience, note.by) == (Audience.INTERNAL, "machine/mailbox")


def test_twice_is_once(matter: Matter, sent: Message):
    assert [comes_back(matter, sent) for _time in range(2)] == [Fate.RETURNED, Fate.ALREADY]
    assert matter.notes.count() == 1


def test_a_delay_is_no_failure(matter: Matter, sent: Message):
    assert comes_back(matter, sent, action="delayed") == Fate.IGNORED


def test_what_others_have_sent_is_ignored(matter: Matter, sent: Message):
    forged = f"<{matter.number}.{sent.pk}.{'0' * 20}@example.com>"
    assert take(mails.returned(forged)).fate == Fate.IGNORED
    assert not matter.notes.exists()


def test_a_postmaster_that_writes_in_prose_is_understood(matter: Matter, sent: Message):
    prose = f"您发送的邮件 {message_id(matter.number, sent.pk)} 被退回。"
    assert take(mails.plain(prose, From="PostMaster@example.org")).fate == Fate.RETURNED
