"""The sweeps as background work, each by its machine; `config.schedule` says when."""

from datetime import date

from qiaomen.catalogue.learning.actions import drop_learning, learner
from qiaomen.catalogue.learning.learning import learn
from qiaomen.kernel.actors import machine
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.tasks import task
from qiaomen.matters import learning, reclocking, step_sweeps, sweeps, whistle_sweeps
from qiaomen.matters.actions import stepping
from qiaomen.matters.models import Matter


@task
def chase() -> None:
    """Remind before and after the due instant, then order a report."""
    escalation = machine("escalation")
    sweeps.remind_before_due(by=escalation)
    sweeps.remind_overdue(by=escalation)
    sweeps.escalate(by=escalation)


@task
def bring_to_an_end() -> None:
    """Close after silence, drop what was asked for too late, take up what was suspended."""
    sweeps.close_silent(by=machine("silence"))
    sweeps.drop_requests(by=machine("custom"))
    sweeps.resume_reviewed(by=machine("resumption"))


@task
def chase_whistles() -> None:
    """Often: in an emergency half an hour is all that a called office has."""
    whistle_sweeps.urge_silent(by=machine("escalation"))
    whistle_sweeps.end_whistles_overtaken(by=machine("whistle"))


@task
def keep_to_steps() -> None:
    """Let lapse what was not asked for in time, and remind whose turn it is."""
    step_sweeps.lapse(by=machine("procedure"))
    step_sweeps.remind(by=machine("escalation"))
    step_sweeps.remind_late(by=machine("escalation"))


@task
def pass_gate(number: str, gate: str, evidence: str) -> None:
    """Something has happened for which a procedure may wait; done twice it finds nothing that waits."""
    matter = Matter.objects.get(number=number)
    stepping.pass_gate(matter, by=machine("procedure"), gate=gate, evidence=evidence)


@task
def forget() -> None:
    sweeps.forget(by=machine("retention"))


@task
def reclock(day: str) -> None:
    """After the calendar was corrected for the day (ISO)."""
    reclocking.reclock_around(date.fromisoformat(day), by=machine("calendar"))


@task
def propose_learning() -> None:
    learning.propose(by=machine("learner"))


@task
def learn_items() -> None:
    """Done twice, the second model is no better than the first one, which stays."""
    by = machine("learner")
    try:
        learn(learning.own_samples(), by=by)
    except Refusal:
        drop_learning(learner(by=by), by=by)
