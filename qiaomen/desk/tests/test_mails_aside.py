"""Who runs the office sees which mails became nothing, and has one taken in after all."""

import pytest

from qiaomen.desk.tests.posting import words
from qiaomen.kernel.inbox import put_aside
from qiaomen.kernel.models import PutAside


@pytest.fixture
def aside(world) -> PutAside:
    mail = PutAside(box="柳岸", name="a.eml", fate="ignored", reason="A machine.", sender="z***@example.org")
    put_aside(mail)
    return mail


def test_the_list_says_how_many_why_when_and_from_whom(sign_in, aside):
    page = words(sign_in("administrator").get("/desk/mails/"))
    for word in ("柳岸", "z***@example.org", "A machine.", "ignored: <strong>1</strong>"):
        assert word in page


def test_one_is_taken_in_after_all(world, sign_in, aside):
    browser = sign_in("administrator")
    page = words(browser.post(f"/desk/mails/{aside.pk}/", follow=True))
    assert "is taken in soon" in page
    aside.refresh_from_db()
    assert aside.wanted_by == world.people["administrator"].ref


def test_one_that_is_gone_is_told(sign_in, world):
    response = sign_in("administrator").post("/desk/mails/7/")
    assert (response.status_code, "no longer put aside" in words(response)) == (422, True)


def test_what_came_back_is_only_told(sign_in, aside):
    PutAside.objects.update(fate="returned")
    assert "Take it in after all" not in words(sign_in("administrator").get("/desk/mails/"))


def test_an_empty_list_says_so_and_is_found_from_the_first_page(sign_in, world):
    browser = sign_in("administrator")
    assert "No mail has been put aside." in words(browser.get("/desk/mails/"))
    assert "/desk/mails/" in words(browser.get("/desk/", follow=True))


def test_who_does_not_run_the_office_sees_no_such_list(sign_in, aside):
    assert sign_in("clerk").get("/desk/mails/").status_code == 403
