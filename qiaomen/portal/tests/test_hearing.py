"""What a teller reads, and above all what not."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client

from qiaomen.kernel import clock
from qiaomen.kernel.files import inspect
from qiaomen.matters.actions.attaching import attach
from qiaomen.matters.actions.calling import call
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.actions.speaking import inform, note, supplement
from qiaomen.matters.models import Audience, Matter
from qiaomen.matters.states import Outcome
from qiaomen.matters.tests import walks
from qiaomen.portal.tests.conftest import Follow, World
from qiaomen.portal.tracking.access import Own, acting
from qiaomen.portal.tracking.story import story


def enclosed(matter: Matter, by, audience: Audience, name: str) -> Matter:
    attach(matter, by=by, audience=audience, file=inspect(BytesIO(name.encode()), f"{name}.txt"))
    return matter


def read(matter: Matter) -> str:
    lines = story(Own(matter.tellings.get()))
    return "\n".join(f"{line.sentence} {line.words} {line.name}" for line in lines)


def test_nothing_internal_is_shown(visitor: Client, world: World, follow: Follow):
    matter = walks.handling(world)
    note(matter, by=world.actor("water"), text="内部：住户难缠")
    page = visitor.get(follow(matter)).content.decode()
    assert "内部" not in page
    assert "示例water" not in page


def test_internal_files_are_neither_named_nor_given(visitor: Client, world: World, follow: Follow):
    matter = enclosed(walks.handling(world), world.actor("clerk"), Audience.INTERNAL, "内部纪要")
    page = follow(matter)
    assert "内部纪要" not in visitor.get(page).content.decode()
    assert visitor.get(f"{page}files/{matter.attachments.get().pk}/").status_code == 404


def test_a_file_for_the_resident_is_named_and_given(visitor: Client, world: World, follow: Follow):
    matter = enclosed(walks.handling(world), world.actor("clerk"), Audience.RESIDENT, "停水通知")
    page = follow(matter)
    assert "停水通知" in visitor.get(page).content.decode()
    given = visitor.get(f"{page}files/{matter.attachments.get().pk}/")
    assert b"".join(given.streaming_content).decode() == "停水通知"


def test_a_file_that_is_lost_is_not_found(visitor: Client, world: World, follow: Follow, settings, tmp_path):
    matter = enclosed(walks.handling(world), world.actor("clerk"), Audience.RESIDENT, "停水通知")
    page = follow(matter)
    settings.MEDIA_ROOT = tmp_path
    assert visitor.get(f"{page}files/{matter.attachments.get().pk}/").status_code == 404


def test_messages_answers_and_own_words_are_shown(world: World):
    matter = walks.answered(world)
    inform(matter, by=world.actor("clerk"), text="周三停水")
    supplement(matter, by=world.resident, text="几点开始")
    told = read(matter)
    for words in (
        "Message for you: 周三停水",
        "You added: 几点开始",
        "Answer from 水务科: solved. 水管已经换好",
    ):
        assert words in told


def test_an_assignment_names_the_unit_and_nobody(world: World):
    assert "It was given to 水务科." in read(walks.assigned(world))


@pytest.mark.parametrize("verdict", [walks.CONTENT, None])
def test_calls_are_told(world: World, verdict):
    matter = walks.answered(world)
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=verdict)
    sentence = "You told us on the telephone" if verdict else "did not reach you"
    assert sentence in read(matter)


@pytest.fixture
def joined(world: World, monday) -> tuple[Matter, Matter]:
    """Two voices of one concern: the lead had said and heard things before the other was joined to it."""
    lead, own = walks.handling(world), world.receive(phone="10000000002", body="楼道漏水")
    supplement(lead, by=acting(lead.tellings.get()), text="我是三单元的老王")
    inform(lead, by=world.actor("water"), text="王先生您好")
    enclosed(lead, acting(lead.tellings.get()), Audience.VOICE, "老王的照片")
    supplement(own, by=acting(own.tellings.get()), text="我说的")
    with clock.told(monday + timedelta(hours=1)):
        merge(own, by=world.actor("clerk"), into=lead)
    own.refresh_from_db()
    return lead, own


def test_what_another_voice_said_or_heard_before_stays_theirs(joined):
    told = read(joined[1])
    for words in ("三单元的水管漏水", "老王", "王先生"):
        assert words not in told
    assert "You added: 我说的" in told


def test_what_each_voice_adds_later_stays_its_own(joined, monday):
    lead, own = joined
    with clock.told(monday + timedelta(hours=2)):
        supplement(lead, by=acting(own.tellings.get()), text="我又说的")
    assert "我又说的" in read(own)
    assert "我又说的" not in read(lead)
    assert "老王" in read(lead)


def test_after_the_joining_both_hear_what_is_said(world: World, joined, monday):
    lead, own = joined
    with clock.told(monday + timedelta(hours=2)):
        inform(lead, by=world.actor("water"), text="周三停水")
        answer(lead, by=world.actor("water"), outcome=Outcome.SOLVED, text="修好了")
    for matter in (lead, own):
        assert "周三停水" in read(matter)
        assert "修好了" in read(matter)


def test_who_told_twice_hears_all_of_their_own(world: World):
    lead, second = world.receive(), world.receive()
    supplement(lead, by=world.resident, text="先说的")
    merge(second, by=world.actor("clerk"), into=lead)
    second.refresh_from_db()
    assert "先说的" in read(second)


def test_what_was_erased_is_said_to_be_gone(visitor: Client, world: World, follow: Follow):
    matter = walks.closed(world)
    page = follow(matter)
    erase(matter, by=world.console)
    shown = visitor.get(page).content.decode()
    assert "your words have been erased" in shown
    assert "三单元的水管漏水" not in shown


def test_what_a_teller_wrote_by_mail_is_theirs_too(world: World):
    telling = world.receive().tellings.get()
    assert {f"resident/web/{telling.pk}", f"resident/mail/{telling.pk}"} == Own(telling).refs
