import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.template import TemplateDoesNotExist
from django_tasks_db.models import DBTaskResult

from qiaomen.kernel import outbox, wording
from qiaomen.kernel.actors import machine
from qiaomen.kernel.models import Message
from qiaomen.kernel.outbox import Address, send
from qiaomen.kernel.tasks import enqueue, retries
from qiaomen.kernel.tasks.worker import run_until_idle

MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
PHONE = "+8613800138000"
FACTS = {"number": "JY-2026-000123", "due": date(2026, 3, 9)}
book: dict[str, Address | None] = {}


def look_up(recipient):
    return book[recipient]


class Kept:
    """A channel that keeps what it was given, or refuses as often as it is told to."""

    letters: list[outbox.Letter] = []
    refusals = 0

    def send(self, letter):
        if Kept.refusals:
            Kept.refusals -= 1
            raise OSError(f"the gateway refuses {letter.to} (0086 13800138000)")
        self.letters.append(letter)


@pytest.fixture(autouse=True)
def office(settings, tmp_path):
    """An office with one message, one reader and a channel that keeps letters."""
    settings.QIAOMEN_HOME = tmp_path
    settings.QIAOMEN_ADDRESS_BOOK = f"{__name__}.look_up"
    settings.QIAOMEN_CHANNELS = {"sms": f"{__name__}.Kept", "file": "qiaomen.kernel.channels.FileChannel"}
    words = tmp_path / "templates" / "messages"
    words.mkdir(parents=True)
    (words / "due.txt").write_text('{{ number }} & {% translate "Yes" %} {{ due|date:"DATE_FORMAT" }}\n')
    book.clear()
    book["telling/1"] = Address("sms", PHONE, "en")
    Kept.letters, Kept.refusals = [], 0
    wording._engine.cache_clear()
    yield
    wording._engine.cache_clear()


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.mark.django_db
def test_a_message_is_sent_in_the_readers_words():
    send("telling/1", "due", FACTS)
    run_until_idle()
    assert [(letter.to, letter.text) for letter in Kept.letters] == [
        (PHONE, "JY-2026-000123 & Yes March 9, 2026")
    ]


@pytest.mark.django_db
def test_the_words_are_no_markup():
    facts = wording.stored({**FACTS, "number": "<1>"})
    assert wording.text("due", facts, "en") == "<1> & Yes March 9, 2026"


@pytest.mark.django_db
def test_the_language_is_the_offices_when_the_reader_has_none():
    book["telling/1"] = Address("sms", PHONE)
    send("telling/1", "due", FACTS)
    run_until_idle()
    assert "2026年3月9日" in Kept.letters[0].text


@pytest.mark.django_db
def test_an_instant_is_told_in_the_offices_time():
    late = datetime(2026, 3, 8, 23, tzinfo=UTC)
    assert "March 9" in wording.text("due", wording.stored({**FACTS, "due": late}), "en")


@pytest.mark.django_db
def test_a_message_remembers_how_and_when_it_was_sent(clock):
    message = send("telling/1", "due", FACTS)
    clock.shift(5)
    run_until_idle()
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.tries) == ("sent", MORNING + timedelta(seconds=5), 1)


@pytest.mark.django_db(transaction=True)
def test_a_message_is_rolled_back_with_the_change_that_it_tells_of():
    with transaction.atomic():
        send("telling/1", "due", FACTS)
        transaction.set_rollback(True)
    run_until_idle()
    assert not Message.objects.exists()
    assert Kept.letters == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("template", "facts", "channel", "fault"),
    [
        ("unknown", FACTS, "sms", TemplateDoesNotExist),
        ("due", {"number": "JY-2026-000123"}, "sms", LookupError),
        ("due", {**FACTS, "number": 1.5}, "sms", TypeError),
        ("due", FACTS, "pigeon", KeyError),
    ],
)
def test_what_cannot_be_sent_is_noticed_by_whoever_writes_it(template, facts, channel, fault):
    with pytest.raises(fault):
        send("telling/1", template, facts, channel)
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_the_address_book_has_the_last_word_on_the_channel(settings):
    book["telling/1"] = Address("file", PHONE, "en")
    message = send("telling/1", "due", FACTS)
    run_until_idle()
    message.refresh_from_db()
    assert message.channel == "file"


@pytest.mark.django_db
@pytest.mark.parametrize("nobody", [None, Address("sms", "")])
def test_a_message_to_nobody_fails_at_once_and_for_good(nobody):
    book["telling/1"] = nobody
    message = send("telling/1", "due", FACTS)
    run_until_idle()
    message.refresh_from_db()
    assert (message.state, message.problem) == ("failed", "No address is known.")
    assert retries.failed_tasks() == []


@pytest.mark.django_db
def test_a_refused_message_is_sent_at_the_next_attempt(clock):
    Kept.refusals = 1
    message = send("telling/1", "due", FACTS)
    run_until_idle()
    message.refresh_from_db()
    assert message.state == "waiting"
    clock.shift(retries.BACK_OFF[0])
    run_until_idle()
    message.refresh_from_db()
    assert (message.state, message.problem, message.tries) == ("sent", "", 2)


@pytest.mark.django_db
def test_neither_the_problem_nor_the_traceback_shows_the_address():
    Kept.refusals = 1
    message = send("telling/1", "due", FACTS)
    run_until_idle()
    message.refresh_from_db()
    assert message.problem == "OSError: the gateway refuses … (0086 …)"
    assert "138001" not in DBTaskResult.objects.get().traceback


def given_up(clock) -> Message:
    Kept.refusals = len(retries.BACK_OFF) + 1
    message = send("telling/1", "due", FACTS)
    for pause in (*retries.BACK_OFF, timedelta()):
        run_until_idle()
        clock.shift(pause)
    message.refresh_from_db()
    return message


@pytest.mark.django_db
def test_a_message_that_no_attempt_delivers_has_failed(clock):
    assert given_up(clock).state == "failed"
    assert len(retries.failed_tasks()) == 1


@pytest.mark.django_db
def test_a_failed_message_is_sent_when_its_task_is_run_again(clock):
    message = given_up(clock)
    retries.run_again(retries.failed_tasks()[0].id, by=machine("console"))
    run_until_idle()
    message.refresh_from_db()
    assert message.state == "sent"


@pytest.mark.django_db
def test_a_message_that_is_being_sent_is_not_sent_by_another_worker():
    message = send("telling/1", "due", FACTS)
    outbox._claimed(message.pk)
    run_until_idle()
    assert Kept.letters == []


@pytest.mark.django_db
def test_a_message_that_was_sent_is_not_sent_again():
    message = send("telling/1", "due", FACTS)
    enqueue(outbox.deliver, message.pk)
    run_until_idle()
    assert len(Kept.letters) == 1


@pytest.mark.django_db
def test_a_message_whose_worker_was_killed_is_taken_up(clock):
    message = send("telling/1", "due", FACTS)
    outbox._claimed(message.pk)
    clock.shift(outbox.ABANDONED + timedelta(seconds=1))
    enqueue(outbox.send_abandoned)
    run_until_idle()
    assert len(Kept.letters) == 1


@pytest.mark.django_db
def test_a_message_that_kills_every_worker_has_failed(clock):
    message = send("telling/1", "due", FACTS)
    for _attempt in range(len(retries.BACK_OFF) + 1):
        Message.objects.update(state="waiting")
        outbox._claimed(message.pk)
    clock.shift(outbox.ABANDONED + timedelta(seconds=1))
    enqueue(outbox.send_abandoned)
    run_until_idle()
    message.refresh_from_db()
    assert (message.state, Kept.letters) == ("failed", [])


@pytest.mark.django_db
def test_a_worker_that_comes_too_late_does_not_write_over_the_other_one(clock):
    message = send("telling/1", "due", FACTS)
    late = outbox._claimed(message.pk)
    clock.shift(outbox.ABANDONED + timedelta(seconds=1))
    enqueue(outbox.send_abandoned)
    run_until_idle()
    outbox._settle(late, {"state": "failed"})
    message.refresh_from_db()
    assert message.state == "sent"


@pytest.mark.django_db
def test_the_file_has_a_line_a_message_that_only_its_owner_reads(tmp_path):
    book["telling/1"] = Address("file", PHONE, "en")
    for _message in range(2):
        send("telling/1", "due", FACTS)
    run_until_idle()
    file = tmp_path / "outbox.jsonl"
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [line["message"] for line in lines] == [
        f"message/{row.pk}" for row in Message.objects.order_by("pk")
    ]
    assert lines[0]["text"] == "JY-2026-000123 & Yes March 9, 2026"
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_the_file_does_not_tell_who_has_which_matter(tmp_path):
    book["telling/1"] = Address("file", PHONE, "en")
    send("telling/1", "due", FACTS)
    run_until_idle()
    assert json.loads((tmp_path / "outbox.jsonl").read_text())["to"] == "138****8000"


@pytest.mark.django_db
def test_the_console_shows_the_message(settings, capsys):
    settings.QIAOMEN_CHANNELS = {"sms": "qiaomen.kernel.channels.ConsoleChannel"}
    send("telling/1", "due", FACTS)
    run_until_idle()
    assert capsys.readouterr().out == "sms 138****8000: JY-2026-000123 & Yes March 9, 2026\n"
