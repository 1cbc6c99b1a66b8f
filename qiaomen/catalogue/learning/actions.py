"""How the learner takes a model, keeps the one it has, and is told how sure to be."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.learning.features import VERSION
from qiaomen.catalogue.learning.models import THOUSAND, Learner
from qiaomen.catalogue.learning.trained import Trained
from qiaomen.kernel import clock, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.permissions import Permission, Scope
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move

ITEMS = "items"


def learner(*, by: Actor) -> Learner:
    """The one of items; made when it is first needed."""
    if found := Learner.objects.filter(code=ITEMS).first():
        return found
    by.require(Permission.CATALOGUE_EDIT, Scope())
    with transaction.atomic():
        row = Learner(code=ITEMS)
        ledger.begin(row, "found", by=by)
    return row


def take_model(row: Learner, *, trained: Trained, by: Actor) -> Event:
    """Proposals come from this model from now on."""
    with move(row, "learn", by=by) as change:
        change.set(
            number=row.number + 1,
            checksum=trained.checksum,
            probe=trained.probe,
            features=VERSION,
            messages=trained.messages,
            labels=list(trained.labels),
            digest=trained.digest,
            macro_f1=round(trained.macro_f1 * THOUSAND),
            learned_on=clock.today(),
            proposed_on=None,
        )
    return change.event


def keep_model(row: Learner, *, trained: Trained, by: Actor) -> Event:
    """What was tried was no better: the model stays, and the probe is remembered as a fact."""
    with move(row, "keep", by=by) as change:
        change.set(proposed_on=None)
        change.tell(
            messages=trained.messages, digest=trained.digest, macro_f1=round(trained.macro_f1 * THOUSAND)
        )
    return change.event


def set_confidence(row: Learner, *, thousandths: int, by: Actor) -> Event:
    """Below it a message waits to be sorted by a person."""
    if not 1 <= thousandths <= THOUSAND:
        raise Refusal(_("How sure a proposal must be is a share between 0.001 and 1."))
    with move(row, "tune", by=by) as change:
        change.set(confidence=thousandths)
    return change.event


def propose_learning(row: Learner, *, decided: int, by: Actor) -> Event:
    """So many matters were decided since the last training that another one may be worth it."""
    with move(row, "propose", by=by) as change:
        change.set(proposed_on=clock.today())
        change.tell(decided=decided)
    return change.event


def order_learning(row: Learner, *, by: Actor) -> Event:
    """Have the worker learn from what the office has decided."""
    with move(row, "order", by=by) as change:
        change.set(proposed_on=None)
    return change.event


def drop_learning(row: Learner, *, by: Actor) -> Event:
    """What was ordered could not be done: what is decided is too little, or too much alike."""
    with move(row, "drop", by=by) as change:
        change.set(proposed_on=None)
    return change.event
