"""A call-back as text: what was answered, and how many calls somebody has made today."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.queues.counting import counts
from qiaomen.kernel.actors import Actor
from qiaomen.matters.calls import to_call
from qiaomen.matters.models import CallBack, CallHold, Matter

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LABELS: dict[str, "StrOrPromise"] = {
    "reached": _("reached today"),
    "unreached": _("not reached"),
    "skipped": _("passed over"),
    "waiting": _("answered matters that wait"),
}


def numbers_of_the_day(actor: Actor, person: int, now: datetime) -> list[tuple["StrOrPromise", str]]:
    """Of the actor's own calls; one query."""
    day = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    made = CallBack.objects.filter(by=actor.ref, at__gte=day).order_by("pk")
    skipped = CallHold.objects.filter(by=actor.ref, at__gte=day, why=CallHold.Why.SKIPPED).order_by("pk")
    lists = {
        "reached": made.filter(reached=True),
        "unreached": made.filter(reached=False),
        "skipped": skipped,
        "waiting": to_call(actor),
    }
    found = counts(person, lists)
    return [(label, found[name]) for name, label in LABELS.items()]


def answer_given(matter: Matter) -> str:
    """The words of the answer that stands."""
    last = matter.answers.filter(redone_at=None).last()
    return last.text if last else ""
