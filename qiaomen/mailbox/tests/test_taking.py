"""A mail becomes a matter or an addition to one, once, with its files and sealed as it came."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Value
from django.db.models.functions import Concat

from qiaomen.kernel import clock
from qiaomen.kernel.actors import machine
from qiaomen.kernel.files import path_of
from qiaomen.kernel.lookup import lookup_hash
from qiaomen.kernel.mailing import message_id
from qiaomen.kernel.models import Message
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.verification import verify
from qiaomen.mailbox import taking
from qiaomen.mailbox.outcomes import Fate
from qiaomen.mailbox.taking import take
from qiaomen.mailbox.tests import mails
from qiaomen.matters.actions.disclosing import disclose
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.actions.handling import ask
from qiaomen.matters.actions.mailing import disclose_mail
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import BODY_LENGTH
from qiaomen.matters.models import Audience, Mail, Matter, Telling
from qiaomen.matters.states import State
from qiaomen.matters.tests import walks
from qiaomen.people.models import Unit
from tests.world import MONDAY, World

OTHER = {"From": "somebody@example.net"}


def taken(content: bytes) -> Matter:
    return Matter.objects.get(number=take(content).number)


def replying(matter: Matter, number: int = 2) -> dict[str, str]:
    return {"number": number, "In_Reply_To": message_id(matter.number, 7)}


def test_a_mail_is_a_matter(world: World):
    matter = taken(mails.plain(f"春江花园{mails.WORDS}"))
    assert (matter.title, matter.body) == ("水管漏水", f"春江花园{mails.WORDS}")
    assert (matter.channel, matter.place) == (Channel.EMAIL, world.places["grid"])
    assert matter.happened_at == datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    assert matter.received_at == MONDAY


def test_its_sender_is_a_sealed_contact_that_is_found_by_its_hash(world: World):
    matter = taken(mails.plain())
    telling = matter.tellings.get(who=lookup_hash("email", mails.SENDER))
    assert mails.SENDER.encode() not in bytes(telling.sealed_email)
    contact = disclose(matter, by=world.actor("clerk"), telling=telling, purpose="call_back")
    assert (contact.name, contact.email, contact.phone) == ("示例居民", mails.SENDER, "")


def test_the_promise_counts_from_when_the_offices_server_had_it(world: World):
    stamp = b"Received: from a by b; Sun, 1 Mar 2026 20:00:00 +0800\n"
    assert taken(stamp + mails.plain()).received_at == datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("day", ["1 Jan 2026", "9 Mar 2026"])
def test_a_stamp_that_cannot_be_is_not_believed(world: World, day: str):
    stamp = f"Received: from a by b; {day} 20:00:00 +0800\n".encode()
    assert taken(stamp + mails.plain()).received_at == MONDAY


def test_the_same_mail_twice_adds_nothing(world: World):
    first = take(mails.plain())
    again = take(b"Received: on another way; Mon, 2 Mar 2026 09:31:00 +0800\n" + mails.plain())
    assert (first.fate, again.fate, again.number) == (Fate.NEW, Fate.ALREADY, first.number)
    assert (Matter.objects.count(), Mail.objects.count()) == (1, 1)


def test_an_addition_that_comes_twice_is_there_once(world: World):
    matter = taken(mails.plain())
    addition = mails.plain("还没来人", **replying(matter))
    assert [take(addition).fate for _time in range(2)] == [Fate.ADDED, Fate.ALREADY]
    assert matter.notes.count() == 1


def test_the_same_message_id_with_other_content_is_told(world: World):
    matter = taken(mails.plain())
    with pytest.raises(Refusal, match=f"another mail, which is in the matter {matter.number}"):
        take(mails.plain("另一件事"))


def test_whoever_was_slower_finds_it_there(world: World, monkeypatch: pytest.MonkeyPatch):
    known, looks = taking._known, []

    def too_early_at_first(case):
        looks.append(case)
        return known(case) if len(looks) > 1 else None

    take(mails.plain())
    monkeypatch.setattr(taking, "_known", too_early_at_first)
    assert take(mails.plain()).fate == Fate.ALREADY
    assert (Mail.objects.count(), Matter.objects.count()) == (1, 1)


def test_what_nobody_sees_is_in_neither_a_mail_nor_an_addition(world: World):
    matter = taken(mails.plain("水管\u202e漏\u00ad水", subject="停\u200b水"))
    take(mails.plain("还\u202e没\u2060来人", **replying(matter)))
    assert (matter.title, matter.body) == ("停水", "水管漏水")
    assert matter.notes.get().text == "还没来人"


def test_a_reply_of_the_sender_is_an_addition(world: World):
    matter = taken(mails.plain())
    quoted = (
        "是三楼。\n\n发自我的iPhone\n\n在 2026年3月2日，10:00，柳荫 <knock@example.com> 写道：\n\n已收到。"
    )
    assert take(mails.plain(quoted, subject="Re: 已收到", **replying(matter))).number == matter.number
    note = matter.notes.get()
    assert (note.audience, note.text) == (Audience.VOICE, "是三楼。")


def test_a_reply_of_somebody_else_is_a_matter_of_its_own(world: World):
    matter = taken(mails.plain())
    assert take(mails.plain("也漏", **replying(matter), **OTHER)).fate == Fate.NEW


def test_a_made_up_reply_is_a_matter_of_its_own(world: World):
    matter = taken(mails.plain())
    forged = f"<{matter.number}.7.{'0' * 20}@example.com>"
    assert take(mails.plain("也漏", number=2, In_Reply_To=forged)).fate == Fate.NEW


def test_number_and_code_do_from_any_address(world: World):
    matter = world.receive()
    code = matter.tellings.get().code.lower()
    outcome = take(mails.plain("还没来人", subject=f"{matter.number} {code}", **OTHER))
    assert (outcome.fate, outcome.number) == (Fate.ADDED, matter.number)


@pytest.mark.parametrize("prefix", ["YC-ZW", "jd_1", "柳荫", "柳荫A"])
def test_a_number_begins_as_the_desk_is_coded(world: World, prefix: str):
    Unit.objects.update(code=Concat(Value(f"{prefix}-"), "pk"))
    matter = world.receive()
    words = f"编号：{matter.number}，查询码：{matter.tellings.get().code}。还没来人"
    assert take(mails.plain(words, **OTHER)).number == matter.number


@pytest.mark.parametrize("subject", ["关于诉求%s的补充", "%s 补充", "补充：%s"])
@pytest.mark.parametrize("code", ["柳荫", "JY"])
def test_a_number_is_found_in_a_subject_as_people_write_it(world: World, subject: str, code: str):
    Unit.objects.filter(pk=world.units["JY"].pk).update(code=code)
    matter = world.receive()
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in matter.number)
    words = f"查询码{matter.tellings.get().code}，还没来人"
    outcome = take(mails.plain(words, subject=subject % wide.replace("-", "—"), **OTHER))
    assert (outcome.fate, outcome.number) == (Fate.ADDED, matter.number)


def test_a_reply_is_known_whatever_the_desk_is_coded(world: World):
    Unit.objects.filter(pk=world.units["JY"].pk).update(code="柳荫")
    matter = taken(mails.plain())
    assert message_id(matter.number, 7).isascii()
    assert take(mails.plain("是三楼。", **replying(matter))).number == matter.number


def test_codes_are_not_guessed_by_mail(world: World):
    matter = world.receive()
    guesses = " ".join(f"2222-{letter * 4}" for letter in "345")
    words = f"{matter.number} {guesses} {matter.tellings.get().code}"
    assert take(mails.plain(words)).fate == Fate.NEW


def test_a_reply_to_a_question_answers_it(world: World):
    matter = taken(mails.plain())
    walks.assign(matter, by=world.actor("clerk"), unit=world.units["water"])
    walks.accept(matter, by=world.actor("water"))
    ask(matter, by=world.actor("water"), question="哪一层？")
    take(mails.plain("三楼", **replying(matter)))
    matter.refresh_from_db()
    assert matter.state == State.HANDLING


def test_what_is_merged_is_added_to_where_it_is_worked(world: World):
    mine, other = taken(mails.plain()), world.receive()
    walks.merge(mine, by=world.actor("clerk"), into=other)
    take(mails.plain("还没来人", **replying(mine)))
    assert other.notes.get().text == "还没来人"


def test_what_has_ended_is_taken_up_anew(world: World):
    old = walks.closed(world, email=mails.SENDER, phone="")
    outcome = take(mails.plain("又漏了", **replying(old)))
    matter = Matter.objects.get(number=outcome.number)
    assert (outcome.fate, matter.again_of, matter.place) == (Fate.NEW, old, old.place)


@pytest.mark.parametrize(
    ("words", "language"),
    [("水管漏水", "zh-hans"), ("수도관이 샙니다", "ko"), ("The tap leaks", "en"), ("110", "zh-hans")],
)
def test_who_writes_is_answered_in_their_language(world: World, words: str, language: str):
    matter = taken(mails.plain(words, subject=""))
    assert matter.tellings.get().language == language


def test_a_mail_of_nobody_is_a_matter_without_a_contact(world: World):
    matter = taken(mails.plain(From="undisclosed:;"))
    assert not matter.tellings.get().has_contact


def test_a_mail_without_words_is_refused(world: World):
    with pytest.raises(Refusal, match="There are no words"):
        take(mails.plain("", subject=""))


def test_files_alone_are_a_matter(world: World):
    matter = taken(mails.with_files(("a.txt", b"inside"), text="", Subject=""))
    assert matter.body == "（邮件没有文字，只有附件。）"
    assert matter.attachments.count() == 1


def test_a_signature_that_is_the_address_does_not_stand_in_the_words(world: World):
    matter = taken(mails.plain(f"漏水\n{mails.SENDER}\n请来人"))
    assert matter.body == "漏水\n请来人"


def test_too_many_words_are_cut_and_said_to_be(world: World):
    matter = taken(mails.plain("漏" * (BODY_LENGTH + 5)))
    assert len(matter.body) <= BODY_LENGTH
    assert matter.body.endswith("］")


def test_a_machine_makes_no_matter(world: World):
    assert take(mails.plain(Auto_Submitted="auto-replied")).fate == Fate.IGNORED
    assert not Matter.objects.exists()


def test_a_flood_of_one_sender_ends(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(taking, "MOST_A_DAY", 2)
    for number in range(2):
        take(mails.plain(number=number))
    with pytest.raises(Refusal, match="more than 2 mails of one sender today"):
        take(mails.plain(number=3))
    with clock.told(MONDAY + timedelta(days=1)):
        assert take(mails.plain(number=3)).fate == Fate.NEW


def test_the_mail_is_kept_sealed_and_opens_as_it_came(world: World):
    content = mails.plain()
    matter = taken(content)
    mail = matter.mails.get()
    assert mails.SENDER.encode() not in path_of(mail.sha256).read_bytes()
    assert disclose_mail(mail, by=world.actor("clerk"), purpose="call_back") == content


def test_a_mail_that_is_too_large_is_not_kept_and_this_is_said(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("qiaomen.matters.actions.mailing.LARGEST", 10)
    matter = taken(mails.plain("The tap leaks", subject="tap"))
    assert "［The mail itself is too large to be kept.］" in matter.body
    with pytest.raises(Refusal, match="is not kept"):
        disclose_mail(matter.mails.get(), by=world.actor("clerk"), purpose="call_back")
    assert verify().broken is None


def test_erasing_forgets_the_mail_and_its_sender(world: World):
    matter = taken(mails.plain())
    matter_mail = matter.mails.get()
    walks.assign(matter, by=world.actor("clerk"), unit=world.units["water"])
    walks.accept(matter, by=world.actor("water"))
    walks.answer(matter, by=world.actor("water"), outcome=walks.Outcome.SOLVED, text="好了")
    walks.call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=walks.CONTENT)
    walks.close(matter, by=world.actor("clerk"), ground=walks.Ground.CONFIRMED)
    erase(matter, by=machine("retention"))
    matter_mail.refresh_from_db()
    assert (matter_mail.fingerprint, matter_mail.sealed_id) == ("", None)
    assert matter_mail.erased_at is not None
    assert Telling.objects.get().sealed_email is None
    assert verify().broken is None
    assert take(mails.plain()).fate == Fate.ALREADY


def test_nothing_is_half_written(world: World, monkeypatch: pytest.MonkeyPatch):
    def crash(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(taking, "keep_mail", crash)
    with pytest.raises(RuntimeError):
        take(mails.with_files(("a.txt", b"inside")))
    assert not Matter.objects.exists()
    assert not Message.objects.exists()
