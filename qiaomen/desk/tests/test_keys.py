"""The letters of the keyboard: told, switched off, and never two for one."""

from qiaomen.desk.keys import letters
from qiaomen.desk.tests.posting import words
from qiaomen.desk.verbs.table import BY_NOUN


def test_each_letter_does_one_thing_that_there_is():
    verbs = letters.OF_A_MATTER
    assert set(verbs.values()) <= set(BY_NOUN)
    assert len(set(verbs.values())) == len(verbs)
    assert not set(verbs) & (set(letters.EVERYWHERE) | set(letters.IN_A_LIST))


def test_the_page_of_the_keys_tells_them_all(clerk):
    told = words(clerk.get("/desk/keys/"))
    assert all(f"<kbd>{key}</kbd>" in told for key in letters.here())
    assert '<a href="/desk/keys/">Keys</a>' in told


def test_who_has_switched_the_keys_off_is_sent_no_script_of_them(clerk, water):
    assert "js/keys.js" in words(clerk.get("/desk/"))
    clerk.post("/desk/keys/switch/", {})
    assert "js/keys.js" not in words(clerk.get("/desk/"))
    assert "js/keys.js" in words(water.get("/desk/"))
    clerk.post("/desk/keys/switch/", {"wanted": "yes"})
    assert "js/keys.js" in words(clerk.get("/desk/"))
