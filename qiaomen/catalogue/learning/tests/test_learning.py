"""Training, comparing, keeping, and being judged."""

import json
import logging

import pytest
from django.utils import translation

from qiaomen.catalogue.learning.actions import set_confidence
from qiaomen.catalogue.learning.copies import groups
from qiaomen.catalogue.learning.evaluating import evaluate
from qiaomen.catalogue.learning.features import document
from qiaomen.catalogue.learning.guessing import guesser
from qiaomen.catalogue.learning.keeping import place_of
from qiaomen.catalogue.learning.learning import learn
from qiaomen.catalogue.learning.models import Learner
from qiaomen.catalogue.learning.samples import Sample, Samples
from qiaomen.catalogue.learning.tests.conftest import LIGHT, WATER, told
from qiaomen.catalogue.suggesting import suggest, suggester
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.QIAOMEN_HOME = tmp_path


def judged(samples: Samples):
    joiner = suggester().joiner
    return evaluate(samples, guesser(joiner, (sample.label for sample in samples.rows)), joiner.tree)


def test_the_model_knows_what_it_was_taught(samples, console, items):
    learned = learn(samples, by=console)
    assert learned.judgement.macro_f1 > 0.85
    said = suggest("河边的灯不亮，走路看不清，照明太暗")
    assert said.item_id == items["lamp"].pk
    assert said.choices[0].because[0] == "灯不亮"
    assert sum(choice.chance for choice in said.choices) <= 1.001


def test_a_label_leads_to_its_item_where_no_keyword_does(samples, console, items):
    assert suggest("自来水发黄有怪味").item_id is None
    learn(samples, by=console)
    best = suggest("自来水发黄有怪味").choices[0]
    assert best.item_id == items["water"].pk
    assert best.because
    assert all(word in "自来水发黄有怪味" for word in best.because)


def test_below_the_confidence_of_the_office_it_is_not_sure(samples, console, items):
    row = learn(samples, by=console).row
    text = "自来水发黄有怪味，水费多收"
    set_confidence(row, thousandths=1, by=console)
    assert suggest(text).item_sure
    set_confidence(row, thousandths=1000, by=console)
    assert not suggest(text).item_sure
    with pytest.raises(Refusal):
        set_confidence(row, thousandths=0, by=console)


def test_what_is_no_better_is_not_taken(samples, console, ready):
    row = learn(samples, by=console).row
    with translation.override("en"):
        assert "the one in use stays" in learn(samples, by=console).lines()[-1]
    row.refresh_from_db()
    assert row.number == 1
    assert [event.verb for event in Event.objects.filter(stream=row.stream).order_by("seq")] == [
        "found",
        "learn",
        "keep",
    ]


def test_what_is_better_is_taken_and_the_old_one_goes(samples, console, ready, tmp_path):
    swapped = Samples.of(told("照明", WATER) + told("供水", LIGHT))
    old = learn(swapped, by=console).row.checksum
    learn(samples, by=console)
    row = Learner.objects.get()
    assert row.number == 2
    assert not place_of(old).exists()
    assert len(list((tmp_path / "models").iterdir())) == 2


def test_the_ledger_knows_what_it_was_trained_on_but_none_of_the_words(samples, console, ready):
    learn(samples, by=console)
    data = json.loads(Event.objects.get(verb="learn").data)["set"]
    assert data["messages"] == 56
    assert data["labels"] == ["供水", "照明"]
    assert "路灯" not in Event.objects.get(verb="learn").data


@pytest.mark.parametrize("harm", ["damage", "remove"])
def test_a_damaged_model_is_said_once_and_keywords_go_on(harm, samples, console, items, caplog):
    row = learn(samples, by=console).row
    row.refresh_from_db()
    path = place_of(row.checksum)
    path.unlink() if harm == "remove" else path.write_bytes(path.read_bytes()[:-9] + b"123456789")
    set_confidence(row, thousandths=500, by=console)  # another state of the house
    with caplog.at_level(logging.WARNING):
        assert suggest("灯不亮").item_id == items["lamp"].pk
        suggest("灯不亮")
    assert len(caplog.records) == 1
    assert learn(samples, by=console).held.better  # whatever is whole


@pytest.mark.parametrize(
    "rows", [told("照明", LIGHT), told("照明", LIGHT[:3]) + told("供水", WATER[:3])], ids=["one label", "few"]
)
def test_too_little_is_refused(rows, console, ready):
    with pytest.raises(Refusal):
        learn(Samples.of(rows), by=console)


def test_a_rare_label_is_left_out_and_said(samples, console, ready):
    samples.rows.append(Sample("公交车站没有座位", "", "公交"))
    samples.left_out = 2
    with translation.override("en"):
        lines = learn(samples, by=console).lines()
    assert "Labels with too few messages, left out: 公交" in lines
    assert "Rows without text or label, left out: 2" in lines


def test_copies_are_one_group():
    same = "东门的路灯整夜不亮，走路看不清，请尽快派人来修，谢谢各位领导"
    group = groups([document(same), document(same + "！再次感谢"), document("自来水发黄，烧开还有怪味道")])
    assert group[0] == group[1] != group[2]


def test_an_evaluation_counts_labels_that_cannot_be_proposed(samples, console, ready):
    learn(samples, by=console)
    told_json = judged(Samples.of([*samples.rows, Sample("公交车站没有座位", "", "公交")])).to_json()
    assert told_json["n"] == 57
    assert told_json["unknown_labels"] == {"公交": 1}
    assert told_json["accuracy"] < 1
    assert told_json["source"] == "model"


def test_without_a_model_keywords_are_judged_at_the_level_of_the_label(items):
    found = judged(Samples.of([Sample("灯不亮", "", "照明"), Sample("停水", "", "照明")]))
    assert (found.source, found.accuracy) == ("keywords", 0.5)
    assert [(level.level, level.messages, level.right) for level in found.levels] == [
        (1, 2, 1),
        (2, 2, 1),
    ]
    with translation.override("en"):
        assert "There is no model" in found.lines()[1]


def test_a_wrong_third_level_below_a_right_first_counts_as_such(ready, console):
    rows = told("城建/照明/路灯", LIGHT) + told("城建/供水/水管", WATER)
    learn(Samples.of(rows), by=console)
    wrong = [Sample(f"{WATER[0]}，{WATER[1]}", "", "城建/照明/路灯"), *rows[:9]]
    shares = judged(Samples.of(wrong)).to_json()["levels"]
    assert shares == {"1": 1.0, "2": 0.9, "3": 0.9}
