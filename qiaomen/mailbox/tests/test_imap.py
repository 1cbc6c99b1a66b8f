"""The same with a server that others wrote: pymap, over a real connection."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from imapclient import IMAPClient

from qiaomen.kernel import clock
from qiaomen.kernel.inbox import want
from qiaomen.kernel.models import PutAside
from qiaomen.kernel.refusal import Refusal
from qiaomen.mailbox.boxes import imap as server_box
from qiaomen.mailbox.fetching import fetch
from qiaomen.mailbox.naming import mailboxes, opened
from qiaomen.mailbox.outcomes import Fate
from qiaomen.mailbox.tests import mails
from qiaomen.matters.models import Matter
from tests.world import World

PATIENCE = 20  # seconds until the server answers
TAKEN, IGNORED, REFUSED = "Qiaomen-taken", "Qiaomen-ignored", "Qiaomen-refused"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    port = free_port()
    switches = ["--host", "127.0.0.1", "--port", str(port), "--no-tls", "--no-service", "admin", "dict"]
    program = [sys.executable, "-c", "from pymap.main import main; main()", *switches]
    with subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        _wait_for(port)
        yield port
        server.terminate()


def _wait_for(port: int) -> None:
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the IMAP server did not start")


@pytest.fixture
def client(port: int, settings) -> Iterator[IMAPClient]:
    """Another program that looks at an empty mailbox."""
    settings.QIAOMEN_MAIL = f"imap://demouser@127.0.0.1:{port}/INBOX"
    settings.QIAOMEN_MAIL_PASSWORD = "demopass"
    with IMAPClient("127.0.0.1", port, ssl=False) as client:
        client.login("demouser", "demopass")
        for folder in ("INBOX", TAKEN, IGNORED, REFUSED):
            if client.folder_exists(folder):
                client.select_folder(folder)
                client.delete_messages(client.search())
                client.expunge()
        client.select_folder("INBOX")
        yield client


def lying_in(client: IMAPClient, folder: str) -> list[bytes]:
    client.select_folder(folder, readonly=True)
    numbers = client.search()
    return [client.fetch([number], ["BODY.PEEK[]"])[number][b"BODY[]"] for number in numbers]


def test_mails_are_taken_in_and_moved(world: World, client: IMAPClient):
    client.append("INBOX", mails.plain())
    client.append("INBOX", mails.qq().replace(b"\n", b"\r\n"))
    client.append("INBOX", mails.plain(number=3, Auto_Submitted="auto-replied"))
    assert fetch().fates == {Fate.NEW: 2, Fate.IGNORED: 1}
    assert [len(lying_in(client, folder)) for folder in ("INBOX", TAKEN, IGNORED)] == [0, 2, 1]
    assert set(Matter.objects.values_list("title", flat=True)) == {"水管漏水", "镕基路路灯"}
    assert fetch().fates == {}


def test_a_mail_that_somebody_has_looked_at_is_taken_in_too(world: World, client: IMAPClient):
    client.append("INBOX", mails.plain(), flags=[b"\\Seen"])
    assert fetch().fates == {Fate.NEW: 1}


def test_a_refused_mail_lies_beside_its_reason(world: World, client: IMAPClient):
    client.append("INBOX", mails.plain("", subject=""))
    fetch()
    refused = b"".join(lying_in(client, REFUSED))
    assert b"<1@example.org>" in refused
    assert b"X-Qiaomen: 1" in refused


def test_a_mail_that_is_far_too_large_is_not_fetched(
    world: World, client: IMAPClient, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(server_box, "LARGEST", 10)
    client.append("INBOX", mails.plain())
    assert "megabytes" in fetch().refused[0][1]


def test_a_server_that_cannot_move_is_given_a_copy(
    world: World, client: IMAPClient, monkeypatch: pytest.MonkeyPatch
):
    has = IMAPClient.has_capability
    monkeypatch.setattr(IMAPClient, "has_capability", lambda self, name: name != "MOVE" and has(self, name))
    client.append("INBOX", mails.plain())
    fetch()
    assert [len(lying_in(client, folder)) for folder in ("INBOX", TAKEN)] == [0, 1]


def test_after_a_month_what_was_taken_in_is_cleared(world: World, client: IMAPClient):
    client.append("INBOX", mails.plain())
    fetch()
    with clock.told(clock.now() + timedelta(days=4000)):  # the server keeps its own time
        fetch()
    assert lying_in(client, TAKEN) == []


def test_looking_takes_nothing_in(world: World, client: IMAPClient):
    client.append("INBOX", mails.plain())
    (mailbox,) = mailboxes()
    with opened(mailbox) as box:
        assert sum(1 for _slip in box.waiting()) == 1
    assert not Matter.objects.exists()


def test_at_a_server_it_is_found_by_its_id(world: World, client: IMAPClient):
    client.append("INBOX", mails.plain(Precedence="bulk"))
    client.append("INBOX", mails.plain(number=2, Precedence="bulk"))
    fetch()
    want(PutAside.objects.get(message_id="<2@example.org>").pk, by=world.console)
    assert fetch().fates == {Fate.NEW: 1}
    assert PutAside.objects.get().message_id == "<1@example.org>"


def test_a_wrong_password_is_told(world: World, client: IMAPClient, settings):
    settings.QIAOMEN_MAIL_PASSWORD = "wrong"
    with pytest.raises(Refusal, match="does not let us in"):
        fetch()


def test_a_server_that_is_not_there_is_told(settings):
    settings.QIAOMEN_MAIL = f"imap://a:b@127.0.0.1:{free_port()}/INBOX"
    with pytest.raises(Refusal, match="did not go on"):
        fetch()
