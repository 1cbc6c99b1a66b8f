"""The likeliest items: shown with how sure and why, taken by one press, and kept as a fact."""

import pytest

from qiaomen.catalogue.actions import add_item, add_rule
from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.terms import Terms
from qiaomen.desk.offered import sureness
from qiaomen.desk.tests.posting import page, press, words
from qiaomen.matters.models import ItemChoice
from tests.world import World

LEAK, PIPE, NOISE = "停水", "管网", "噪声"


@pytest.fixture
def items(world: World):
    """Two that share a word, and one of their own words each; the water office answers for the first."""
    said = {LEAK: ("水管爆裂", "停水通知"), PIPE: ("水管爆裂",), NOISE: ("楼下很吵",)}
    items = {
        name: add_item(code=f"S{number}", terms=Terms(name=name, keywords=keywords), by=world.console)
        for number, (name, keywords) in enumerate(said.items(), 1)
    }
    add_rule(item=items[LEAK], place=world.places["street"], unit=world.units["water"], by=world.console)
    return items


@pytest.fixture
def matter(world: World, items):
    return world.receive(body="春江花园水管爆裂，没有停水通知", place=world.places["grid"])


def offers(clerk):
    (line,) = clerk.get("/desk/queues/sorting/").context["lines"]
    return line.offers


def test_the_likeliest_items_are_offered_with_the_words_that_spoke(clerk, matter):
    first, second = offers(clerk)
    assert (first.item, first.unit, second.item) == (LEAK, "水务科", PIPE)
    assert "停水通知" in first.because
    assert "停水通知" not in second.because
    assert first.sureness.startswith("by keywords")
    assert first.sureness.endswith("%")


def test_one_press_takes_another_one_and_that_is_kept(clerk, matter, items):
    press(clerk, matter, "sorting", **offers(clerk)[1].fields)
    matter.refresh_from_db()
    kept = ItemChoice.objects.get()
    assert matter.item == kept.taken == items[PIPE]
    assert [item for item, _chance in kept.proposed] == [items[LEAK].pk, items[PIPE].pk]
    assert (kept.rank, kept.model) == (2, 0)
    assert ItemChoice.objects.filter(ItemChoice.CORRECTED).exists()


def test_what_was_not_proposed_at_all_is_kept_as_a_correction(clerk, matter):
    press(clerk, matter, "sorting", item=NOISE, place="grid")
    assert ItemChoice.objects.get().rank == 0


def test_the_matters_page_offers_them_too_until_the_item_is_known(clerk, matter):
    assert words(clerk.get(page(matter))).count("by keywords") == 2
    press(clerk, matter, "sorting", item=NOISE, place="grid")
    assert "by keywords" not in words(clerk.get(page(matter)))


def test_where_the_place_is_doubtful_an_offer_only_fills_in_the_form(clerk, world, items):
    doubtful = world.receive(body="水管爆裂，没有停水通知", place=world.places["street"])
    first = offers(clerk)[0]
    assert not first.at_once
    filled = clerk.get(f"{page(doubtful, 'sorting')}?{first.query}").context["form"]
    assert (filled["item"].value(), filled["unit"].value()) == (LEAK, "水务科")


def test_a_complaint_is_given_to_nobody_by_one_press(clerk, world, items):
    add_item(
        code="S9",
        terms=Terms(name="态度", kind=MatterKind.COMPLAINT, keywords=("态度恶劣",)),
        by=world.console,
    )
    world.receive(body="态度恶劣，态度恶劣", by=world.resident, title="态度恶劣")
    assert [offer.at_once for offer in offers(clerk)] == [False]


def test_what_nobody_has_read_is_taken_by_one_press_only_if_it_is_sure(clerk, world, items):
    world.receive(body="水管爆裂", by=world.resident)
    assert not any(offer.at_once for offer in offers(clerk))


def test_a_confidential_item_leaves_no_choice_behind(clerk, world, matter, items):
    items[NOISE].versions.update(visibility="confidential")
    press(clerk, matter, "sorting", item=NOISE, place="grid")
    matter.refresh_from_db()
    assert matter.confidential
    assert not ItemChoice.objects.exists()


@pytest.mark.parametrize(
    ("chance", "said"), [(0.95, "very"), (0.83, "fairly"), (0.5, "not very"), (0.2, "hardly")]
)
def test_sureness_is_said_in_words_and_figures(chance: float, said: str):
    assert sureness(chance).startswith(said)
    assert f"{round(chance * 100)} %" in sureness(chance)
