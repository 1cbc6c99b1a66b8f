"""Where mails leave and come in, as the environment says it."""

import importlib
from pathlib import Path

import pytest

from config import schedule
from config.mail import Server, secret, server

SENDER = "knock@example.com"


def test_without_an_address_no_mail_leaves():
    assert not server("", "", "").host


def test_a_secure_server_is_spoken_with_at_its_own_port():
    assert server("smtps://li:p%40ss@mail.example.com", "", SENDER) == Server(
        "mail.example.com", 465, "li", "p@ss", use_ssl=True
    )


@pytest.mark.parametrize(("host", "secure"), [("mail.example.com:2525", True), ("127.0.0.1:2525", False)])
def test_only_on_this_machine_a_line_may_be_open(host: str, *, secure: bool):
    found = server(f"smtp://{host}", "", SENDER)
    assert (found.port, found.use_tls, found.use_ssl) == (2525, secure, False)


def test_a_password_may_stand_in_a_file(tmp_path: Path):
    file = tmp_path / "password"
    file.write_text("p@ss\n", encoding="utf-8")
    assert server("smtps://li@mail.example.com", str(file), SENDER).password == "p@ss"
    assert secret("") == ""


@pytest.mark.parametrize(
    ("address", "sender", "told"),
    [
        ("mail.example.com", SENDER, "must read like"),
        ("smtps://", SENDER, "must read like"),
        ("smtps://mail.example.com", "", "needs QIAOMEN_MAIL_ADDRESS"),
    ],
)
def test_an_address_that_cannot_be_is_told(address: str, sender: str, told: str):
    with pytest.raises(ValueError, match=told):
        server(address, "", sender)


@pytest.mark.parametrize("named", ["", "/srv/mail"])
def test_mails_are_fetched_by_the_clock_only_where_a_box_is_named(settings, named: str):
    settings.QIAOMEN_MAIL = named
    try:
        assert ("mail-fetch" in importlib.reload(schedule).SCHEDULE) == bool(named)
    finally:
        settings.QIAOMEN_MAIL = ""
        importlib.reload(schedule)
