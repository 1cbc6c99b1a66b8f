"""Case files that were drawn: the list of them, and the check."""

import pytest

from qiaomen.desk.tests.posting import words
from qiaomen.indicators.sampling.models import SampledCase
from qiaomen.matters.models import Matter
from tests.ways import CHECKED, drawn

LIST = "/desk/case-files/"


@pytest.fixture
def matter(world) -> Matter:
    return drawn(world)


@pytest.fixture
def coordinator(sign_in):
    return sign_in("coordinator")


def check(client, matter: Matter, **said):
    marks = {name.replace("_", "-", 1): value for name, value in said.items()}
    return client.post(f"/desk/matters/{matter.number}/case-check/", {**CHECKED, **marks})


def test_what_is_left_to_check_is_listed_until_it_is_checked(matter, coordinator):
    assert matter.number in words(coordinator.get(LIST))
    assert check(coordinator, matter)["Location"] == LIST
    shown = words(coordinator.get(LIST))
    assert "There is no file left for you to check." in shown
    assert "What the checks of 2026-02 have shown" in shown


def test_who_may_not_check_it_is_not_shown_it(world, matter, sign_in):
    Matter.objects.filter(pk=matter.pk).update(confidential=True)
    leader = sign_in("leader")
    assert matter.number not in words(leader.get(LIST))
    assert check(leader, matter).status_code == 404


def test_all_that_is_missing_is_told_at_once_beside_its_question(matter, coordinator):
    refused = check(coordinator, matter, mark_contacted="no", mark_evidence="", mark_in_time="maybe")
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"remark-contacted", "mark-evidence", "mark-in_time"}
    assert not SampledCase.objects.get().checked_at


def test_a_fault_is_ordered_to_be_put_right_and_told(matter, coordinator):
    remark = {"mark_evidence": "no", "remark_evidence": "没有照片"}
    told = coordinator.get(check(coordinator, matter, **remark)["Location"])
    assert "is ordered from the unit" in words(told)
    case = SampledCase.objects.get()
    shown = words(coordinator.get(f"/desk/matters/{matter.number}/case-check/"))
    assert f"Ordered to be put right: {case.finding.number}" in shown
    story = words(coordinator.get(f"/desk/matters/{matter.number}/"))
    assert "没有照片" in story
    assert f"ordered to put right what a check of the file found: {case.finding.number}" in story


def test_a_matter_that_was_not_drawn_has_no_check(world, coordinator):
    assert check(coordinator, world.receive()).status_code == 404


def test_results_are_for_who_reads_reports(world, matter, coordinator, sign_in, monkeypatch):
    assert "What the checks of 2026-02 have shown" in words(coordinator.get(LIST))
    role = world.people["coordinator"].posts.get().role
    role.permissions.remove("report.read")
    role.save()
    assert "have shown" not in words(coordinator.get(LIST))


def test_the_bar_leads_there_whoever_may_check(world, coordinator, sign_in):
    assert f'href="{LIST}"' in words(coordinator.get("/desk/"))
    assert f'href="{LIST}"' not in words(sign_in("clerk").get("/desk/"))


def test_before_anything_was_drawn_the_list_is_empty(world, coordinator):
    assert "no file left for you" in words(coordinator.get(LIST))


def test_the_list_costs_the_same_however_long(world, coordinator, django_assert_max_num_queries):
    drawn(world)
    SampledCase.objects.update(checked_at=None)
    with django_assert_max_num_queries(12):  # session, person, posts; last sample, cases, results
        coordinator.get(LIST)
