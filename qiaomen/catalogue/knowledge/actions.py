"""How short answers come, are revised, confirmed, chased and ended."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue import checks as catalogue_checks
from qiaomen.catalogue.knowledge import checks
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.wording import Wording
from qiaomen.kernel import clock, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.names import taken_means
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move

_EDIT = Permission.KNOWLEDGE_EDIT


def add_short_answer(*, code: str, wording: Wording, by: Actor) -> ShortAnswer:
    """A new one, which its owner's people may add; it holds for as many days as it says."""
    by.require(_EDIT, wording.owner.scope)
    row = ShortAnswer(code=catalogue_checks.code(code), **_columns(checks.fit(wording)))
    post = by.post_for(_EDIT, row.scope)
    with taken_means(_("Another short answer has this code. Choose another.")):
        ledger.begin(row, "add", by=by, data={"as": post} if post else {})
    return row


def revise_short_answer(answer: ShortAnswer, *, wording: Wording, by: Actor) -> Event:
    """From now on it says `wording`, and its days run anew: whoever revises it vouches for it."""
    with move(answer, "revise", by=by) as change:
        by.require(_EDIT, wording.owner.scope)
        said = checks.fit(wording)
        if said == answer.wording:
            raise Refusal(_("It says just this already. If it still holds, confirm it instead."))
        change.set(**_columns(said), chased_on=None)
    return change.event


def confirm_short_answer(answer: ShortAnswer, *, by: Actor) -> Event:
    """Somebody has looked at it: it still holds, for as many days again."""
    with move(answer, "confirm", by=by) as change:
        change.set(review_on=clock.today() + timedelta(days=answer.review_days), chased_on=None)
    return change.event


def chase_short_answer(answer: ShortAnswer, *, by: Actor) -> Event:
    """Its owner is told today that it is outdated (`chasing` writes the message)."""
    with move(answer, "chase", by=by) as change:
        change.set(chased_on=clock.today())
    return change.event


def end_short_answer(answer: ShortAnswer, *, by: Actor) -> Event:
    """It is given no more from today on; what was answered with it keeps its name."""
    with move(answer, "end", by=by) as change:
        change.set(ended_on=clock.today())
    return change.event


def resume_short_answer(answer: ShortAnswer, *, by: Actor) -> Event:
    """Take an end back: it is given again. Nobody has looked at it meanwhile, so its review date stays."""
    with move(answer, "resume", by=by) as change:
        change.set(ended_on=None, chased_on=None)
    return change.event


def _columns(said: Wording) -> dict[str, Any]:
    return {
        "question": said.question,
        "also": list(said.also),
        "answer": said.answer,
        "item_id": said.item.pk if said.item else None,
        "source": said.source,
        "owner_id": said.owner.pk,
        "public": said.public,
        "review_days": said.review_days,
        "review_on": clock.today() + timedelta(days=said.review_days),
    }
