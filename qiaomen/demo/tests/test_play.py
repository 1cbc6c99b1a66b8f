"""The demonstration as a visitor finds it, with those of its messages that have a story of their own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from qiaomen.demo import PASSWORD, messages
from qiaomen.demo.messages import Message
from qiaomen.demo.player import MARK, Played, play
from qiaomen.demo.story import Story
from qiaomen.indicators.sampling.models import SampledCase
from qiaomen.kernel import clock
from qiaomen.kernel.models import Event, Request
from qiaomen.kernel.models import Message as Sent
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.verification import verify
from qiaomen.matters.channels import Channel
from qiaomen.matters.models import Answer, Attachment, Mail, Matter, Telling, Whistle
from qiaomen.matters.states import Ground, State
from qiaomen.people.models import Person

# Ninety days take a minute; the test of `qiaomen demo` plays one on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

DAYS = 90
VISIT = datetime(2026, 11, 22, 17, tzinfo=UTC)  # Monday, one in the morning in the office: nothing is fresh
ORDINARY = {"YC0281", "YC0596", "YC0090", "YC0122", "YC0011", "YC0027", "YC0029", "YC0262"}
MAILED = {"YC0555", "YC0594"}
ON_PAPER = {"YC0184"}
HOT = {"YC0022", "YC0024", "YC0037", "YC0100", "YC0234", "YC0238", "YC0298"}


def told_of() -> set[str]:
    """The messages in the lists of the story, a few of the hot ones, and some that no list names."""
    told = Story.load().told
    lists = [entries for entries in told.values() if isinstance(entries, list)]
    named = {
        entry["message"]
        for entries in lists
        for entry in entries
        if "text" not in entry and "message" in entry
    }
    special = {number for numbers in told["special"].values() for number in numbers}
    return named | special | {*told["copies"], *told["copies"].values()} | HOT | ORDINARY | MAILED | ON_PAPER


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demonstration")


@pytest.fixture(scope="module")
def played(home: Path, django_db_setup: None, django_db_blocker) -> Iterator[Played]:
    """Played once for all tests of this file, and taken back after them."""
    chosen, every = told_of(), messages.by_day

    def by_day(today: date, days: int) -> dict[date, list[Message]]:
        found = {
            day: [message for message in that_day if message.number in chosen]
            for day, that_day in every(today, days).items()
        }
        return {day: that_day for day, that_day in found.items() if that_day}

    with (
        django_db_blocker.unblock(),
        override_settings(QIAOMEN_HOME=home),
        translation.override("en"),
        clock.told(VISIT),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setattr(messages, "by_day", by_day)
        yield play(DAYS)
        transaction.set_rollback(True)


def matter_of(number: str) -> Matter:
    return Telling.objects.select_related("matter").get(source_no=number).matter


def verbs(number: str) -> list[str]:
    stream = matter_of(number).stream
    return list(Event.objects.filter(stream=stream).order_by("seq").values_list("verb", flat=True))


def test_nothing_that_anybody_did_was_refused(played: Played):
    assert played.broken == {}


def test_every_state_is_to_be_seen(played: Played):
    assert {*Matter.objects.values_list("state", flat=True)} == {*State}


def test_every_ground_is_to_be_seen(played: Played):
    assert {*Matter.objects.exclude(ground="").values_list("ground", flat=True)} == {*Ground}


def test_nothing_happened_in_the_future(played: Played):
    assert not Event.objects.filter(at__gt=clock.now()).exists()


def test_the_ledger_of_the_played_days_is_whole(played: Played):
    assert verify().broken is None


def test_the_messages_came_in_from_files(played: Played, home: Path):
    assert {file.suffix for file in (home / "demo").glob("messages-*")} == {".csv", ".xlsx"}


def test_the_installation_says_who_can_sign_in(played: Played, home: Path):
    mark = (home / MARK).read_text(encoding="utf-8")
    assert PASSWORD in mark
    assert all(person.login in mark for person in Person.objects.all())


@pytest.mark.parametrize(
    ("number", "verb", "times"),
    [
        ("YC0020", "return", 2),
        ("YC0013", "extend", 1),
        ("YC0053", "redo", 1),
        ("YC0110", "reopen", 1),
        ("YC0178", "supply", 1),
        ("YC0187", "supervise", 1),
        ("YC0192", "report", 2),
        ("YC0007", "suspend", 2),
        ("YC0022", "join", 3),
    ],
)
def test_what_the_story_tells_has_happened(played: Played, number: str, verb: str, times: int):
    assert verbs(number).count(verb) == times


def test_the_third_assignment_is_final(played: Played):
    assert matter_of("YC0020").final


def test_a_complaint_about_an_office_is_with_the_desk_above(played: Played):
    matter = matter_of("YC0005")
    assert (matter.about_unit.code, matter.desk.code) == ("JD", "YC-ZW")


def test_a_copy_is_merged_into_the_first(played: Played):
    assert matter_of("YC0228").merged_into == matter_of("YC0216")


def test_the_newest_wait_to_be_sorted(played: Played):
    assert matter_of("YC0299").state == State.RECEIVED


def test_no_request_is_left_behind_by_an_end(played: Played):
    streams = [matter.stream for matter in Matter.objects.filter(state=State.CLOSED)]
    assert not Request.objects.filter(stream__in=streams, answer=Request.Answer.OPEN).exists()


def test_all_messages_to_people_have_left(played: Played):
    assert {*Sent.objects.values_list("state", flat=True)} == {Sent.State.SENT}


def test_everybody_signs_in_with_the_same_password(played: Played):
    assert all(person.check_password(PASSWORD) for person in Person.objects.all())


def test_a_second_demonstration_is_refused(played: Played):
    with pytest.raises(Refusal, match="in use"):
        play(DAYS)


def test_a_whistle_to_which_all_came_has_ended_by_itself(played: Played):
    whistle = matter_of("YC0189").whistles.get()
    assert whistle.end == Whistle.End.DONE
    assert not whistle.turnouts.filter(arrived_at=None).exists()


def test_who_did_not_come_to_a_whistle_is_counted(played: Played):
    whistle = matter_of("YC0451").whistles.get()
    assert whistle.end == Whistle.End.ENDED
    assert [each.unit.code for each in whistle.turnouts.filter(arrived_at=None)] == ["JD-ZF"]


def test_a_whistle_is_still_to_be_met(played: Played):
    whistle = matter_of("YC0581").whistles.get()
    assert whistle.ended_at is None
    assert whistle.meet_at > clock.now()


def test_mails_have_come_by_the_mailbox(played: Played, home: Path):
    assert Matter.objects.filter(channel=Channel.EMAIL).count() == Mail.objects.count() - 1
    assert not list((home / "demo" / "mails").glob("*.eml"))


def test_a_mail_with_a_photo_has_been_added_to(played: Played):
    matter = Attachment.objects.get(content_type="image/jpeg", matter__channel=Channel.EMAIL).matter
    assert Event.objects.filter(stream=matter.stream, verb="supplement").exists()


def test_letters_were_entered_by_a_clerk(played: Played):
    first = Event.objects.get(stream=matter_of("YC0184").stream, seq=1)
    assert first.by.startswith("person/")


def test_files_of_each_month_were_checked_and_one_is_to_be_put_right(played: Played):
    cases = SampledCase.objects.exclude(checked_at=None)
    assert cases.exists()
    assert cases.exclude(finding=None).count() == cases.values("sample").distinct().count()


def test_the_phone_desk_has_used_short_answers(played: Played):
    assert Answer.objects.exclude(short_answer=None).exists()
