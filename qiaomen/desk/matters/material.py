"""What a story needs besides the ledger: names and words, read in a constant number of queries."""

import json
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from qiaomen.catalogue.models import Item, Rule
from qiaomen.desk.matters.story import Names
from qiaomen.desk.voices import told
from qiaomen.kernel.models import Event, Request
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.procedure import plan_of
from qiaomen.matters.states import Verb
from qiaomen.people.models import Person, Unit
from qiaomen.territory.models import Place


def names_for(matter: Matter, events: list[Event]) -> Names:
    return Names(
        persons=Person.objects.names({event.by for event in events} | officers(events)),
        units=dict(
            Unit.objects.filter(
                pk__in=ids(events, "unit_id", "unit", "about_unit_id", "returned_by", "told", "called")
            ).values_list("pk", "name")
        ),
        items=dict(Item.objects.filter(pk__in=ids(events, "item_id")).values_list("pk", "name")),
        places=Place.objects.full_names(ids(events, "place_id")),
        matters=dict(Matter.objects.filter(pk__in=ids(events, "merged_into_id")).values_list("pk", "number")),
        tellings={row.pk: told(row) for row in Telling.objects.filter(pk__in=ids(events, "telling"))},
        rules={rule.pk: _saying(rule) for rule in _rules(ids(events, "rule"))},
        steps={step.code: step.name for step in plan_of(matter).steps},
        files=dict(matter.attachments.values_list("pk", "name")),
        texts=dict(texts(matter)),
        declined_to=matter.declined_to,
    )


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


def texts(matter: Matter) -> Iterator[tuple[tuple[str, int], str]]:
    """Everything that was said beside the ledger, by kind and id."""
    for pk, text in matter.notes.values_list("pk", "text"):
        yield ("note", pk), text
    for pk, minutes in matter.assignments.filter(final=True).values_list("pk", "minutes"):
        yield ("minutes", pk), minutes
    for pk, text, reason in matter.answers.values_list("pk", "text", "redo_reason"):
        yield ("answer", pk), text
        yield ("redo", pk), reason
    for pk, task, report in matter.assists.values_list("pk", "task", "report"):
        yield ("assist", pk), task
        yield ("assist report", pk), report
    for pk, task, reason in matter.whistles.values_list("pk", "task", "end_reason"):
        yield (Verb.WHISTLE, pk), task
        yield (Verb.END_WHISTLE, pk), reason
    for pk, part, reason, report, why in matter.turnouts.values_list(
        "pk", "part", "reason", "report", "excuse"
    ):
        yield (Verb.CALL_MORE, pk), part
        yield (Verb.RESPOND, pk), reason
        yield (Verb.REPORT, pk), report
        yield (Verb.EXCUSE, pk), why
        yield (Verb.LET_GO, pk), why
    for pk, reason in matter.steps.values_list("pk", "reason"):
        yield ("opening", pk), reason
    for pk, comment in matter.call_backs.values_list("pk", "comment"):
        yield ("call", pk), comment
    for wish in Request.objects.filter(stream=matter.stream):
        yield ("request", wish.pk), wish.reason
        yield ("remark", wish.pk), wish.remark
