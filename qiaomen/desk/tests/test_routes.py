"""What is asked of every address; that each works, and that a repeat is harmless, is asked elsewhere."""

import re

from qiaomen.desk.tests.posting import page, words
from qiaomen.desk.urls import urlpatterns
from qiaomen.matters.tests import walks

DJANGOS_OWN = {"sign-in", "sign-out"}
ROUTES = {pattern.name: pattern for pattern in urlpatterns if pattern.name not in DJANGOS_OWN}
OF_A_MATTER = [name for name, pattern in ROUTES.items() if "<str:number>" in str(pattern.pattern)]


def declared(name: str):
    return ROUTES[name].callback.route


def address(name: str, number: str = "JY-2026-000001") -> str:
    path = str(ROUTES[name].pattern).replace("<str:number>", number)
    return "/desk/" + re.sub(r"<\w+:\w+>", "1", path)


def knock(client, name: str, method: str = ""):
    return client.generic(method or declared(name).methods[-1], address(name))


def test_a_stranger_is_sent_to_sign_in(client, db):
    sent = {name: knock(client, name).headers.get("Location", "") for name in ROUTES}
    assert [name for name, place in sent.items() if not place.startswith("/desk/sign-in/?next=")] == []


def test_another_method_is_refused(clerk):
    unknown = {name: {"GET", "POST", "PUT", "DELETE"} - set(declared(name).methods) for name in ROUTES}
    answers = {
        (name, method): knock(clerk, name, method).status_code for name in ROUTES for method in unknown[name]
    }
    assert set(answers.values()) == {405}


def test_without_the_permission_it_is_refused_with_a_sentence(sign_in):
    administrator = sign_in("administrator")
    refused = {name: knock(administrator, name) for name in ROUTES if declared(name).permission}
    assert {answer.status_code for answer in refused.values()} == {403}
    assert all("Your post does not include this." in words(answer) for answer in refused.values())


def test_a_matter_that_is_not_to_be_seen_is_not_there(world, sign_in):
    walks.assigned(world)
    elsewhere = sign_in("elsewhere")
    answers = {knock(elsewhere, name).status_code for name in OF_A_MATTER}
    assert answers == {403, 404}  # 403: a clerk's post does not include the verb anywhere


def test_a_reader_changes_nothing(world, sign_in):
    matter = walks.assigned(world)
    auditor, before = sign_in("auditor"), matter.ledger_head
    for name in OF_A_MATTER:
        auditor.post(address(name), {"seen": matter.ledger_seq})
    matter.refresh_from_db()
    assert matter.ledger_head == before


def test_the_head_alone_is_answered_like_the_whole(world, clerk):
    walks.assigned(world)
    for name in ROUTES:
        if "GET" in declared(name).methods:
            assert knock(clerk, name, "HEAD").status_code == knock(clerk, name, "GET").status_code


def test_no_page_runs_or_loads_anything_from_outside(world, clerk):
    for path in ("/desk/", "/desk/matters/new/", page(walks.answered(world))):
        response = clerk.get(path)
        assert "default-src 'self'" in response["Content-Security-Policy"]
        assert not re.search(
            r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=\"|https?://", response.content.decode()
        )
