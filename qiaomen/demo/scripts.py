"""The way of each matter as it is told: a script yields how long it waits before it goes on.

What would lie in the future is never reached: there the demonstration's visitor takes over.
"""

from datetime import date

from qiaomen.demo import acts, phrases, steps
from qiaomen.demo.case import Case
from qiaomen.demo.cast import Cast
from qiaomen.demo.hours import Script
from qiaomen.demo.incidents import ON_THE_WAY, assisted, put_off
from qiaomen.demo.story import Telling as Told
from qiaomen.matters.actions.assigning import accept
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.channels import Channel
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Ground, Outcome, State, Verb
from qiaomen.matters.voices import voices
from qiaomen.people.models import Unit

VERY_GOOD, BAD, VERY_BAD = 5, 2, 1


def whole(case: Case) -> Script:
    """From the morning after it came in to its end, or as far as its age lets it come."""
    if case.story.listed("waiting_in_sorting", case.number):
        return
    yield 1
    acts.sort(case)
    lead = case.stage.cases.get(case.story.leads.get(case.number, ""))
    if lead:
        acts.merge(case, lead)
    elif told := case.story.special("declined", case.number):
        yield from declined(case, told)
    elif told := case.story.special("on_the_spot", case.number):
        yield from answered_on_the_spot(case, told)
    elif case.routed()[0].kind == Unit.Kind.DESK:
        yield from answered_by_the_desk(case)
    else:
        yield from handled(case)


def declined(case: Case, told: Told) -> Script:
    words = f"{told['where_to']}：{told['reason']}"
    acts.request(case, Verb.DECLINE, by=case.clerk, reason=told["reason"], told=words)
    yield 0
    acts.grant(case)


def answered_by_the_desk(case: Case) -> Script:
    if case.older_than("handled_after"):
        yield case.between("desk", 0, 2)
        acts.answer(case, case.clerk, *case.story.answer(case.number))
        yield from called_back(case)


def answered_on_the_spot(case: Case, told: Told) -> Script:
    acts.answer_on_the_spot(case, told["answer"])
    if case.message.channel == Channel.PHONE:
        acts.settle(case)
    else:
        yield from called_back(case)


def handled(case: Case) -> Script:
    yield from assigned(case)
    if not case.older_than("accepted_after"):
        return
    yield 1 if case.workdays_left() > 3 and case.likely("slow", 0.4) else 0
    acts.accept(case)
    for kind, play in ON_THE_WAY.items():
        if told := case.story.special(kind, case.number):
            yield from play(case, told)
    if case.number in case.story.hot:
        yield from gathered(case)
    if not case.matter.is_open or not case.older_than("handled_after"):
        return
    yield from worked(case)
    yield from called_back(case)


def assigned(case: Case) -> Script:
    """To the unit that the rules name, or round by those that hand it back."""
    told = case.story.special("returned", case.number)
    if told is None:
        acts.assign(case)
        return
    for attempt in told["by"]:
        acts.assign_to(case, attempt["unit"])
        yield 1
        acts.request(case, Verb.RETURN, by=case.officer, reason=attempt["reason"])
        yield 0
        acts.grant(case)
        yield 0
    if "minutes" in told:
        yield 1
        acts.assign_finally(case, told["unit"], told["minutes"])
    else:
        acts.assign_to(case, told["unit"])


def gathered(case: Case) -> Script:
    """A hot issue: several units, more time, and one answer when all who speak of it have spoken."""
    hot = case.story.hot[case.number]
    last = case.stage.day_of(case.last_age)
    yield from assisted(case, {"units": hot["assist"]})
    yield from put_off(case, phrases.HOT_EXTENSION, case.workdays_from(last, 8))
    if hot["state"] == "handling":
        yield date.max
    yield case.workdays_from(last, 3)


def worked(case: Case) -> Script:
    """Until the answer: in time or, now and then, late."""
    if case.story.listed("reminded", case.number):
        acts.remind(case)
    if case.likely("chase", 0.06):
        yield 1
        acts.chase(case)
    left = max(case.workdays_left(), 0)
    if case.number in case.story.hot:
        yield 0
    elif case.story.comes_late(case.number):
        yield left + case.between("late", 2, 4)
    elif case.story.special("extended", case.number):
        yield max(left - 1, 0)
    else:
        yield min(case.between("work", 0, 2), max(left - 1, 0))
    acts.answer(case, case.officer, *case.story.answer(case.number))


def called_back(case: Case) -> Script:
    """What the resident says of the answer, and how it ends. Who says nothing is left to the machine."""
    if not (case.older_than("answered_after") and case.has_contact):
        return
    yield case.between("call back", 1, 3)
    if case.story.listed("unreachable", case.number):
        yield from unreachable(case)
    elif told := case.story.special("redone", case.number):
        yield from redone(case, told["resident"], told["second_answer"])
    elif told := case.story.special("dissent", case.number):
        yield from contested(case)
    elif case.number not in case.story.hot and case.story.stays_silent(case.number):
        return
    elif case.number not in case.story.hot and case.story.score(case.number) <= BAD:
        yield from redone(case, "", phrases.SECOND_ANSWER)
    else:
        yield from confirmed(case)


def unreachable(case: Case) -> Script:
    telling = case.matter.tellings.get()
    acts.miss(case, telling)
    yield 0
    acts.miss(case, telling)
    yield 1
    acts.miss(case, telling)
    acts.close(case, Ground.UNREACHABLE)


def redone(case: Case, comment: str, second_answer: str) -> Script:
    """Not content, done again, content."""
    acts.hear(case, voices(case.matter)[0].telling, BAD, comment)
    yield 0
    acts.redo(case)
    yield 2
    acts.answer(case, case.officer, "solved", second_answer)
    yield 2
    acts.hear(case, voices(case.matter)[0].telling, VERY_GOOD)
    acts.close(case, Ground.CONFIRMED)


def contested(case: Case) -> Script:
    """Not content, and nothing more can be done: a second person signs the close."""
    acts.hear(case, voices(case.matter)[0].telling, VERY_BAD)
    yield 0
    acts.request(case, Verb.CLOSE, by=case.clerk, reason=phrases.CONTESTED)
    yield 1
    acts.grant(case)


def confirmed(case: Case) -> Script:
    """Every voice is asked, one a workday; some are reached only at the second call."""
    for voice in voices(case.matter):
        if voice.has_contact:
            if case.likely(f"missed {voice.telling.pk}", 0.12):
                acts.miss(case, voice.telling)
                yield 1
            acts.hear(case, voice.telling, max(case.story.score(voice.telling.source_no), 3))
            yield 1 if case.number in case.story.hot else 0
    acts.close(case, Ground.CONFIRMED)
    if told := case.story.special("reopened", case.number):
        yield from reopened(case, told["resident"])


def reopened(case: Case, words: str) -> Script:
    yield 14
    acts.request(case, Verb.REOPEN, by=case.resident, reason=words)
    yield 1
    acts.grant(case)
    yield 0
    acts.accept(case)
    yield 2
    acts.answer(case, case.officer, "solved", phrases.SECOND_ANSWER)
    yield 2
    acts.hear(case, voices(case.matter)[0].telling, VERY_GOOD)
    acts.close(case, Ground.CONFIRMED)


def ordered(matter: Matter, cast: Cast) -> Script:
    """An order to report, by whoever has it."""
    yield 1
    by = cast.clerk(matter)
    if matter.state == State.ASSIGNED:
        by = cast.officer(matter.unit)
        accept(matter, by=by)
    yield 1
    text = phrases.OVERDUE_REPORT if matter.parent and matter.parent.reminded_at else phrases.REPORT
    steps.take_all(matter, cast, after_answer=False)
    answer(matter, by=by, outcome=Outcome.EXPLAINED, text=text)
