"""What happens to a matter between its acceptance and its answer, as the lists of the story tell it."""

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta

from qiaomen.demo import acts, phrases
from qiaomen.demo.case import Case
from qiaomen.demo.hours import Script, instant
from qiaomen.demo.story import Telling as Told
from qiaomen.kernel import clock
from qiaomen.matters.actions.supervising import latest_extension
from qiaomen.matters.actions.whistling import Meeting
from qiaomen.matters.states import Verb


def asked(case: Case, told: Told) -> Script:
    """A question to the resident; without a reply it waits for good."""
    yield 0
    acts.ask(case, told["question"])
    yield 2 if "reply" in told else date.max
    acts.supply(case, told["reply"])


def extended(case: Case, told: Told) -> Script:
    until = case.workdays_from(clock.today(), max(case.workdays_left(), 0) + told["workdays"])
    yield from put_off(case, told["reason"], until)


def put_off(case: Case, reason: str, until: date) -> Script:
    """Until the day that is hoped for, or the last one that can be asked for at once."""
    until = min(until, latest_extension(case.matter) or until)
    told = phrases.EXTENDED.format(day=f"{until.month}月{until.day}日")
    acts.request(case, Verb.EXTEND, by=case.officer, reason=reason, until=str(until), told=told)
    yield 0
    acts.grant(case)


def suspended(case: Case, told: Told) -> Script:
    """Put aside, looked at on the day of review, and put aside again while nothing has changed."""
    while True:
        review = acts.after(clock.today(), told["review_days"])
        reason = told["reason"]
        words = phrases.SUSPENDED.format(reason=reason)
        acts.request(case, Verb.SUSPEND, by=case.officer, reason=reason, review_on=review, told=words)
        yield 0
        acts.grant(case)
        yield date.fromisoformat(review)
        acts.resume(case)


def supervised(case: Case, told: Told) -> Script:
    yield 1
    acts.supervise(case, told["order"])


def assisted(case: Case, told: Told) -> Script:
    for code in told["units"]:
        acts.assist(case, case.stage.units[code])
    yield 1
    for code in told["units"]:
        if case.stage.cast.has_officer(case.stage.units[code]):
            acts.report(case, case.stage.units[code])


def wrote_again(case: Case, told: Told) -> Script:
    yield 1
    acts.write_again(case, told["more"])


def whistled(case: Case, told: Told) -> Script:
    """Several offices on the spot: whoever is in `absent` says nothing and does not come."""
    units = [case.stage.units[call["unit"]] for call in told["called"]]
    coming = [unit for unit in units if unit.code not in told.get("absent", ())]
    day = case.stage.today if told.get("still_open") else clock.today()
    meets_at = instant(case.workdays_from(day, 1), time.fromisoformat(told["at"]))
    meeting = Meeting(task=told["task"], spot=told["spot"], at=meets_at)
    acts.whistle(case, units, meeting, [call["part"] for call in told["called"]])
    yield 0
    for unit in coming:
        acts.turn_out(case, unit)
    for unit in coming:
        yield meets_at - timedelta(minutes=case.between(f"comes {unit.code}", 2, 25))
        acts.check_in(case, unit)
    yield meets_at + timedelta(hours=1)
    for unit in coming:
        acts.report(case, unit)
    if coming != units:
        acts.end_whistle(case)
    yield 1


def withdrawn(case: Case, told: Told) -> Script:
    yield 1
    acts.withdraw(case, told["resident"])


ON_THE_WAY: Mapping[str, Callable[[Case, Told], Script]] = {
    "asked": asked,
    "assisted": assisted,
    "extended": extended,
    "supervised": supervised,
    "suspended": suspended,
    "whistled": whistled,
    "withdrawn": withdrawn,
    "wrote_again": wrote_again,
}
