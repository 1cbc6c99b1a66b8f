"""Ask and grant is one mechanism: one asks for a verb, somebody else decides. Until then nothing changes."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.canonical import plain
from qiaomen.kernel.models.requests import Request
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import Change, Living, move


def ask(row: Living, verb: str, *, by: Actor, reason: str, arguments: Mapping[str, Any]) -> Request:
    """Ask for `verb` on `row`; the row's life needs the verb "request".

    One open request a verb: who asks twice is told so by the room, which knows names; the database holds it.
    """
    with move(row, "request", by=by) as change:
        if not reason.strip():
            raise Refusal(_("Say why: whoever decides needs a reason."))
        request = Request(
            stream=row.stream,
            verb=verb,
            by=by.ref,
            asked_at=change.at,
            reason=reason.strip(),
            arguments=plain(arguments),
        )
        change.keep(request)
        change.tell(request=request.pk, verb=verb)
    return request


def decide(row: Living, request: Request, *, by: Actor, answer: Request.Answer, remark: str = "") -> None:
    """Record the decision on an open request of `row`; what follows from a grant is the room's affair."""
    with move(row, "decide", by=by) as change:
        request.refresh_from_db(from_queryset=Request.objects.select_for_update())
        require_open_for(request, by)
        if answer == Request.Answer.REFUSED and not remark.strip():
            raise Refusal(_("Say why it is refused: whoever asked needs to know."))
        request.answer, request.remark = answer, remark.strip()
        request.decided_by, request.decided_at = by.ref, change.at
        change.keep(request)
        change.tell(request=request.pk, verb=request.verb, answer=answer.value)


def drop(change: Change[Any], by: Actor, verbs: Collection[str]) -> None:
    """Within a change after which these are no wishes any more; its event names them."""
    overtaken = list(open_requests(change.row).filter(verb__in=verbs).order_by("asked_at"))
    for request in overtaken:
        request.answer, request.decided_by, request.decided_at = Request.Answer.DROPPED, by.ref, change.at
        change.keep(request)
    if overtaken:
        change.tell(dropped=[request.verb for request in overtaken])


def require_open_for(request: Request, by: Actor) -> None:
    if request.answer != Request.Answer.OPEN:
        raise Refusal(_("This request has already been decided: %s.") % request.get_answer_display())
    if request.by == by.ref:
        raise Refusal(_("You asked for this yourself. Somebody else has to decide it."))


def open_requests(row: Living) -> QuerySet[Request]:
    return Request.objects.filter(stream=row.stream, answer=Request.Answer.OPEN)
