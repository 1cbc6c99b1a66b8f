"""An answer on a matter's own page begins with one of the short answers, as at the phone desk."""

import pytest

from qiaomen.catalogue.knowledge.actions import add_short_answer, end_short_answer
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.wording import Wording
from qiaomen.desk.tests.posting import page, press, words
from qiaomen.matters.models import Matter
from qiaomen.matters.tests import walks

QUESTION, SAID = "停水时到哪里接水？", "请到{地址}接水。"
FILLED = "请到东门接水。"


def short(world, code: str, **said) -> ShortAnswer:
    wording = {"question": QUESTION, "answer": SAID, "source": "街道", "owner": world.units["JY"]}
    return add_short_answer(
        code=code, wording=Wording(**{**wording, **said}, review_days=30), by=world.console
    )


@pytest.fixture
def matter(world, water_item) -> Matter:
    return walks.handling(world, item=water_item)


def test_those_of_the_item_are_offered(world, matter, water):
    short(world, "K01", item=matter.item)
    short(world, "K02", question="居住证怎么办？")
    shown = words(water.get(page(matter)))
    assert f'{page(matter, "answer")}?short=K01"' in shown
    assert "short=K02" not in shown


def test_those_that_fit_the_words_are_offered(world, matter, water):
    short(world, "K03", question=matter.title)
    assert "short=K03" in words(water.get(page(matter, "answer")))


def test_what_nobody_vouches_for_any_more_is_offered_with_a_warning(world, matter, water):
    row = short(world, "K01", item=matter.item)
    ShortAnswer.objects.filter(pk=row.pk).update(review_on="2026-01-01")
    assert "Outdated since Jan. 1, 2026" in words(water.get(page(matter)))


def test_one_is_what_the_answer_begins_with(world, matter, water):
    short(world, "K01", item=matter.item)
    form = water.get(page(matter, "answer"), {"short": "K01"}).context["form"]
    assert {name: form[name].value() for name in ("text", "outcome", "short")} == {
        "text": SAID,
        "outcome": "explained",
        "short": "K01",
    }


def test_its_use_is_counted(world, matter, water):
    row = short(world, "K01", item=matter.item)
    press(water, matter, "answer", outcome="explained", text=FILLED, short="K01")
    given = matter.answers.get()
    assert (given.short_answer, given.text) == (row, FILLED)


def test_an_answer_of_ones_own_words_is_no_use(world, matter, water):
    short(world, "K01", item=matter.item)
    press(water, matter, "answer", outcome="explained", text=FILLED)
    assert matter.answers.get().short_answer is None


def test_one_that_has_ended_begins_nothing(world, matter, water):
    end_short_answer(short(world, "K01", item=matter.item), by=world.console)
    form = water.get(page(matter, "answer"), {"short": "K01"}).context["form"]
    assert not form["text"].value()


def test_the_preview_advises_and_refuses_nothing(world, matter, water):
    said = {"outcome": "solved", "text": "已处理"}
    shown = words(water.post(page(matter, "answer/preview"), said))
    assert "It is very short." in shown
    assert "very short" not in words(water.get(page(matter, "answer")))
