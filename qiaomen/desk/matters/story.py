"""The ledger of a matter as a story: pure, a line of text for each event."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from qiaomen.desk.countdown import moment
from qiaomen.desk.matters.purposes import spelled
from qiaomen.desk.matters.sentences import SENTENCES, audience, readings
from qiaomen.desk.wishes import WISHED
from qiaomen.kernel.canonical import instant
from qiaomen.kernel.lists import listed
from qiaomen.kernel.models import Event
from qiaomen.matters.channels import Channel
from qiaomen.matters.models import Audience, Priority
from qiaomen.matters.states import Ground, Outcome, Verb
from qiaomen.people.authors import author

Facts = Mapping[str, Any]
Texts = Mapping[tuple[str, int], str]  # ("note", 7) -> its words


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in the ledger are called, and the words that stand beside it."""

    persons: Mapping[str, str] = field(default_factory=dict)  # by ref: person/12
    units: Mapping[int, str] = field(default_factory=dict)
    items: Mapping[int, str] = field(default_factory=dict)
    places: Mapping[int, str] = field(default_factory=dict)
    matters: Mapping[int, str] = field(default_factory=dict)
    tellings: Mapping[int, str] = field(default_factory=dict)  # how and when
    rules: Mapping[int, str] = field(default_factory=dict)
    steps: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[int, str] = field(default_factory=dict)
    texts: Texts = field(default_factory=dict)
    declined_to: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    at: str
    who: str
    sentence: str
    said: str
    audience: Audience

    @property
    def label(self) -> str:
        return str(self.audience.label)


def story(events: Iterable[Event], names: Names) -> list[Line]:
    """The newest first."""
    return [line(event, names) for event in reversed(list(events))]


def told(lines: Iterable[Line]) -> list[Line]:
    """Those whose words the resident reads or wrote."""
    return [line for line in lines if line.audience != Audience.INTERNAL]


def line(event: Event, names: Names) -> Line:
    facts = json.loads(event.data)
    words = {**facts, **facts.get("set", {})}
    sentence = " · ".join(str(SENTENCES[key]) for key in readings(event.verb, facts))
    return Line(
        at=moment(event.at),
        who=author(event.by, names.persons),
        sentence=sentence % _Spelled(words, names),
        said=said(event.verb, facts, names),
        audience=audience(event.verb, facts),
    )


def said(verb: str, facts: Facts, names: Names) -> str:
    """The words that belong to the line; they stand beside the ledger, which has only their digest."""
    if verb == Verb.DECLINE:
        return names.declined_to
    if isinstance(facts.get("turnout"), int):
        return names.texts.get((verb, facts["turnout"]), "")
    kind = {
        Verb.REDO: "redo",
        Verb.REPORT: "assist report",
        Verb.DECIDE: "remark",
        Verb.END_WHISTLE: "end_whistle",
    }.get(Verb(verb))
    # a call names the answer that it is about
    for name in ("call", "note", "answer", "assist", "request", "minutes", "whistle", "opening"):
        if isinstance(facts.get(name), int):
            return names.texts.get((kind or name, facts[name]), "")
    return ""


class _Spelled(dict[str, str]):
    """The words for a sentence, spelled when it asks for them."""

    def __init__(self, words: Facts, names: Names) -> None:
        super().__init__()
        self._words, self._names = words, names

    def __missing__(self, word: str) -> str:
        key, spell = SPELLINGS[word]
        value = self._words.get(key)
        return "–" if value is None or value == "" else spell(value, self._names)


def _day(value: str, _names: Names) -> str:
    return date_format(date.fromisoformat(value))


def _instant(value: str, _names: Names) -> str:
    return moment(instant(value))


def _yes_no(value: bool, _names: Names) -> str:  # noqa: FBT001 - an answer of the resident
    return _("yes") if value else _("no")


Spelling = Callable[[Any, Names], str]

SPELLINGS: Mapping[str, tuple[str, Spelling]] = {
    # word in the sentence: (key in the ledger, how it is spelled)
    "accused": ("about_unit_id", lambda value, names: names.units.get(value, str(value))),
    "called": ("called", lambda value, names: listed(names.units.get(pk, str(pk)) for pk in value)),
    "channel": ("channel", lambda value, _names: str(Channel(value).label)),
    "child": ("child", lambda value, _names: str(value)),
    "contacted": ("contacted", _yes_no),
    "due_at": ("due_at", _instant),
    "file": ("attachment", lambda value, names: names.files.get(value) or _("erased")),
    "ground": ("ground", lambda value, _names: str(Ground(value).label)),
    "helper": ("unit", lambda value, names: names.units.get(value, str(value))),
    "item": ("item_id", lambda value, names: names.items.get(value, str(value))),
    "meet_at": ("meet_at", _instant),
    "merged": ("merged", lambda value, _names: str(value)),
    "merged_into": ("merged_into_id", lambda value, names: names.matters.get(value, str(value))),
    "officer": ("officer_id", lambda value, names: names.persons.get(f"person/{value}", str(value))),
    "outcome": ("outcome", lambda value, _names: str(Outcome(value).label)),
    "place": ("place_id", lambda value, names: names.places.get(value, str(value))),
    "priority": ("priority", lambda value, _names: str(Priority(value).label)),
    "procedure": ("procedure", lambda value, _names: str(value)),
    "purpose": ("purpose", lambda value, _names: spelled(value)),
    "returned_by": ("returned_by", lambda value, names: names.units.get(value, str(value))),
    "review_on": ("review_on", _day),
    "rule": ("rule", lambda value, names: names.rules.get(value, str(value))),
    "satisfaction": ("satisfaction", lambda value, _names: str(value)),
    "solved": ("solved", _yes_no),
    "step": ("step", lambda value, names: names.steps.get(value, str(value))),
    "told_unit": ("told", lambda value, names: names.units.get(value, str(value))),
    "told": ("telling", lambda value, names: names.tellings.get(value, str(value))),
    "until": ("until", _instant),
    "unit": ("unit_id", lambda value, names: names.units.get(value, str(value))),
    "dropped": ("dropped", lambda value, _names: listed(str(WISHED[Verb(verb)]) for verb in value)),
    "wish": ("verb", lambda value, _names: str(WISHED[Verb(value)])),
}
