"""Several mailboxes, each bound to a desk and a place; what cannot be meant is said."""

from pathlib import Path

import pytest

from qiaomen.kernel.refusal import Refusal
from qiaomen.mailbox.fetching import fetch
from qiaomen.mailbox.naming import mailboxes
from qiaomen.mailbox.outcomes import Fate
from qiaomen.mailbox.tests import mails
from qiaomen.mailbox.tests.test_folder import put
from qiaomen.matters.models import Matter
from tests.world import World


@pytest.fixture
def named(settings, tmp_path: Path):
    def write(text: str) -> Path:
        file = tmp_path / "boxes.toml"
        file.write_text(text.replace("HERE", str(tmp_path)), encoding="utf-8")
        settings.QIAOMEN_MAIL = str(file)
        return tmp_path

    return write


TWO = """
[[box]]
name = "远山"
at = "HERE/far"
desk = "far"

[[box]]
name = "柳岸"
at = "HERE/willow"
desk = "JY"
place = "willow"
"""


def test_each_box_is_for_its_desk_and_place(world: World, named):
    here = named(TWO)
    for number, (name, text) in enumerate([("far", "漏水"), ("willow", "春江花园漏水"), ("willow", "停电")]):
        (here / name).mkdir(exist_ok=True)
        put(here / name, mails.plain(text, number=number), f"{number}.eml")
    assert fetch().fates == {Fate.NEW: 3}
    found = {matter.body: (matter.desk.code, matter.place.code) for matter in Matter.objects.all()}
    assert found == {"漏水": ("far", "far"), "春江花园漏水": ("JY", "grid"), "停电": ("JY", "willow")}


def test_a_place_for_which_the_box_is_not_there_is_not_believed(world: World, named):
    here = named(TWO)
    for name in ("far", "willow"):
        (here / name).mkdir()
    put(here / "far", mails.plain("春江花园漏水"))
    fetch()
    assert Matter.objects.get().place == world.places["far"]


def test_a_box_that_is_shut_keeps_no_other_waiting(world: World, named):
    here = named(TWO)
    (here / "willow").mkdir()
    put(here / "willow", mails.plain())
    report = fetch()
    assert report.fates == {Fate.NEW: 1}
    assert [name for name, _why in report.shut] == ["远山"]


def test_a_password_stands_in_a_file_beside(world: World, named):
    here = named('[[box]]\nname = "a"\nat = "imaps://a@mail.example.org/INBOX"\npassword_file = "secret"')
    (here / "secret").write_text("geheim\n")
    assert mailboxes()[0].password == "geheim"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "give each"),
        ("box = 1", "give each"),
        ("x =", "cannot be read"),
        ('[[box]]\nname = "a"', "needs name and at"),
        ('[[box]]\nname = "a"\nat = "b"\npasword = "c"', "not pasword"),
        ('[[box]]\nname = "a"\nat = "b"\n[[box]]\nname = "a"\nat = "c"', "a name of its own"),
        ('[[box]]\nname = "a"\nat = "b"\ndesk = "water"', "no desk with the code water"),
        ('[[box]]\nname = "a"\nat = "b"\nplace = "mars"', "no place with the code mars"),
        ('[[box]]\nname = "a"\nat = "b"\npassword_file = "none"', "none cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_said(world: World, named, text: str, sentence: str):
    named(text)
    with pytest.raises(Refusal, match=sentence):
        mailboxes()


def test_a_file_that_is_not_there_is_named(world: World, settings, tmp_path: Path):
    settings.QIAOMEN_MAIL = str(tmp_path / "none.toml")
    with pytest.raises(Refusal, match="cannot be read"):
        mailboxes()
