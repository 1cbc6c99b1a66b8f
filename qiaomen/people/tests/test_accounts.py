import json

import pytest
from django.contrib.auth import authenticate, get_user
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.test import Client, RequestFactory

from qiaomen.kernel.canonical import salted
from qiaomen.kernel.ledger import story
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.people.actions import (
    change_password,
    choose_language,
    deactivate_person,
    rename_person,
    set_password,
)
from qiaomen.people.actions.accounts import oneself
from qiaomen.people.models import Person

SECRET = "knock knock 2026"


def signed_in(login="lin", password=SECRET):
    return authenticate(RequestFactory().post("/"), username=login, password=password)


def test_a_new_person_has_no_password_to_guess(lin):
    assert not lin.has_usable_password()
    assert signed_in(password="") is None


def test_whoever_was_given_a_password_signs_in_however_the_login_is_typed(lin, console):
    set_password(lin, password=SECRET, by=console)

    assert signed_in("ＬＩＮ") == lin
    assert signed_in(password="something else") is None


def test_a_session_ends_with_the_persons_deactivation(lin, console):
    set_password(lin, password=SECRET, by=console)
    client = Client()
    client.force_login(lin)
    request = HttpRequest()
    request.session = client.session
    assert get_user(request) == lin

    deactivate_person(lin, by=console)

    assert get_user(request).is_anonymous
    assert signed_in() is None


def test_signing_in_is_noted_beside_the_ledger(lin):
    Client().force_login(lin)

    assert Person.objects.get().last_login is not None
    assert story(lin.stream).count() == 1


def test_the_ledger_says_that_a_password_was_set_and_not_which(lin, console):
    set_password(lin, password=SECRET, by=console)

    event = story(lin.stream).last()
    assert (event.verb, event.by) == ("set_password", console.ref)
    assert json.loads(event.data) == {"content": {"password": salted(lin.content_salt, lin.password)}}


def test_signing_in_leaves_an_older_hash_as_the_ledger_knows_it(lin, settings):
    preferred, older = "PBKDF2PasswordHasher", "MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}" for name in (preferred, older)]
    Person.objects.filter(pk=lin.pk).update(password=make_password(SECRET, hasher="md5"))

    assert signed_in() == lin
    assert Person.objects.get().password.startswith("md5$")


def test_an_administrator_of_another_place_sets_no_password(give, lin, keeper):
    give(lin, "officer", "west")

    with pytest.raises(Forbidden):
        set_password(lin, password=SECRET, by=keeper)


def test_weak_passwords_are_refused_with_the_reason(lin, console, settings):
    settings.AUTH_PASSWORD_VALIDATORS = [
        {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"}
    ]

    with pytest.raises(Refusal, match="numeric"):
        set_password(lin, password="20260302", by=console)


def test_a_person_changes_their_own_password_by_showing_the_old_one(give, lin, console):
    give(lin, "officer", "willow")
    set_password(lin, password=SECRET, by=console)

    change_password(lin, old=SECRET, new="another knock")

    assert signed_in(password="another knock") == lin
    assert story(lin.stream).last().by == lin.ref


def test_without_the_old_password_there_is_no_new_one(lin, console):
    set_password(lin, password=SECRET, by=console)

    with pytest.raises(Refusal, match="not your present password"):
        change_password(lin, old="guess", new="another knock")

    assert signed_in() == lin


def test_a_person_chooses_the_language_to_read(lin):
    choose_language(lin, language="ko")

    assert Person.objects.get().language == "ko"


def test_being_oneself_gives_no_power_over_others(give, lin, zhao):
    give(lin, "officer", "willow")

    with pytest.raises(Forbidden):
        rename_person(zhao, name="赵", by=oneself(lin))
