"""The matter's story as its teller may read it: in plain words, the newest first."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from qiaomen.catalogue.suggesting import machinery
from qiaomen.kernel.canonical import instant
from qiaomen.kernel.models import Event, Request
from qiaomen.matters.models import Answer, Attachment, Audience, CallBack, Note, Whistle
from qiaomen.matters.states import Verb
from qiaomen.portal.tracking import hearing
from qiaomen.portal.tracking.access import Own

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The verbs that concern the teller; what they say themselves and what is said to them have rows of their own.
SENTENCES: Mapping[str, "StrOrPromise"] = MappingProxyType(
    {
        Verb.RECEIVE: gettext_lazy("You reported it."),
        Verb.ASSIGN: gettext_lazy("It was given to %(unit)s."),
        Verb.RETURN: gettext_lazy("%(before)s cannot take care of this. %(unit)s has it now and sees to it."),
        Verb.ACCEPT: gettext_lazy("They have begun to work on it."),
        Verb.SUSPEND: gettext_lazy("It cannot be solved now and will be looked at again."),
        Verb.RESUME: gettext_lazy("Work on it goes on."),
        Verb.REDO: gettext_lazy("The answer was not good enough. It is being done again."),
        Verb.CLOSE: gettext_lazy("It was closed."),
        Verb.REOPEN: gettext_lazy("It was taken up again."),
        Verb.DECLINE: gettext_lazy("It was declined."),
        Verb.MERGE: gettext_lazy("It was joined with another report of the same."),
        Verb.SPLIT_OFF: gettext_lazy("It was separated from the other report again."),
        Verb.WITHDRAW: gettext_lazy("It was withdrawn."),
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    sentence: str
    words: str = ""
    href: str = ""
    name: str = ""  # of the file behind `href`

    @property
    def when(self) -> str:
        return date_format(timezone.localtime(self.at), "DATETIME_FORMAT")


def story(own: Own) -> list[Line]:
    """Every line that is for the teller."""
    answers = (answer for matter in own.chain for answer in matter.answers.all())
    lines = [
        *_events(own),
        *map(_said, hearing.notes(own)),
        *map(_answered, answers),
        *(_enclosed(own, file) for file in hearing.files(own)),
        *(_called(own, call) for call in CallBack.objects.filter(telling__in=own.tellings)),
        *_wishes(own),
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _events(own: Own) -> Iterator[Line]:
    since = hearing.joined_at(own)
    matter_of = {matter.stream: matter.pk for matter in own.chain}
    lines = sorted(
        (event for _matter, known in own.read for event in known.events), key=attrgetter("at", "seq")
    )
    events = [event for event in lines if hearing.concerns(own, matter_of[event.stream], event.at, since)]
    told = [event for event in events if event.verb in SENTENCES]
    for event in told:
        now, before = map(_name, _holders(event))
        words = {"unit": now, "before": before}
        yield Line(event.at, SENTENCES[event.verb] % words)
    yield from _dates(events)
    yield from _meetings(events)


def _dates(events: Iterable[Event]) -> Iterator[Line]:
    """Each time that the promised day moved: granted, reckoned anew, after a standstill, sorted otherwise."""
    promised, answered = "", False
    for event in events:
        answered = event.verb == Verb.ANSWER or (answered and event.verb not in {Verb.REDO, Verb.REOPEN})
        if due := _column(event, "due_at"):
            day = date_format(timezone.localtime(instant(due)), "DATE_FORMAT")
            if promised and day != promised and not answered:
                yield Line(event.at, _("The promised day has changed: you will have an answer by %s.") % day)
            promised = day


def _meetings(events: Iterable[Event]) -> Iterator[Line]:
    """How many offices come to the spot and when; not which, nor who stayed away (docs/decisions/0021)."""
    for event in events:
        told = json.loads(event.data)
        if event.verb == Verb.WHISTLE:
            yield Line(event.at, _called_out(len(told["called"]), instant(told["meet_at"])))
        if event.verb == Verb.CALL_MORE:
            day = date_format(timezone.localtime(instant(told["meet_at"])), "DATE_FORMAT")
            yield Line(event.at, _("One more office has been called to the spot for %s.") % day)
        if event.verb == Verb.LET_GO:
            yield Line(event.at, _("One office fewer comes to the spot: it was called by mistake."))
        if event.verb == Verb.END_WHISTLE and told["end"] == Whistle.End.CALLED_OFF:
            yield Line(event.at, _("The offices do not meet on the spot at that time after all."))


def _called_out(offices: int, at: datetime) -> str:
    sentence = ngettext(
        "%(number)d office has been called to the spot for %(day)s.",
        "%(number)d offices have been called to the spot for %(day)s.",
        offices,
    )
    return sentence % {"number": offices, "day": date_format(timezone.localtime(at), "DATE_FORMAT")}


def _name(unit: int | None) -> str:
    known = machinery().units.get(unit or 0)
    return known.name if known else ""


def _holders(event: Event) -> tuple[int | None, int | None]:
    """The unit that has it from this line on, and the one that handed it back."""
    return _column(event, "unit_id"), json.loads(event.data).get("returned_by")


def _column(event: Event, name: str) -> Any:
    """The new value of a column, as the ledger spells it; None where the line tells of none."""
    return json.loads(event.data).get("set", {}).get(name)


def _said(note: Note) -> Line:
    mine = note.audience == Audience.VOICE
    return Line(note.at, _("You added:") if mine else _("Message for you:"), note.text)


def _answered(answer: Answer) -> Line:
    sentence = _("Answer from %(unit)s: %(outcome)s.") % {
        "unit": answer.unit.name,
        "outcome": answer.get_outcome_display(),
    }
    return Line(answer.at, sentence, answer.text)


def _enclosed(own: Own, file: Attachment) -> Line:
    mine = file.audience == Audience.VOICE
    href = resolve_url("portal:file", own.number, file.pk)
    return Line(file.at, _("You added a file:") if mine else _("A file for you:"), href=href, name=file.name)


def _called(own: Own, call: CallBack) -> Line:
    if not call.reached:
        return Line(call.at, _("We called you and did not reach you."))
    if call.by in own.refs:
        return Line(call.at, _("You told us how it went."), call.comment)
    return Line(call.at, _("You told us on the telephone how it went."), call.comment)


def _wishes(own: Own) -> Iterator[Line]:
    """What the teller asked to have taken up again, and why it was not."""
    asked = (wish for wish in own.read[-1][1].requests if wish.verb == Verb.REOPEN and wish.by in own.refs)
    for wish in asked:
        yield Line(wish.asked_at, _("You asked to have it taken up again:"), wish.reason)
        if wish.answer == Request.Answer.REFUSED and wish.decided_at:
            yield Line(wish.decided_at, _("It was not taken up again:"), wish.remark)
