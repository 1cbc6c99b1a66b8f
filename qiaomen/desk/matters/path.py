"""The procedure of a matter as a path of steps: where each stands, whose turn it is, what was filled in."""

from collections import Counter
from datetime import datetime

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.catalogue.procedures.filling import shown
from qiaomen.catalogue.procedures.language import Step
from qiaomen.catalogue.procedures.walking import Standing, walk
from qiaomen.desk.countdown import moment
from qiaomen.desk.matters.entries import Entry
from qiaomen.desk.situation import Situation
from qiaomen.kernel import clock
from qiaomen.kernel.lists import labelled, listed, strung
from qiaomen.matters.models import Matter, MatterStep
from qiaomen.matters.procedure import plan_of, progress_of, standing_rows
from qiaomen.matters.turns import called
from qiaomen.matters.waits import free_from

IN_WORDS = {
    Standing.DONE: gettext_lazy("completed"),
    Standing.OPEN: gettext_lazy("to do now"),
    Standing.LATER: gettext_lazy("still to come"),
    Standing.LEFT_OUT: gettext_lazy("not asked for here"),
    Standing.LAPSED: gettext_lazy("lapsed"),
}


def step_entries(now: Situation) -> list[Entry]:
    """The steps of the procedure in order; those that this person can take lead to their form."""
    matter = now.matter
    own = {step.code for step in now.own_steps}
    plan, rows, led_back = plan_of(matter), standing_rows(matter), _led_back(matter)
    standings = walk(plan, progress_of(matter, rows.values()))
    entries = []
    for step in plan.steps:
        waiting = _waiting_till(standings[step.code], free_from(matter, plan, step, rows))
        said = [
            _told(matter, step, standings[step.code], rows.get(step.code), waiting),
            _earlier(step, led_back.get(step.code)),
        ]
        address = _address(matter, step) if step.code in own else ""
        entries.append(Entry(step.name, strung(filter(None, said)), address))
    return entries


def _led_back(matter: Matter) -> dict[str, MatterStep]:
    """The openings by which earlier steps are taken again: whoever takes them reads why."""
    return {row.code: row for row in matter.steps.all() if row.end == MatterStep.End.LED_BACK}


def _waiting_till(standing: Standing, free: datetime | None) -> str:
    if standing != Standing.OPEN or free is None or free <= clock.now():
        return ""
    return _("can be completed from %s on") % moment(free)


def _earlier(step: Step, row: MatterStep | None) -> str:
    if row is None or row.ended_at is None:
        return ""
    return _("led back on %(moment)s: %(filled)s") % {
        "moment": moment(row.ended_at),
        "filled": _filled(step, row),
    }


def _address(matter: Matter, step: Step) -> str:
    return f"{reverse('desk:step', args=[matter.number])}?{urlencode({'step': step.code})}"


def _told(matter: Matter, step: Step, standing: Standing, row: MatterStep | None, waiting: str) -> str:
    said = [waiting or _in_words(step, standing)]
    if standing == Standing.OPEN:
        said.append(called(matter, step.actor))
        said += _waiting(matter, step, row) if row else []
    elif row and row.ended_at:
        said.append(moment(row.ended_at))
    return " · ".join(filter(None, [*said, _filled(step, row)]))


def _in_words(step: Step, standing: Standing) -> str:
    if standing == Standing.OPEN and not step.mandatory:
        return _("may be left out")
    return str(IN_WORDS[standing])


def _waiting(matter: Matter, step: Step, row: MatterStep) -> list[str]:
    due = [_("by %s") % moment(row.due_at)] if row.due_at else []
    return [*due, _signers(matter, step, row)] if row.filled_at else due


def _signers(matter: Matter, step: Step, row: MatterStep) -> str:
    """Whoever has still to sign what was filled in."""
    signed = Counter(signature.side for signature in row.signatures.all())
    missing = [signing.of for signing in step.signatures if signed[str(signing.of)] < signing.count]
    return _("waits for the signature of: %s") % listed(called(matter, side) for side in missing)


def _filled(step: Step, row: MatterStep | None) -> str:
    if row is None:
        return ""
    return strung(
        labelled(blank.label, shown(blank, row.filled[blank.code]))
        for blank in step.fields
        if blank.code in row.filled
    )
