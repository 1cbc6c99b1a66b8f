"""A mail is read as its writer meant it, whatever program wrote it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.kernel.tests import pictures
from qiaomen.mailbox import charsets
from qiaomen.mailbox.reading import read
from qiaomen.mailbox.tests import mails


def test_qq_says_gb2312_and_writes_more():
    mail = read(mails.qq())
    assert (mail.subject, mail.name, mail.sender) == ("镕基路路灯", "示例", mails.SENDER)
    assert mail.text == "镕基路的路灯不亮，囍字灯笼挡住了。"
    assert [(file.name, file.content.decode()) for file in mail.files] == [("说明.txt", "现场情况说明")]


def test_foxmail_splits_a_character_between_two_words():
    mail = read(mails.foxmail())
    assert mail.subject == "物业纠纷镕"
    assert mail.text == "物业不修电梯，镕先生。"


def test_outlook_writes_html_only_and_no_script_or_style_is_read():
    mail = read(mails.outlook())
    assert mail.subject == "3号楼漏水"
    assert mail.text == "您好：\n\n小区3号楼漏水。"


def test_an_iphone_writes_words_around_its_photo():
    mail = read(mails.iphone(pictures.telling("JPEG")))
    assert mail.text == "井盖坏了：\n很危险，请快点。\n\n发自我的iPhone"
    assert [file.name for file in mail.files] == ["IMG_0001.JPG"]


def test_an_old_korean_mail_is_read_although_its_header_names_no_charset():
    mail = read(mails.naver())
    assert mail.subject == "가로등이 꺼졌습니다"
    assert mail.text == "똠방각하길 가로등이 꺼졌습니다."


def test_a_japanese_mail_is_read():
    mail = read(mails.japanese())
    assert (mail.subject, mail.text) == ("水漏れ", "水が漏れています。")


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("Re: 回复: 漏水", "漏水"),
        ("RE[2]：漏水", "漏水"),
        ("转发：Fwd: 漏水", "漏水"),
        ("care: 漏水", "care: 漏水"),
        ("", ""),
    ],
)
def test_a_subject_loses_what_programs_put_before_it(subject, shown):
    assert read(mails.plain(subject=subject)).subject == shown


def test_an_empty_plain_part_gives_way_to_the_html():
    mail = b"""Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain


--b
Content-Type: text/html; charset=utf-8

<p>water</p>
--b--
"""
    assert read(mail).text == "water"


def test_a_mail_within_a_mail_is_one_file():
    mail = b"""Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

see below
--b
Content-Type: message/rfc822

Subject: inner
Content-Type: text/plain; name=inner.txt

secret of somebody else
--b--
"""
    arrival = read(mail)
    assert arrival.text == "see below"
    assert [(file.name, b"secret" in file.content) for file in arrival.files] == [("inner", True)]


@pytest.mark.parametrize("kind", ["multipart/mixed; boundary=a", "multipart/alternative"])
def test_words_between_marks_that_do_not_fit_are_not_lost(kind):
    mail = f"Content-Type: {kind}\n\n--b\nContent-Type: text/plain\n\nthe lamp is out\n--b--\n"
    assert "the lamp is out" in read(mail.encode()).text


def test_the_offices_own_stamp_tells_when_it_came():
    stamped = b"Received: from a by b; Mon, 2 Mar 2026 09:31:00 +0800\n" + mails.plain(
        Received="x; 1 Jan 1999"
    )
    assert read(stamped).arrived_at == datetime(2026, 3, 2, 1, 31, tzinfo=UTC)


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 32 Foo 2026 25:00:00", "9" * 40])
def test_a_date_that_is_none_is_none(date):
    assert read(mails.plain(Date=date)).sent_at is None


@pytest.mark.parametrize("sender", ["", "nobody", "<>", "undisclosed:;", "a@b@c"])
def test_a_sender_that_cannot_be_written_to_has_no_address(sender):
    assert read(b"From: " + sender.encode() + b"\n\nwords").sender == ""


@pytest.mark.parametrize(
    ("content", "charset", "text"),
    [
        ("水管".encode("gb18030"), "", "水管"),
        ("가로등".encode("cp949"), "us-ascii", "가로등"),
        ("水管".encode(), "no-such-charset", "水管"),
        (b"\xff\xfe\xfa", "utf-8", "�"),
    ],
)
def test_what_cannot_be_in_the_charset_that_is_named_is_read_otherwise(content, charset, text):
    assert charsets.decode(content, charset).rstrip("�") == text.rstrip("�")


@given(st.binary(max_size=400))
def test_no_bytes_stop_the_reader(content: bytes):
    read(content)


@given(
    st.sampled_from(["subject", "from", "content-type", "content-disposition", "date"]),
    st.binary(max_size=80),
)
def test_no_header_stops_the_reader(name: str, value: bytes):
    read(name.encode() + b": " + value.replace(b"\n", b" ") + b"\n\nwords")


@pytest.mark.parametrize("words", [b"a\x00b", b"+2AA-"])
def test_what_no_database_takes_is_left_out(words: bytes):
    mail = read(b"Subject: x\\ud800\nContent-Type: text/plain; charset=utf-7\n\n" + words)
    assert f"{mail.subject}{mail.text}".encode()
    assert "\0" not in mail.text


def test_a_header_whose_code_is_damaged_is_read_as_it_stands():
    assert read(b"Subject: =?utf-8?B?a?=\n\nwords").subject == "=?utf-8?B?a?="
