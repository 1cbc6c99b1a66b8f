"""Who is told of what: tasks that write all messages about a matter into the outbox, or none.

A message never carries words by or about residents: a number, the name of an office, a day, a link.
"""

from collections.abc import Callable, Iterable, Mapping

from django.db import transaction

from qiaomen.catalogue.procedures.language import Party
from qiaomen.kernel import clock
from qiaomen.kernel.outbox import send
from qiaomen.kernel.tasks import task
from qiaomen.kernel.wording import Fact
from qiaomen.matters.models import Matter, Telling, Turnout
from qiaomen.matters.procedure import plan_of, step_named
from qiaomen.matters.tracking import is_weary
from qiaomen.matters.voices import voices
from qiaomen.matters.waited_for import waited_for
from qiaomen.people.models import Person, Unit
from qiaomen.portal.links import call_back_link

Facts = Mapping[str, Fact]


def _with_desk(matter: Matter, telling: Telling) -> Facts:
    """The number is the one that this teller was given, also when their matter was merged."""
    return {"number": telling.matter.number, "unit": matter.desk.name}


def _with_due(matter: Matter, telling: Telling) -> Facts:
    return {**_with_desk(matter, telling), "due": matter.due_at or matter.received_at}


def _with_link(matter: Matter, telling: Telling) -> Facts:
    return {**_with_desk(matter, telling), "link": call_back_link(telling)}


CONFIRMATION = "matter_received"
RESIDENTS: Mapping[str, Callable[[Matter, Telling], Facts]] = {
    CONFIRMATION: _with_due,
    "matter_asked": _with_desk,
    "matter_answered": _with_link,
    "matter_closed": _with_desk,
    "matter_declined": _with_desk,
    "matter_extended": _with_due,
    "matter_step_returned": _with_desk,
    "matter_suspended": _with_desk,
}


@task
def tell_residents(template: str, number: str) -> None:
    """Everybody who told of the matter, or of one merged into it, and left a contact: one message a voice."""
    matter = Matter.objects.select_related("desk").get(number=number)
    _tell_voices(matter, template, RESIDENTS[template])


def _tell_voices(matter: Matter, template: str, facts: Callable[[Matter, Telling], Facts]) -> None:
    with transaction.atomic():
        for voice in voices(matter):
            if voice.has_contact and not (template == CONFIRMATION and is_weary(voice.telling)):
                send(voice.telling.ref, template, facts(matter, voice.telling))


@task
def tell_called(template: str, whistle: int, units: list[int]) -> None:
    """Everybody who works today in one of these units, and has a phone, about a call to the spot."""
    rows = Turnout.objects.filter(whistle=whistle, unit__in=units).order_by("pk")
    called = {row.unit_id: row for row in rows.select_related("unit", "whistle__matter", "whistle__unit")}
    with transaction.atomic():
        for row in called.values():  # the last call of each
            _write(template, [row.unit], {"due": row.answer_due_at, **_of_meeting(row)})


@task
def tell_above(turnout: int, unit: int) -> None:
    """The superior of an office that has not answered such a call."""
    row = Turnout.objects.select_related("unit", "whistle__matter", "whistle__unit").get(pk=turnout)
    facts = {"called": row.unit.name, **_of_meeting(row)}
    _write("unit_called_unanswered", Unit.objects.filter(pk=unit), facts)


def _of_meeting(turnout: Turnout) -> Facts:
    """Not where: that is an address."""
    whistle = turnout.whistle
    return {"number": whistle.matter.number, "unit": whistle.unit.name, "meets": turnout.meet_at}


def _write(template: str, units: Iterable[Unit], facts: Facts) -> None:
    with transaction.atomic():
        for unit in units:
            for officer in Person.objects.people_of(unit, clock.today()).exclude(phone=""):
                send(officer.ref, template, facts)


@task
def tell_next(number: str, step: str) -> None:
    """Whom a step of the matter waits for; nobody if it was done meanwhile."""
    matter = Matter.objects.select_related("desk", "unit").get(number=number)
    row = matter.steps.filter(code=step, filled_at=None, ended_at=None).first()
    if row is None or row.due_at is None:
        return
    due, actor, late = row.due_at, step_named(plan_of(matter), step).actor, row.is_late(clock.now())
    if actor.party == Party.RESIDENT and not late:
        _tell_voices(matter, "matter_step_due", lambda of, telling: {**_with_desk(of, telling), "due": due})
        return
    late_template = "desk_step_late" if actor.party == Party.RESIDENT else "unit_step_late"
    template = late_template if late else "unit_step_due"
    with transaction.atomic():
        for name, people in waited_for(matter, actor):
            for officer in people:
                if officer.phone:
                    send(officer.ref, template, {"number": number, "unit": name})


@task
def tell_unit(template: str, number: str) -> None:
    """Everybody who works today in the unit that has the matter, and has a phone."""
    matter = Matter.objects.select_related("unit").get(number=number)
    _write(template, [matter.unit], {"number": matter.number, "unit": matter.unit.name})
