"""What a story needs besides the ledger: names and words, read in a constant number of queries."""

import json
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from qiaomen.catalogue.models import Rule
from qiaomen.catalogue.suggesting import Machinery, machinery
from qiaomen.desk.matters.story import Names
from qiaomen.desk.situation import Situation
from qiaomen.desk.voices import told
from qiaomen.kernel.models import Event
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.procedure import plan_of
from qiaomen.matters.states import Verb
from qiaomen.people.models import Person
from qiaomen.territory.models import Place

# relation of the matter: which of its columns are the words of which kind
WORDS: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "notes": (("note", "text"),),
        "assignments": (("minutes", "minutes"),),
        "answers": (("answer", "text"), ("redo", "redo_reason")),
        "assists": (("assist", "task"), ("assist report", "report")),
        "whistles": ((Verb.WHISTLE, "task"), (Verb.END_WHISTLE, "end_reason")),
        "turnouts": (
            (Verb.CALL_MORE, "part"),
            (Verb.RESPOND, "reason"),
            (Verb.REPORT, "report"),
            (Verb.EXCUSE, "excuse"),
            (Verb.LET_GO, "excuse"),
        ),
        "steps": (("opening", "reason"),),
        "call_backs": (("call", "comment"),),
    }
)


def names_for(now: Situation, persons: Mapping[str, str]) -> Names:
    """`persons` are those of `authors(now)`; asked of the database is only what is nowhere at hand."""
    matter, events, house = now.matter, now.read.events, machinery()
    return Names(
        persons=persons,
        units={pk: unit.name for pk, unit in house.units.items()},
        items={pk: item.name for pk, item in house.items.items()},
        places=_places(ids(events, "place_id"), matter, house),
        matters=_numbers(ids(events, "merged_into_id"), matter),
        tellings=_tellings(ids(events, "telling"), now),
        rules={rule.pk: _saying(rule) for rule in _rules(ids(events, "rule"))},
        steps={step.code: step.name for step in plan_of(matter).steps},
        files={file.pk: file.name for file in matter.attachments.all()},
        texts=dict(texts(now)),
        declined_to=matter.declined_to,
    )


def authors(now: Situation) -> Mapping[str, str]:
    """The names of everybody who did something with it, was given it, or has asked for something."""
    refs = {event.by for event in now.read.events} | {wish.by for wish in now.read.requests}
    names: Mapping[str, str] = Person.objects.names(refs | officers(now.read.events))
    return names


def _places(pks: set[int], matter: Matter, house: Machinery) -> Mapping[int, str]:
    """Buildings are asked for; all others are in memory."""
    known = {matter.place_id: house.full_name(matter.place)}
    known |= {area.pk: house.full_name(area) for area in house.areas.values() if area.pk in pks}
    return known | Place.objects.full_names(pks - known.keys())


def _numbers(pks: set[int], matter: Matter) -> Mapping[int, str]:
    into = matter.merged_into
    known = {into.pk: into.number} if into else {}
    return known | dict(Matter.objects.filter(pk__in=pks - known.keys()).values_list("pk", "number"))


def _tellings(pks: set[int], now: Situation) -> Mapping[int, str]:
    """Those of matters that were split off again since are asked for."""
    known = {row.pk: told(row) for voice in now.voices for row in voice.tellings}
    return known | {row.pk: told(row) for row in Telling.objects.filter(pk__in=pks - known.keys())}


def _rules(pks: set[int]) -> QuerySet[Rule]:
    return Rule.objects.filter(pk__in=pks).select_related("item", "place")


def _saying(rule: Rule) -> str:
    """The rule by its number, and what it says."""
    what = rule.item.name if rule.item else _("whatever no other rule names")
    return _("routing rule %(number)d (%(what)s, %(place)s)") % {
        "number": rule.number,
        "what": what,
        "place": rule.place.name,
    }


def ids(events: Iterable[Event], *keys: str) -> set[int]:
    """All ids under one of the keys, whether a column, a fact or a list of them."""
    found = set()
    for event in events:
        facts = json.loads(event.data)
        words = {**facts, **facts.get("set", {})}
        for key in keys:
            said = words.get(key)
            found |= {pk for pk in (said if isinstance(said, list) else [said]) if isinstance(pk, int)}
    return found


def officers(events: Iterable[Event]) -> set[str]:
    return {f"person/{pk}" for pk in ids(events, "officer_id")}


def texts(now: Situation) -> Iterator[tuple[tuple[str, int], str]]:
    """Everything that was said beside the ledger, by kind and id."""
    for relation, said in WORDS.items():
        for row in getattr(now.matter, relation).all():
            for kind, column in said:
                yield (kind, row.pk), getattr(row, column)
    for wish in now.read.requests:
        yield ("request", wish.pk), wish.reason
        yield ("remark", wish.pk), wish.remark
