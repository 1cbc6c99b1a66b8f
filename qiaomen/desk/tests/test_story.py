"""The sentences of a story; pure."""

import json
from datetime import UTC, datetime

import pytest
from django.utils import translation

from qiaomen.desk.matters.sentences import SENTENCES, readings
from qiaomen.desk.matters.story import SPELLINGS, Names, line
from qiaomen.kernel.models import Event
from qiaomen.matters.states import Verb

NAMES = Names(
    persons={"person/7": "示例水务"},
    units={1: "水务科"},
    items={2: "停水"},
    places={3: "柳岸社区"},
    rules={4: "routing rule 60 (停水, 柳岸)"},
    tellings={9: "by letter box"},
    texts={("note", 5): "明天来修", ("redo", 6): "还在漏", ("request", 8): "等材料", ("minutes", 4): "纪要"},
    declined_to="请向区法院咨询。",
)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def told(verb: str, facts):
    event = Event(verb=verb, by="person/7", at=datetime(2026, 3, 2, 2, tzinfo=UTC), data=json.dumps(facts))
    return line(event, NAMES)


@pytest.mark.parametrize(
    ("verb", "facts", "sentence"),
    [
        ("assign", {"set": {"unit_id": 1}}, "given to 水务科"),
        (
            "assign",
            {"set": {"unit_id": 1, "final": True}},
            "given finally to 水务科, as a joint meeting decided",
        ),
        ("assign", {"set": {"unit_id": 99}}, "given to 99"),
        (
            "assign",
            {"set": {"unit_id": 1}, "rule": 4},
            "given to 水务科, by the routing rule 60 (停水, 柳岸)",
        ),
        (
            "assign",
            {"set": {"unit_id": 1}, "dropped": ["extend", "suspend"]},
            "given to 水务科 · no longer asked: more time, suspend it",
        ),
        ("classify", {"set": {"item_id": 2}}, "filed under 停水"),
        ("locate", {"set": {"place_id": 3}}, "located in 柳岸社区"),
        ("entrust", {"set": {"officer_id": 7}}, "entrusted to 示例水务"),
        ("suspend", {"set": {"review_on": "2026-04-01"}}, "suspended until April 1, 2026"),
        ("extend", {"set": {"due_at": "@1772416800000000"}}, "more time: until March 2, 2026, 10:00"),
        ("call", {"reached": False}, "called back: nobody was reached"),
        (
            "call",
            {"reached": True, "contacted": True, "solved": False, "satisfaction": 2},
            "called back: in time yes, solved no, satisfaction 2 of 5",
        ),
        (
            "rate",
            {"contacted": True, "solved": None, "satisfaction": 5},
            "the resident said: in time yes, solved –, satisfaction 5 of 5",
        ),
        ("decide", {"answer": "granted", "verb": "extend"}, "granted: more time"),
        ("release", {"released": False}, "took the summary back"),
        (
            "disclose",
            {"purpose": "visit", "telling": 9},
            "looked at the contact of who told by letter box: to visit",
        ),
        ("disclose", {"purpose": "按旧版本"}, "looked at the contact of who told –: 按旧版本"),
        ("remind_step", {"unit": 1, "party": "unit", "step": "look"}, "reminded 水务科 of the step look"),
        ("remind_step", {"unit": None, "party": "resident"}, "reminded the resident of the step –"),
        ("remind_step", {"unit": None, "party": "role:a"}, "reminded whoever is to take the step –"),
        ("prioritise", {"set": {"priority": 0}}, "priority: normal"),
        ("accuse", {"set": {"about_unit_id": None}}, "the complaint is about –"),
    ],
)
def test_a_line_is_a_sentence(verb, facts, sentence):
    assert told(verb, facts).sentence == sentence


@pytest.mark.parametrize(
    ("verb", "facts", "said", "audience"),
    [
        ("note", {"note": 5, "audience": "resident"}, "明天来修", "resident"),
        ("redo", {"answer": 6}, "还在漏", "internal"),
        ("request", {"request": 8, "verb": "extend"}, "等材料", "internal"),
        ("assign", {"set": {"unit_id": 1, "final": True}, "minutes": 4}, "纪要", "internal"),
        ("decline", {}, "请向区法院咨询。", "resident"),
        ("rate", {}, "", "voice"),
        ("note", {"note": 404, "audience": "internal"}, "", "internal"),
    ],
)
def test_words_stand_beside_their_line_with_who_sees_them(verb, facts, said, audience):
    shown = told(verb, facts)
    assert (shown.said, shown.audience) == (said, audience)


def test_every_verb_has_a_sentence_whose_words_can_be_spelled():
    told = {"answer": "granted", "reached": True, "released": True, "dropped": ["extend"]}
    told |= {"coming": True, "end": "done", "why": "taken"}
    read = {key for verb in Verb for key in readings(verb, told)}
    assert read <= set(SENTENCES)
    for sentence in SENTENCES.values():
        assert str(sentence) % dict.fromkeys(SPELLINGS, "x")
