"""Only what a person has written is a matter, and only that is answered."""

import pytest

from qiaomen.mailbox.judging import Kind, judge
from qiaomen.mailbox.reading import read
from qiaomen.mailbox.tests import mails


def kind(**headers: str) -> Kind:
    return judge(read(mails.plain(**headers)))


def test_a_resident_is_a_person():
    assert kind(Auto_Submitted="no", Return_Path=f"<{mails.SENDER}>") == Kind.PERSON


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner-token=x"},
        {"Precedence": "bulk"},
        {"Precedence": "Junk"},
        {"Return_Path": "<>"},
        {"Return_Path": "< >"},
        {"List_Id": "<news.example.org>"},
        {"List_Unsubscribe": "<mailto:x@example.org>"},
        {"X_Autoreply": "yes"},
        {"subject": "自动回复: 您的诉求"},
        {"subject": "自动回复"},
        {"subject": "부재중 자동회신"},
        {"subject": "Automatic reply: Your matter"},
        {"subject": "Out of Office"},
        {"subject": "来自示例的自动回复"},
        {"subject": "[自动回复] 您的诉求"},
    ],
)
def test_a_machine_is_not_answered(headers):
    assert kind(**headers) == Kind.MACHINE


@pytest.mark.parametrize(
    "subject",
    [
        "自动回复功能坏了",
        "自动回复 太敷衍",
        "小区自动门坏了",
        "外出时家里漏水",
        "Automatic door broken",
        "Out of office hours nobody answers the telephone",
    ],
)
def test_a_subject_about_machines_is_a_persons(subject):
    assert kind(subject=subject) == Kind.PERSON


@pytest.mark.parametrize("headers", [{"From": mails.OFFICE.upper()}, {"X_Qiaomen": "1"}])
def test_our_own_mail_is_our_own(headers):
    assert kind(**headers) == Kind.OURSELVES


@pytest.mark.parametrize("sender", ["MAILER-DAEMON@example.org", "PostMaster@qq.example.org"])
def test_a_server_writes_of_what_it_could_not_deliver(sender):
    assert kind(From=sender) == Kind.RETURNED
    assert judge(read(mails.returned("<1@x>"))) == Kind.RETURNED


def test_a_receipt_that_a_mail_was_read_is_a_machines():
    kind_of_report = b"multipart/report; report-type=disposition-notification; boundary=b"
    receipt = b"From: a@example.org\nContent-Type: " + kind_of_report + b"\n\n--b--"
    assert judge(read(receipt)) == Kind.MACHINE


def test_our_address_may_bear_a_name(settings):
    settings.DEFAULT_FROM_EMAIL = f"Knock <{mails.OFFICE}>"
    assert kind(From=mails.OFFICE) == Kind.OURSELVES
