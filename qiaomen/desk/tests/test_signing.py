"""Coming in and going out."""

import pytest
from django.test import Client

from qiaomen.desk.tests.posting import words
from qiaomen.people.actions import choose_language, deactivate_person, set_password
from qiaomen.people.models import Person

GOOD = "一个很长的密码 42"


@pytest.fixture
def visitor(world):
    set_password(world.people["clerk"], password=GOOD, by=world.console)
    return Client(headers={"accept-language": "en"})


def enter(visitor, password=GOOD, login="clerk", **more):
    return visitor.post("/desk/sign-in/", {"username": login, "password": password, **more})


def test_login_and_password_let_in(visitor):
    assert enter(visitor)["Location"] == "/desk/"
    assert "My work today" in words(visitor.get("/desk/"))


def test_a_stranger_is_asked_to_sign_in_and_brought_back(visitor):
    assert visitor.get("/desk/queues/all/")["Location"] == "/desk/sign-in/?next=/desk/queues/all/"
    assert enter(visitor, next="/desk/queues/all/")["Location"] == "/desk/queues/all/"


def test_a_wrong_password_says_what_to_check(visitor):
    assert "Login or password is not right." in words(enter(visitor, "wrong"))


def test_whoever_was_deactivated_does_not_come_in(visitor, world):
    deactivate_person(world.people["clerk"], by=world.console)
    assert "Login or password is not right." in words(enter(visitor))


def test_after_five_wrong_tries_even_the_right_password_has_to_wait(visitor):
    for login in ("clerk", "CLERK", " clerk", "ｃｌｅｒｋ", "clerk"):
        enter(visitor, "wrong", login)
    response = enter(visitor)
    assert response.status_code == 429
    assert "Wait a quarter of an hour" in words(response)


def test_a_colleague_is_not_locked_out_with_somebody_else(visitor, world):
    set_password(world.people["water"], password=GOOD, by=world.console)
    for _try in range(5):
        enter(visitor, "wrong")
    assert enter(visitor, login="water").status_code == 302


def test_only_a_demonstration_says_who_can_sign_in(client, db, settings):
    assert 'id="demonstration"' not in words(client.get("/desk/sign-in/"))
    settings.QIAOMEN_DEMO = "a-password\n\nlinshili"
    shown = words(client.get("/desk/sign-in/"))
    assert "<strong>a-password</strong>" in shown
    assert "linshili" in shown


def test_signing_out_needs_a_button(clerk):
    assert clerk.get("/desk/sign-out/").status_code == 405
    assert clerk.post("/desk/sign-out/")["Location"] == "/desk/sign-in/"
    assert clerk.get("/desk/").status_code == 302


def test_a_chosen_language_stays_with_the_person(visitor):
    enter(visitor)
    response = visitor.post("/desk/language/", {"language": "ko", "next": "/desk/queues/all/"})
    assert response["Location"] == "/desk/queues/all/"
    assert Person.objects.get(login="clerk").language == "ko"


def test_a_person_is_greeted_in_the_chosen_language(visitor):
    choose_language(Person.objects.get(login="clerk"), language="ko")
    enter(visitor)
    assert '<html lang="ko">' in words(visitor.get("/desk/"))


def test_an_unknown_language_is_refused_with_a_sentence(clerk):
    response = clerk.post("/desk/language/", {"language": "tlh"})
    assert response.status_code == 422
    assert "tlh is not known here" in words(response)


def test_a_language_switch_leads_nowhere_else(clerk):
    response = clerk.post("/desk/language/", {"language": "ko", "next": "https://example.org/"})
    assert response["Location"] == "/desk/"


def change(visitor, **typed):
    return visitor.post(
        "/desk/password/", {"old": GOOD, "new": "another 密码 99", "again": "another 密码 99", **typed}
    )


def test_a_password_is_changed_without_signing_in_again(visitor):
    enter(visitor)
    assert change(visitor).status_code == 303
    assert "The password is changed." in words(visitor.get("/desk/"))


def test_a_password_is_not_changed_by_whoever_does_not_know_it(visitor):
    enter(visitor)
    assert "not your present password" in words(change(visitor, old="guess"))


def test_a_new_password_is_typed_twice(visitor):
    enter(visitor)
    response = change(visitor, again="something else")
    assert response.status_code == 422
    assert "The two new passwords differ." in words(response)
