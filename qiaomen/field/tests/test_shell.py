import re

from django.test import Client

from qiaomen.field.shell import FILES, MODULES, release
from qiaomen.field.words import words
from tests.test_house_rules import ROOT

SCRIPTS = ROOT / "qiaomen" / "assets" / "js" / "field"


def test_a_phone_keeps_every_module_of_the_app():
    assert {file.stem for file in SCRIPTS.glob("*.js")} == {*MODULES, "worker"}


def test_the_worker_names_its_release_and_all_that_it_keeps(db):
    text = Client().get("/field/worker.js").content.decode()
    assert release() in text
    assert all(name.rpartition("/")[2] in text for name in FILES)


def test_the_shell_is_the_same_for_everybody(db):
    page = Client(headers={"accept-language": "ko"}).get("/field/")
    assert 'lang="ko"' in page.content.decode()
    assert not page.cookies


def test_it_can_be_installed(db):
    told = Client(headers={"accept-language": "en"}).get("/field/manifest.webmanifest").json()
    assert (told["start_url"], told["display"]) == ("/field/", "standalone")
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}


def test_the_script_asks_for_no_words_that_are_not_there():
    asked = {word for file in SCRIPTS.glob("*.js") for word in re.findall(r'say\("(\w+)"', file.read_text())}
    assert asked <= set(words())
