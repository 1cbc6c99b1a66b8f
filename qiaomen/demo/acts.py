"""What the people of the demonstration do: each function one deed, by the one who would do it."""

from collections.abc import Sequence
from datetime import date, timedelta

from qiaomen.catalogue.knowledge.shelf import answers_to
from qiaomen.demo import mails, phrases, steps
from qiaomen.demo.case import Case
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Request
from qiaomen.matters.actions import (
    assigning,
    assisting,
    calling,
    closing,
    handling,
    requesting,
    settling,
    sorting,
    speaking,
    supervising,
    whistling,
)
from qiaomen.matters.actions.calling import Verdict
from qiaomen.matters.models import Telling
from qiaomen.matters.states import Ground, Outcome, Verb
from qiaomen.matters.voices import NEEDS_NO_SOLUTION
from qiaomen.people.models import Unit

PLANNED_AHEAD = timedelta(days=28)
CONTENT_FROM = 3


def sort(case: Case) -> None:
    """What it is about and where: only what the import was not sure of, or had wrong."""
    if case.matter.item_id != case.item.pk:
        sorting.classify(case.matter, by=case.clerk, item=case.item)
    if case.matter.place_id != case.place.pk and case.matter.about_unit_id is None:
        sorting.locate(case.matter, by=case.clerk, place=case.place)
    if case.matter.unsettled:
        sorting.accuse(case.matter, by=case.clerk, unit=None)


def merge(case: Case, lead: Case) -> None:
    sorting.merge(case.matter, by=case.clerk, into=lead.matter)


def assign(case: Case) -> None:
    unit, rule = case.routed()
    assigning.assign(case.matter, by=case.clerk, unit=unit, rule=rule)


def assign_to(case: Case, unit: str) -> None:
    assigning.assign(case.matter, by=case.clerk, unit=case.stage.units[unit])


def assign_finally(case: Case, unit: str, minutes: str) -> None:
    by = case.stage.cast.final(case.matter)
    assigning.assign_finally(case.matter, by=by, unit=case.stage.units[unit], minutes=minutes)


def accept(case: Case) -> None:
    """Taken on, and seen to by the person who is there."""
    assigning.accept(case.matter, by=case.officer)
    officer = case.stage.cast.person_of(case.matter.unit)
    assigning.entrust(case.matter, by=case.officer, officer=officer)
    if case.likely("note", 0.3):
        speaking.note(case.matter, by=case.officer, text=phrases.ON_MY_WAY)
    if case.likely("release", 0.2):
        _release(case, phrases.AT_WORK)


def request(case: Case, verb: Verb, *, by: Actor, reason: str, **arguments: str) -> None:
    if verb == Verb.CLOSE:
        steps.take_all(case.matter, case.stage.cast, after_answer=True)
    requesting.request(case.matter, verb, by=by, reason=reason, **arguments)


def grant(case: Case) -> None:
    """Whatever was asked for last is granted by somebody else."""
    wanted = Request.objects.filter(stream=case.matter.stream, answer=Request.Answer.OPEN).latest("asked_at")
    requesting.decide(case.matter, wanted, by=case.coordinator, answer=Request.Answer.GRANTED)


def ask(case: Case, question: str) -> None:
    handling.ask(case.matter, by=case.officer, question=question)


def supply(case: Case, reply: str) -> None:
    handling.supply(case.matter, by=case.resident, text=reply)


def chase(case: Case) -> None:
    speaking.supplement(case.matter, by=case.resident, text=phrases.CHASED)


def remind(case: Case) -> None:
    supervising.remind(case.matter, by=case.coordinator, text=phrases.REMINDED)


def supervise(case: Case, order: str) -> None:
    supervising.supervise(case.matter, by=case.stage.cast.leader, order=order)


def assist(case: Case, unit: Unit) -> None:
    assisting.assist(case.matter, by=case.clerk, unit=unit, task=phrases.ASSIST)


def report(case: Case, unit: Unit) -> None:
    assisting.report(case.matter, by=case.stage.cast.officer(unit), text=phrases.REPORTED)


def resume(case: Case) -> None:
    handling.resume(case.matter, by=case.officer)


def answer(case: Case, by: Actor, outcome: str, text: str) -> None:
    steps.take_all(case.matter, case.stage.cast, after_answer=False)
    planned = clock.today() + PLANNED_AHEAD if outcome == Outcome.PLANNED else None
    handling.answer(case.matter, by=by, outcome=Outcome(outcome), text=text, planned_for=planned)
    if case.matter.released_at:
        _release(case, phrases.DONE[outcome])


def _release(case: Case, done: str) -> None:
    """Everybody may read of it, unless it is confidential or about somebody."""
    if not case.matter.confidential and case.matter.about_unit_id is None:
        asked = phrases.ASKED.format(item=case.matter.item.name)
        speaking.release(case.matter, by=case.clerk, summary=asked + done)


def answer_on_the_spot(case: Case, text: str) -> None:
    """By the phone desk, often from the short answer that fits best."""
    steps.take_all(case.matter, case.stage.cast, after_answer=False)
    found = [short for short in answers_to(case.message.text) if short.item_id == case.item.pk]
    handling.answer(
        case.matter, by=case.clerk, outcome=Outcome.EXPLAINED, text=text, short=next(iter(found), None)
    )


def settle(case: Case) -> None:
    """The caller is still on the telephone, and says how satisfied they are."""
    steps.take_all(case.matter, case.stage.cast, after_answer=True)
    satisfaction = max(case.story.score(case.number), CONTENT_FROM)
    settling.settle_on_the_spot(case.matter, by=case.clerk, satisfaction=satisfaction)


def write_again(case: Case, words: str) -> None:
    mails.add(case.message, case.matter.tellings.get(), words, case.stage.mailbox)


def whistle(case: Case, units: Sequence[Unit], meeting: whistling.Meeting, parts: Sequence[str]) -> None:
    called = [whistling.Called(unit, part) for unit, part in zip(units, parts, strict=True)]
    whistling.whistle(case.matter, by=case.officer, called=called, meeting=meeting)


def turn_out(case: Case, unit: Unit) -> None:
    whistling.respond(case.matter, by=case.stage.cast.officer(unit), coming=True)


def check_in(case: Case, unit: Unit) -> None:
    whistling.arrive(case.matter, by=case.stage.cast.officer(unit))


def end_whistle(case: Case) -> None:
    whistling.end_whistle(case.matter, by=case.officer, reason=phrases.WHISTLE_ENDS)


def withdraw(case: Case, words: str) -> None:
    speaking.supplement(case.matter, by=case.resident, text=words)
    closing.withdraw(case.matter, by=case.resident)


def miss(case: Case, telling: Telling) -> None:
    """A call that nobody takes."""
    calling.call(case.matter, by=case.caller, telling=telling, verdict=None)


def hear(case: Case, telling: Telling, score: int, comment: str = "") -> None:
    """The three answers: on the phone, or by their own link from those who came by the web or by mail."""
    solved = None if case.matter.kind in NEEDS_NO_SOLUTION else score >= CONTENT_FROM
    verdict = Verdict(contacted=score > 1, solved=solved, satisfaction=score, comment=comment)
    by_link = case.message.channel == "web" and case.likely("link", 0.5)
    if by_link or case.message.channel == mails.CHANNEL:
        calling.rate(case.matter, by=case.resident, telling=telling, verdict=verdict)
    else:
        calling.call(case.matter, by=case.caller, telling=telling, verdict=verdict)


def redo(case: Case) -> None:
    handling.redo(case.matter, by=case.clerk, reason=phrases.DISCONTENT)


def close(case: Case, ground: Ground) -> None:
    if steps.take_all(case.matter, case.stage.cast, after_answer=True):
        closing.close(case.matter, by=case.clerk, ground=ground)


def after(day: date, days: int) -> str:
    return str(day + timedelta(days=days))
