import pytest
from django.test import Client

from qiaomen.catalogue.actions import add_item, add_rule
from qiaomen.catalogue.models import Item
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel.limits import Limit
from qiaomen.portal.services.listing import listing
from qiaomen.portal.tests.conftest import World


@pytest.fixture
def pipes(world: World) -> Item:
    top = add_item(code="water", terms=Terms(name="供水"), by=world.console)
    terms = Terms(name="漏水", public_name="水管漏水", description="楼内外的水管", answer="8 work_hours")
    return add_item(code="pipes", parent=top, terms=terms, by=world.console)


def test_what_can_be_asked_who_answers_and_how_fast(visitor: Client, world: World, pipes: Item):
    add_rule(item=pipes, place=world.places["house"], unit=world.units["water"], by=world.console)
    page = visitor.get("/catalogue/").content.decode()
    for words in ("供水", "水管漏水", "楼内外的水管", "水务科", "8 work hours"):
        assert words in page


def test_who_answers_depends_on_the_place(world: World, pipes: Item):
    add_rule(item=pipes, place=world.places["willow"], unit=world.units["willow"], by=world.console)
    first = [listing(world.places[code])[0].services[0].facts[0] for code in ("willow", "street", "house")]
    assert first == [
        "Who answers: 柳岸社区居委会",
        "Who answers: 柳荫诉求受理中心",
        "Answer within: 8 work hours",
    ]


def test_a_place_can_be_chosen(visitor: Client, world: World, pipes: Item):
    add_rule(item=pipes, place=world.places["willow"], unit=world.units["willow"], by=world.console)
    page = visitor.get("/catalogue/", {"place": world.places["willow"].code}).content.decode()
    assert "Who answers: 柳岸社区居委会" in page


def test_an_unknown_place_is_the_whole_district(visitor: Client, pipes: Item):
    assert "水管漏水" in visitor.get("/catalogue/", {"place": "nowhere"}).content.decode()


@pytest.mark.parametrize("visibility", ["unlisted", "confidential"])
def test_only_what_is_listed_is_public(visitor: Client, world: World, pipes: Item, visibility):
    hidden = Terms(name="内部巡查", visibility=visibility)
    add_item(code="inner", parent=pipes.parent, terms=hidden, by=world.console)
    page = visitor.get("/catalogue/").content.decode()
    assert "内部巡查" not in page
    assert "待分类" not in page


def test_a_group_that_is_not_listed_stays_unnamed(world: World):
    top = add_item(code="inner", terms=Terms(name="内部", visibility="unlisted"), by=world.console)
    add_item(code="lamp", parent=top, terms=Terms(name="路灯"), by=world.console)
    assert [group.name for group in listing(world.places["house"])] == ["路灯"]


def test_without_its_own_limit_an_item_promises_the_default(world: World, pipes: Item):
    add_item(code="meter", parent=pipes.parent, terms=Terms(name="水表"), by=world.console)
    told = {service.name: service.facts[-1] for service in listing(world.places["house"])[0].services}
    assert told == {"水管漏水": "Answer within: 8 work hours", "水表": "Answer within: 5 workdays"}


def test_an_empty_catalogue_sends_people_on_to_report(visitor: Client, world: World):
    assert "has not been published yet" in visitor.get("/catalogue/").content.decode()


def test_an_empty_installation_has_an_empty_list(db, client: Client):
    assert client.get("/catalogue/").status_code == 200


def test_the_list_costs_the_same_number_of_queries_however_long(
    world: World, pipes: Item, django_assert_num_queries
):
    for number in range(5):
        add_item(code=f"more-{number}", parent=pipes.parent, terms=Terms(name=f"{number}"), by=world.console)
    with django_assert_num_queries(7):  # versions, the default (2), units, rules, parents, items
        listing(world.places["house"])


@pytest.mark.parametrize(
    ("limit", "words"),
    [("1 work_hours", "1 work hour"), ("5 workdays", "5 workdays"), ("60 calendar_days", "60 days")],
)
def test_limits_are_said_in_words(world: World, limit, words):
    assert Limit.parse(limit).in_words() == words
