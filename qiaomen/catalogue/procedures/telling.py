"""What a procedure says, in the reader's words: for its picture, its table and what changed."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.procedures.language import (
    IN_TIME,
    MATTER,
    NO,
    RECEIPT,
    YES,
    Actor,
    Blank,
    Condition,
    Kind,
    Procedure,
    Signing,
    Source,
    Step,
)
from qiaomen.kernel.limits import Limit
from qiaomen.kernel.lists import labelled, listed, strung
from qiaomen.people.roles import role_label


class Told(NamedTuple):
    label: str
    text: str


def who(actor: Actor) -> str:
    return _("the role “%s”") % role_label(actor.role) if actor.role else str(actor.party.label)


def particulars(procedure: Procedure, step: Step) -> list[Told]:
    """All that is said of a step besides its name; what is not said is left out."""
    told = [
        Told(_("Who"), taken_by(step)),
        Told(_("By when"), by_when(procedure, step)),
        Told(_("Not before"), not_before(step)),
        Told(_("Not needed if"), said_of(procedure, step.skip_when) if step.skip_when else ""),
        Told(_("Filled in"), strung(field_told(procedure, blank) for blank in step.fields)),
        Told(_("Signed by"), listed(map(signing_told, step.signatures))),
        Told(_("How"), "" if step.mandatory else _("may be passed by")),
        Told(_("Leads back"), leads_back(procedure, step)),
        Told(_("Promises"), _promise(step)),
        Told(_("The resident is told"), step.told),
        Told(_("Advice"), step.help),
    ]
    return [each for each in told if each.text]


def taken_by(step: Step) -> str:
    return _("completes itself: %s") % gate_told(step.gate) if step.gate else who(step.actor)


def gate_told(gate: str) -> str:
    return {"whistle": _("a whistle has ended")}.get(gate, gate)


def by_when(procedure: Procedure, step: Step) -> str:
    """Its limit and what that runs from; "" without a limit."""
    if step.limit is None:
        return ""
    amount = step.limit.in_words() if isinstance(step.limit, Limit) else str(step.limit.label)
    if step.limit_from == RECEIPT:
        amount = _("%s from receipt") % amount
    elif earlier := procedure.step(step.limit_from):
        amount = _("%(limit)s from “%(step)s”") % {"limit": amount, "step": earlier.name}
    return _("%s, then it is not asked for any more") % amount if step.lapses else amount


def not_before(step: Step) -> str:
    """How long it waits; "" if it need not."""
    return _("%s after the step before") % step.after.in_words() if step.after else ""


def _promise(step: Step) -> str:
    return _("the answer within %s") % step.answer_within.in_words() if step.answer_within else ""


def leads_back(procedure: Procedure, step: Step) -> str:
    """To which step, when, and how often; "" if it does not."""
    back = step.back_to
    if back is None:
        return ""
    earlier = procedure.step(back.step)
    told = _("to “%(step)s”, if %(condition)s") % {
        "step": earlier.name if earlier else back.step,
        "condition": said_of(procedure, back.when),
    }
    times = ngettext("at most %d time", "at most %d times", back.rounds) % back.rounds
    return f"{told} ({times})"


def said_of(procedure: Procedure, condition: Condition) -> str:
    """“决定” is 不予受理"""
    return _("%(what)s is %(values)s") % {
        "what": _asked_about(procedure, condition),
        "values": " / ".join(_value(condition, value) for value in condition.values),
    }


def _asked_about(procedure: Procedure, condition: Condition) -> str:
    if condition.step == MATTER:
        return _("the kind of the matter")
    step = procedure.step(condition.step)
    if condition.field == IN_TIME:
        return _("“%s” in time") % (step.name if step else condition.step)
    blanks = step.fields if step else ()
    return f"“{next((blank.label for blank in blanks if blank.code == condition.field), condition.field)}”"


def _value(condition: Condition, value: str) -> str:
    if condition.step == MATTER:
        return str(MatterKind(value).label)
    return {YES: _("yes"), NO: _("no"), "": _("left empty")}.get(value, value)


def field_told(procedure: Procedure, blank: Blank) -> str:
    kind = " / ".join(blank.options) if blank.kind == Kind.CHOICE else str(blank.kind.label)
    notes = [kind]
    if blank.sum_of:
        notes.append(_("adds up %s") % " + ".join(_labels(procedure, blank)))
    if not blank.required:
        notes.append(_("may be left empty"))
    if blank.when:
        notes.append(_("only if %s") % said_of(procedure, blank.when))
    return f"{blank.label} ({listed(notes)})"


def _labels(procedure: Procedure, blank: Blank) -> list[str]:
    """Of the fields that a sum adds up."""
    step = next(step for step in procedure.steps if blank in step.fields)
    return [each.label for each in step.fields if each.code in blank.sum_of]


def signing_told(signing: Signing) -> str:
    if signing.count == 1:
        return who(signing.of)
    count = ngettext("%d person", "%d people", signing.count) % signing.count
    return f"{who(signing.of)} ({count})"


def source_told(source: Source) -> str:
    named = f"{source.name} {source.article} ({date_format(source.date)})"
    return labelled(named, source.says) if source.says else named


def head(procedure: Procedure) -> list[Told]:
    """What is said of the whole."""
    told = [
        Told(_("Its name"), procedure.name),
        Told(_("What it is for"), procedure.about),
        Told(_("Public rules"), "\n".join(map(source_told, procedure.sources))),
        Told(_("Our own practice"), procedure.own),
    ]
    return [each for each in told if each.text]


def numbered(procedure: Procedure) -> Iterator[tuple[int, Step]]:
    return enumerate(procedure.steps, 1)


def summary(procedure: Procedure) -> list[str]:
    """Some lines for a terminal."""
    lines = [
        f"{procedure.name} ({procedure.code})",
        *("  " + labelled(each.label, each.text) for each in head(procedure)[1:]),
    ]
    answered, between = False, _("── The answer ──")
    for number, step in numbered(procedure):
        if step.after_answer and not answered:
            lines.append(between)
            answered = True
        lines.append(f"{number}. {step.name} [{step.code}]")
        lines += ["   " + labelled(each.label, each.text) for each in particulars(procedure, step)]
    if not procedure.steps:
        lines.append(_("No steps: accept, act, answer, call back."))
    return lines
