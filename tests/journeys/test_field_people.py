"""A phone changes hands, is lost, is signed out, gets a newer release: what stays on it and what leaves."""

import pytest
from playwright.sync_api import expect

from qiaomen.field import shell
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import handling
from qiaomen.people.actions import set_password
from tests.journeys.conftest import PASSWORD
from tests.journeys.phones import KEPT, LONG_AGO, AsWalker, walker
from tests.journeys.test_field import REPORTS
from tests.world import World

__all__ = ["walker"]


def test_who_is_signed_out_meanwhile_keeps_what_is_to_be_sent(office: World, walker: AsWalker):
    grid = walker("grid")
    grid.reads("My matters")
    grid.page.context.clear_cookies(name="sessionid")
    grid.reports(REPORTS[0])
    grid.reads("You are signed out.", "Still to be sent: 1")
    assert not Matter.objects.exists()
    grid.sign_in("grid")
    grid.everything_is_sent()
    assert Matter.objects.get().body == REPORTS[0]


def test_another_person_on_the_same_phone_does_not_send_it(office: World, walker: AsWalker):
    grid = walker("grid")
    grid.reads("My matters")
    grid.page.context.clear_cookies(name="sessionid")
    grid.reports(REPORTS[0])
    grid.reads("You are signed out.")
    set_password(office.people["clerk"], password=PASSWORD, by=office.console)
    grid.sign_in("clerk")
    grid.turns_to("Still to be sent: 1")
    grid.reads("Somebody else has written this.")
    expect(grid.page.get_by_role("button", name="Send now")).to_have_count(0)
    assert not Matter.objects.exists()


def test_signing_out_leaves_nothing_on_the_phone(office: World, walker: AsWalker):
    matter, water = handling(office), walker("water")
    water.reads(matter.title)
    assert matter.number in water.page.evaluate(KEPT)
    water.page.get_by_role("button", name="Sign out").click()
    water.reads("Sign in to see your matters.")
    assert water.page.evaluate(KEPT) == "[]"
    assert not water.page.request.get(f"{water.address}/field/now/", max_redirects=0).ok


def test_signing_out_without_signal_is_made_good_later(office: World, walker: AsWalker):
    matter, water = handling(office), walker("water")
    water.reads(matter.title)
    water.carries_the_app()
    water.signal(there=False)
    water.page.get_by_role("button", name="Sign out").click()
    water.reads("Sign in to see your matters.")
    assert matter.number not in water.page.evaluate(KEPT)
    water.signal(there=True)
    water.page.reload()
    water.reads("Sign in to see your matters.")
    expect(water.page.get_by_text(matter.title)).to_have_count(0)


def test_after_days_without_contact_the_matters_leave_the_phone(office: World, walker: AsWalker):
    matter, water = handling(office), walker("water")
    water.reads(matter.title)
    water.carries_the_app()
    water.signal(there=False)
    water.page.evaluate(LONG_AGO)
    water.page.reload()
    water.reads("There is no signal, and this phone carries nothing yet.")
    assert matter.number not in water.page.evaluate(KEPT)


def test_who_has_no_post_for_the_field_is_told_so(office: World, walker: AsWalker):
    auditor = walker("auditor")
    auditor.reads("Your post does not include this.")
    assert auditor.page.evaluate(KEPT) == "[]"


def test_a_newer_release_replaces_the_one_on_the_phone_and_nothing_is_lost(
    office: World, walker: AsWalker, monkeypatch: pytest.MonkeyPatch
):
    grid = walker("grid")
    grid.reads("My matters")
    grid.carries_the_app()
    grid.page.context.clear_cookies(name="sessionid")
    grid.reports(REPORTS[0])
    monkeypatch.setattr(shell, "release", lambda: "newer")
    grid.page.evaluate("() => dispatchEvent(new Event('online'))")  # on its first visit, never loaded anew
    grid.page.get_by_role("button", name="There is a newer version. Load it").click()
    grid.reads("Still to be sent: 1")
    grid.page.wait_for_function("() => caches.keys().then((names) => names.join() === 'field-newer')")
