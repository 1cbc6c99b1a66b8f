"""Somebody acted while the phone had no signal: what they did, for whoever has to compare both."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.procedures.filling import shown
from qiaomen.catalogue.procedures.language import Step
from qiaomen.field.cells import day_and_time
from qiaomen.kernel import ledger
from qiaomen.kernel.refusal import Conflict
from qiaomen.matters.models import Audience, Matter, MatterStep
from qiaomen.matters.procedure import plan_of
from qiaomen.people.authors import author
from qiaomen.people.models import Person

Said = tuple[datetime, str, str]  # when, by whom, what


class Overtaken(Conflict):
    def __init__(self, matter: Matter, seen: int) -> None:
        super().__init__(_("Meanwhile somebody did something here. Compare both, then decide."))
        self.matter, self.seen = matter, seen


def theirs(matter: Matter, seen: int) -> dict[str, object]:
    """The matter as it stands now, and what was said and done in it since its line number `seen`."""
    lines = list(ledger.story(matter.stream).filter(seq__gt=seen))
    since = lines[0].at if lines else matter.received_at
    said = sorted(_said_since(matter, since))
    persons = Person.objects.names([line.by for line in lines])
    last = [(line.at, line.by, "") for line in lines[-1:]]
    return {
        "state": matter.standing_label,
        "seq": matter.ledger_seq,
        "said": [
            {"at": day_and_time(localtime(at)), "by": author(by, persons), "text": text}
            for at, by, text in said or last
        ],
    }


def _said_since(matter: Matter, since: datetime) -> Iterator[Said]:
    notes = matter.notes.filter(at__gte=since).exclude(audience=Audience.VOICE)
    yield from notes.values_list("at", "by", "text")
    yield from matter.answers.filter(at__gte=since).values_list("at", "by", "text")
    plan = {step.code: step for step in plan_of(matter).steps}
    for row in matter.steps.filter(filled_at__gte=since):
        if row.filled_at and row.code in plan:
            yield row.filled_at, row.by, _filled(plan[row.code], row)


def _filled(step: Step, row: MatterStep) -> str:
    lines = [f"{blank.label}: {shown(blank, row.filled.get(blank.code, ''))}" for blank in step.fields]
    return "\n".join([step.name, *lines])
