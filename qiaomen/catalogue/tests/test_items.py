"""Adding, revising and ending items."""

from datetime import timedelta

import pytest

from qiaomen.catalogue.actions import add_item, end_item, resume_item, revise_item
from qiaomen.catalogue.models import Item
from qiaomen.catalogue.terms import Reply, Terms
from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.kernel.verification import verify
from qiaomen.people.tests.conftest import TODAY

DAY = timedelta(days=1)
TOMORROW = TODAY + DAY


def test_a_new_item_stands_one_level_below_its_parent(items):
    assert [items[code].level for code in ("city", "light", "lamp")] == [1, 2, 3]


def test_a_new_item_says_its_terms_from_today_on(lamp, saying):
    assert lamp.version_on(TODAY).terms == saying()
    assert lamp.version_on(TODAY).from_day == TODAY


def test_terms_are_kept_in_one_spelling(items, console):
    untidy = Terms(
        name=" 公园  座椅 ",
        keywords=("长椅", " ", "长椅"),
        answer="05 workdays",
        replies=(Reply(" 已修 ", " 已修好。"),),
    )
    bench = add_item(code=" bench ", terms=untidy, by=console)
    assert (bench.code, bench.name) == ("bench", "公园 座椅")
    told = bench.version_on(TODAY).terms
    assert (told.keywords, told.answer, told.replies) == (
        ("长椅",),
        "5 workdays",
        (Reply("已修", "已修好。"),),
    )


def test_a_procedure_by_its_code_alone_is_its_newest_version(lamp, saying, console):
    revise_item(lamp, terms=saying(procedure="property"), from_day=TOMORROW, by=console)
    assert lamp.version_on(TOMORROW).procedure == "property@1"


@pytest.mark.parametrize(
    ("unfit", "sentence"),
    [
        ({"name": " "}, "Give the item a name"),
        ({"name": "灯" * 121}, "longer than 120 characters"),
        ({"public_name": "灯" * 121}, "longer than 120 characters"),
        ({"keywords": ("灯" * 41,)}, "no keyword but a sentence"),
        ({"kind": "anger"}, "There is no kind “anger”"),
        ({"visibility": "secret"}, "There is no visibility “secret”"),
        ({"accept": "soon"}, "soon is not a limit"),
        ({"answer": "5 weeks"}, "5 weeks is not a limit"),
        ({"call_back": "0 workdays"}, "from 1 to 3660"),
        ({"procedure": "dance"}, "There is no procedure “dance”"),
        ({"procedure": "ordinary@2"}, "There is no procedure “ordinary@2”"),
        ({"procedure": "ordinary@x"}, "There is no procedure “ordinary@x”"),
        ({"replies": (Reply("已修", " "),)}, "needs a name and a text"),
        ({"retention_days": 0}, "kept for 1 to 3660 days"),
    ],
)
def test_terms_that_cannot_be_kept_are_refused(items, saying, console, unfit, sentence):
    with pytest.raises(Refusal, match=sentence):
        add_item(code="new", terms=saying(**unfit), by=console)
    assert not Item.objects.filter(code="new").exists()


@pytest.mark.parametrize("code", ["", "a lamp", "灯" * 61, "lamp/1"])
def test_a_code_is_short_and_without_spaces(items, saying, console, code):
    with pytest.raises(Refusal, match="cannot be an item's code"):
        add_item(code=code, terms=saying(), by=console)


def test_a_code_is_given_once(lamp, saying, console):
    with pytest.raises(Refusal, match="The code lamp belongs to “路灯照明” already"):
        add_item(code="lamp", terms=saying(), by=console)


def test_a_code_that_somebody_else_takes_at_the_same_time_is_a_conflict(lamp, saying, console, monkeypatch):
    monkeypatch.setattr("qiaomen.catalogue.checks.require_free", lambda codes: None)
    with pytest.raises(Conflict, match="Another item has one of these codes"):
        add_item(code="lamp", terms=saying(), by=console)


def test_there_is_no_fourth_level(lamp, saying, console):
    with pytest.raises(Refusal, match="on the third level, the last"):
        add_item(code="bulb", terms=saying(), parent=lamp, by=console)


def test_an_item_does_not_begin_in_the_past(items, saying, console):
    with pytest.raises(Refusal, match="from today on"):
        add_item(code="new", terms=saying(), from_day=TODAY - DAY, by=console)


def test_nothing_is_added_below_an_item_that_has_ended(lamp, items, saying, console):
    end_item(lamp, on=TODAY, by=console)
    end_item(items["light"], on=TODAY, by=console)
    with pytest.raises(Refusal, match="“照明” has ended"):
        add_item(code="new", terms=saying(), parent=items["light"], by=console)


def test_an_end_that_somebody_else_wrote_meanwhile_is_seen(lamp, items, saying, console):
    stale = Item.objects.get(code="light")
    end_item(lamp, on=TODAY, by=console)
    end_item(items["light"], on=TODAY, by=console)
    with pytest.raises(Refusal, match="“照明” has ended"):
        add_item(code="new", terms=saying(), parent=stale, by=console)


def test_who_keeps_one_street_only_adds_no_items(items, saying, keeper):
    with pytest.raises(Forbidden):
        add_item(code="new", terms=saying(), by=keeper)


def test_a_revision_holds_from_its_day_on(lamp, saying, console):
    revise_item(lamp, terms=saying(answer="1 workdays"), from_day=TOMORROW, by=console)
    assert lamp.version_on(TODAY).answer == "3 workdays"
    assert lamp.version_on(TOMORROW).answer == "1 workdays"
    assert lamp.version_on(TOMORROW + 100 * DAY).answer == "1 workdays"


def test_before_its_first_version_an_item_says_what_it_said_first(lamp):
    assert lamp.version_on(TODAY - 100 * DAY).from_day == TODAY


def test_an_item_bears_the_name_of_its_last_version(lamp, saying, console):
    revise_item(lamp, terms=saying(name="路灯"), from_day=TODAY + 2 * DAY, by=console)
    revise_item(lamp, terms=saying(name="灯"), from_day=TOMORROW, by=console)
    lamp.refresh_from_db()
    assert lamp.name == "路灯"


def test_of_several_versions_of_a_day_the_last_holds(lamp, saying, console):
    first = lamp.version_on(TODAY)
    for answer in ("2 workdays", "1 workdays"):
        revise_item(lamp, terms=saying(answer=answer), from_day=TODAY, by=console)
    assert lamp.version_on(TODAY).answer == "1 workdays"
    assert lamp.version_on(TODAY - DAY).answer == "1 workdays"
    assert [version.number for version in lamp.versions.all()] == [1, 2, 3]
    first.refresh_from_db()
    assert first.answer == "3 workdays"
    assert verify().broken is None


def test_the_past_is_not_revised(lamp, saying, console):
    with pytest.raises(Refusal, match="from today on"):
        revise_item(lamp, terms=saying(), from_day=TODAY - DAY, by=console)


def test_terms_that_cannot_be_kept_are_no_revision(lamp, saying, console):
    with pytest.raises(Refusal, match="is not a limit"):
        revise_item(lamp, terms=saying(answer="soon"), from_day=TOMORROW, by=console)
    assert lamp.versions.count() == 1


@pytest.mark.parametrize("field", ["answer", "retention_days"])
def test_the_default_promise_leaves_nothing_open(ready, saying, console, field):
    unsorted = Item.objects.get(code="unsorted")
    complete = saying(answer="4 workdays", retention_days=100)
    revise_item(unsorted, terms=complete, from_day=TOMORROW, by=console)
    blank = saying(
        **{"answer": "4 workdays", "retention_days": 100, field: None if field != "answer" else ""}
    )
    with pytest.raises(Refusal, match=f"holds the default promise: fill in {field}"):
        revise_item(unsorted, terms=blank, from_day=TOMORROW + DAY, by=console)


def test_an_item_ends_on_the_first_day_without_it(lamp, console):
    end_item(lamp, on=TOMORROW, by=console)
    assert lamp in Item.objects.current(TODAY)
    assert lamp not in Item.objects.current(TOMORROW)
    assert (lamp.current_on(TODAY), lamp.current_on(TOMORROW)) == (True, False)


def test_an_end_is_taken_back_by_a_version_from_today(lamp, console):
    before = lamp.version_on(TODAY)
    end_item(lamp, on=TOMORROW, by=console)
    with clock.told(clock.now() + 3 * DAY):
        resume_item(lamp, by=console)
    lamp.refresh_from_db()
    first, again = lamp.versions.all()
    assert (lamp.ended_on, again.from_day, again.terms) == (None, TODAY + 3 * DAY, before.terms)
    assert first.from_day == before.from_day
    with pytest.raises(Refusal, match="cannot be done now"):
        resume_item(lamp, by=console)


def test_an_item_goes_on_only_below_one_that_does(lamp, items, console):
    end_item(lamp, on=TODAY, by=console)
    end_item(items["light"], on=TODAY, by=console)
    with pytest.raises(Refusal, match="“照明” has ended"):
        resume_item(lamp, by=console)


def test_an_item_does_not_end_in_the_past(lamp, console):
    with pytest.raises(Refusal, match="from today on"):
        end_item(lamp, on=TODAY - DAY, by=console)


def test_an_item_ends_after_those_below_it(items, console):
    with pytest.raises(Refusal, match="“照明” has items below it"):
        end_item(items["light"], on=TODAY, by=console)


@pytest.mark.parametrize("code", ["unsorted", "supervision"])
def test_the_programs_own_items_never_end(ready, console, code):
    with pytest.raises(Refusal, match="the program itself files matters under it"):
        end_item(Item.objects.get(code=code), on=TODAY, by=console)


def test_an_ended_item_is_neither_revised_nor_ended_again(lamp, saying, console):
    end_item(lamp, on=TOMORROW, by=console)
    with pytest.raises(Refusal, match="it is “ended”"):
        revise_item(lamp, terms=saying(), from_day=TOMORROW, by=console)
    with pytest.raises(Refusal, match="it is “ended”"):
        end_item(lamp, on=TODAY, by=console)


def test_only_a_confidential_item_is_confidential(lamp, saying, console):
    revise_item(lamp, terms=saying(visibility="confidential"), from_day=TOMORROW, by=console)
    assert (lamp.version_on(TODAY).is_confidential, lamp.version_on(TOMORROW).is_confidential) == (
        False,
        True,
    )
