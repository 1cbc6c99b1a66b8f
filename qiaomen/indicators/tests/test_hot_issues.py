"""Many residents, one problem."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.models import Item
from qiaomen.catalogue.terms import Terms
from qiaomen.indicators.hot.regrouping import regroup
from qiaomen.indicators.hot.report import Hot as HotIssue
from qiaomen.indicators.hot.report import hot_issues
from qiaomen.kernel.actors import machine
from qiaomen.kernel.refusal import Forbidden
from qiaomen.matters.actions.dividing import divide
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import closed
from tests.world import MONDAY, World

SAID = ("路灯不亮", "楼道晚上一片漆黑", "灯泡坏了没人换")


@pytest.fixture
def pipes(world: World) -> Item:
    return add_item(code="pipes", terms=Terms(name="水管漏水"), by=world.console)


def tell(world: World, residents: int, **said) -> list[Matter]:
    return [world.receive(phone=f"1000000001{number}", **said) for number in range(residents)]


def hot(world: World, **asked) -> tuple[HotIssue, ...]:
    regroup()
    return hot_issues(by=world.actor("leader"), **asked).issues


def test_three_residents_with_one_item_in_one_place_are_an_issue(world: World, pipes: Item):
    told = tell(world, 3, item=pipes)
    (issue,) = hot(world)
    assert issue.issue == "柳岸第一网格水管漏水"
    assert (issue.place, issue.residents) == ("柳荫街道柳岸社区柳岸第一网格", 3)
    assert issue.messages == tuple(matter.number for matter in told)
    assert issue.first == issue.last == date(2026, 3, 2)


def test_what_an_office_makes_of_a_matter_is_told_by_nobody(world: World, pipes: Item):
    told = tell(world, 3)
    where = world.places["cassia"]
    for matter in told:
        divide(matter, by=world.actor("clerk"), body="水管漏水", item=pipes, place=where, mandatory=False)
    assert [issue.messages for issue in hot(world)] == [tuple(matter.number for matter in told)]


def test_one_resident_who_tells_three_times_is_no_issue(world: World, pipes: Item):
    for _ in range(3):
        world.receive(item=pipes)
    assert hot(world) == ()


def test_three_who_left_no_name_are_three(world: World, pipes: Item):
    for _ in range(3):
        world.receive(item=pipes, phone="")
    assert hot(world)[0].residents == 3


def test_erased_matters_count_as_one_resident_each(world: World, pipes: Item):
    """Not wanted, but better than to keep who told (docs/decisions/0018)."""
    told = [closed(world, item=pipes) for _ in range(3)]
    regroup()
    for matter in told:
        erase(matter, by=machine("retention"))
    assert hot(world)[0].residents == 3


def test_another_place_is_another_problem(world: World, pipes: Item):
    tell(world, 2, item=pipes)
    tell(world, 2, item=pipes, place=world.places["cassia"])
    assert hot(world) == ()


def test_what_was_merged_is_one_problem_whatever_the_words(world: World):
    lead, *others = (world.receive(phone=f"1000000001{n}", body=said) for n, said in enumerate(SAID))
    for other in others:
        merge(other, by=world.actor("clerk"), into=lead)
    (issue,) = hot(world)
    assert (issue.issue, issue.residents) == ("路灯不亮", 3)


def test_a_place_as_wide_as_a_street_makes_no_one_problem(world: World, pipes: Item):
    tell(world, 3, item=pipes, place=world.places["street"])
    assert hot(world) == ()


def test_a_merged_matter_goes_with_the_one_that_it_was_merged_into(world: World, pipes: Item):
    lead, _second = tell(world, 2, item=pipes)
    other = world.receive(phone="10000000099")
    merge(other, by=world.actor("clerk"), into=lead)
    assert hot(world)[0].residents == 3


def test_the_most_told_comes_first_and_only_so_many_are_given(world: World, pipes: Item):
    tell(world, 3, item=pipes)
    tell(world, 4, item=pipes, place=world.places["cassia"])
    assert [issue.residents for issue in hot(world)] == [4, 3]
    assert [issue.residents for issue in hot(world, top=1)] == [4]


def test_the_period_is_that_of_what_happened(world: World, pipes: Item):
    tell(world, 3, item=pipes, happened_at=MONDAY - timedelta(days=10))
    assert hot(world, from_day=date(2026, 3, 1)) == ()
    assert hot(world, to_day=date(2026, 2, 28))[0].first == date(2026, 2, 20)


def test_a_sources_own_number_names_the_message(world: World, pipes: Item):
    tell(world, 3, item=pipes, source_no="188")
    assert hot(world)[0].messages == ("188", "188", "188")


def test_confidential_matters_make_no_issue(world: World, pipes: Item):
    for matter in tell(world, 3, item=pipes):
        Matter.objects.filter(pk=matter.pk).update(confidential=True)
    assert hot_issues(by=world.console).issues == ()


def test_who_may_read_no_report_is_refused(world: World):
    with pytest.raises(Forbidden):
        hot_issues(by=world.actor("clerk"))


def test_issues_are_told_as_json_and_as_a_table(world: World, pipes: Item):
    tell(world, 3, item=pipes)
    regroup()
    found = hot_issues(by=world.actor("leader"))
    (said,) = found.to_json()
    assert sorted(said) == ["first", "heat", "issue", "last", "messages", "number", "place", "residents"]
    assert found.lines()[1].startswith("90    3          柳岸第一网格")
    assert found.lines()[-1].endswith("not merged count as one resident each.")


def test_no_issue_is_a_sentence(world: World):
    assert hot_issues(by=world.actor("leader")).lines() == ["No problem was told of by 3 residents or more."]


def test_the_number_of_queries_does_not_grow(world: World, pipes: Item):
    def queries() -> int:
        regroup()
        with CaptureQueriesContext(connection) as asked:
            hot_issues(by=world.actor("leader"))
        return len(asked)

    tell(world, 3, item=pipes)
    few = queries()
    tell(world, 3, item=pipes, place=world.places["cassia"])
    assert queries() == few <= 14
