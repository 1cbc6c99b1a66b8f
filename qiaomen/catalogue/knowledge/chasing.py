"""Outdated answers: whoever keeps them is told, once a week, until somebody has looked at them."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import Q

from qiaomen.catalogue.knowledge.actions import chase_short_answer
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor, machine
from qiaomen.kernel.outbox import send
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.tasks import task
from qiaomen.people.models import Person, Unit

AGAIN_AFTER = timedelta(days=7)


@task
def chase_outdated() -> None:
    chase(by=machine("review"))


def chase(*, by: Actor) -> int:
    """One message to each of the people of a unit, for all its answers; how many answers they are about."""
    today = clock.today()
    due = ShortAnswer.objects.outdated(today).filter(
        Q(chased_on=None) | Q(chased_on__lte=today - AGAIN_AFTER)
    )
    by_owner = groupby(due.for_list().order_by("owner_id", "code"), key=lambda answer: answer.owner)
    return sum(_tell(owner, list(answers), by) for owner, answers in by_owner)


def _tell(owner: Unit, answers: Sequence[ShortAnswer], by: Actor) -> int:
    """All of one owner's or none; what somebody has looked at meanwhile is left out."""
    with transaction.atomic():
        late = [answer for answer in answers if _chased(answer, by)]
        if late:
            for person in Person.objects.people_of(owner, clock.today()).exclude(phone=""):
                facts: dict[str, str | int] = {"unit": owner.name, "count": len(late), "code": late[0].code}
                send(person.ref, "short_answers_outdated", facts)
    return len(late)


def _chased(answer: ShortAnswer, by: Actor) -> bool:
    try:
        chase_short_answer(answer, by=by)
    except Refusal:
        return False
    return True
