"""The life of a matter: fixed, small and the same for everything. An official can read this page."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from django.db import models
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.transitions import Transition


class State(models.TextChoices):
    RECEIVED = "received", _("received")
    ASSIGNED = "assigned", _("assigned")
    HANDLING = "handling", _("being handled")
    WAITING = "waiting", _("waiting for the resident")
    SUSPENDED = "suspended", _("suspended")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")
    DECLINED = "declined", _("declined")
    MERGED = "merged", _("merged")


class Verb(StrEnum):
    """Everything that can be done to a matter; the names in the ledger."""

    # the life
    RECEIVE = "receive"
    ASSIGN = "assign"
    ACCEPT = "accept"
    ACCUSE = "accuse"
    RETURN = "return"
    DECLINE = "decline"
    ASK = "ask"
    SUPPLY = "supply"
    SUSPEND = "suspend"
    RESUME = "resume"
    ANSWER = "answer"
    REDO = "redo"
    CLOSE = "close"
    REOPEN = "reopen"
    MERGE = "merge"
    SPLIT_OFF = "split_off"
    WITHDRAW = "withdraw"
    # what changes no state
    ARRIVE = "arrive"
    ASSIST = "assist"
    ATTACH = "attach"
    BEGIN = "begin"
    CALL = "call"
    CALL_MORE = "call_more"
    CHECK = "check"
    CLASSIFY = "classify"
    COMPLETE_STEP = "complete_step"
    CORRECT = "correct"
    DECIDE = "decide"
    DETACH = "detach"
    DETACH_CHILD = "detach_child"
    DISCLOSE = "disclose"
    DIVIDE = "divide"
    ENCLOSE = "enclose"
    END_WHISTLE = "end_whistle"
    ENTRUST = "entrust"
    ERASE = "erase"
    EXCLUDE = "exclude"
    EXCUSE = "excuse"
    EXTEND = "extend"
    HOLD_CALL = "hold_call"
    INCLUDE = "include"
    INSPECT = "inspect"
    JOIN = "join"
    JUDGE = "judge"
    LAPSE_STEP = "lapse_step"
    LEAVE_OUT_STEP = "leave_out_step"
    LET_GO = "let_go"
    LOCATE = "locate"
    MIGRATE = "migrate"
    NOTE = "note"
    PRIORITISE = "prioritise"
    RATE = "rate"
    RECLOCK = "reclock"
    RELEASE = "release"
    REMIND = "remind"
    REMIND_STEP = "remind_step"
    REPORT = "report"
    REQUEST = "request"
    RESPOND = "respond"
    SEND_BACK_STEP = "send_back_step"
    SIGN_STEP = "sign_step"
    SUPERVISE = "supervise"
    SUPPLEMENT = "supplement"
    UPDATE = "update"
    URGE = "urge"
    VERIFY = "verify"
    WHISTLE = "whistle"


S, V = State, Verb

ENDED = frozenset({S.CLOSED, S.DECLINED, S.MERGED})
OPEN = frozenset(S) - ENDED
UNANSWERED = OPEN - {S.ANSWERED}
HELD_BY_UNIT = frozenset({S.ASSIGNED, S.HANDLING, S.WAITING, S.SUSPENDED})
WORKED_ON = frozenset({S.RECEIVED, S.ASSIGNED, S.HANDLING, S.ANSWERED})  # where steps are taken
STANDING_CLOCK = frozenset({S.WAITING, S.SUSPENDED})


def _to(
    may: May, sources: "frozenset[State] | set[State] | None" = None, target: State | None = None
) -> Transition:
    return Transition(may, None if sources is None else frozenset(sources), target)


LIFE: Mapping[str, Transition] = MappingProxyType(
    {
        # verb            who may              from                                      to
        V.ASSIGN: _to(May.MATTER_ASSIGN, {S.RECEIVED, S.ASSIGNED, S.HANDLING}, S.ASSIGNED),
        V.ACCEPT: _to(May.MATTER_HANDLE, {S.ASSIGNED}, S.HANDLING),
        V.RETURN: _to(May.MATTER_DECIDE, {S.ASSIGNED, S.HANDLING}, S.RECEIVED),
        V.DECLINE: _to(May.MATTER_DECIDE, {S.RECEIVED, S.ASSIGNED}, S.DECLINED),
        V.ASK: _to(May.MATTER_HANDLE, {S.HANDLING}, S.WAITING),
        V.SUPPLY: _to(May.MATTER_SPEAK, {S.WAITING}, S.HANDLING),
        V.SUSPEND: _to(May.MATTER_DECIDE, {S.HANDLING}, S.SUSPENDED),
        V.RESUME: _to(May.MATTER_HANDLE, {S.SUSPENDED}, S.HANDLING),
        V.ANSWER: _to(May.MATTER_HANDLE, {S.RECEIVED, S.HANDLING}, S.ANSWERED),
        V.REDO: _to(May.MATTER_CLOSE, {S.ANSWERED}, S.HANDLING),
        V.CLOSE: _to(May.MATTER_CLOSE, {S.ANSWERED}, S.CLOSED),
        V.REOPEN: _to(May.MATTER_DECIDE, {S.CLOSED, S.DECLINED}),  # to assigned or received
        V.MERGE: _to(May.MATTER_SORT, {S.RECEIVED, S.ASSIGNED, S.HANDLING, S.WAITING}, S.MERGED),
        V.SPLIT_OFF: _to(May.MATTER_SORT, {S.MERGED}, S.RECEIVED),
        V.WITHDRAW: _to(May.MATTER_SPEAK, OPEN, S.CLOSED),
        # verbs that change no state
        V.ACCUSE: _to(May.MATTER_SORT, OPEN),
        V.ARRIVE: _to(May.MATTER_HANDLE, UNANSWERED),
        V.ASSIST: _to(May.MATTER_ASSIGN, HELD_BY_UNIT),
        V.ATTACH: _to(May.MATTER_NOTE),
        V.BEGIN: _to(May.MATTER_STEP, {S.RECEIVED}),
        V.CALL: _to(May.MATTER_CALL_BACK, {S.ANSWERED}),
        V.CALL_MORE: _to(May.MATTER_ASSIGN, UNANSWERED),
        V.CHECK: _to(May.MATTER_CALL_BACK, {S.HANDLING, S.ANSWERED}),
        V.CLASSIFY: _to(May.MATTER_SORT, OPEN),
        V.COMPLETE_STEP: _to(May.MATTER_STEP, WORKED_ON),
        V.CORRECT: _to(May.CASE_CHECK),
        V.DECIDE: _to(May.MATTER_DECIDE),
        V.DETACH: _to(May.MATTER_SORT, OPEN),
        V.DETACH_CHILD: _to(May.MATTER_SORT, OPEN),
        V.DISCLOSE: _to(May.MATTER_DISCLOSE),
        V.DIVIDE: _to(May.MATTER_SORT, UNANSWERED),
        V.ENCLOSE: _to(May.MATTER_SPEAK, OPEN),
        V.END_WHISTLE: _to(May.MATTER_ASSIGN),
        V.ENTRUST: _to(May.MATTER_HANDLE, HELD_BY_UNIT),
        V.ERASE: _to(May.MATTER_ERASE, ENDED),
        V.EXCLUDE: _to(May.MATTER_DECIDE),
        V.EXCUSE: _to(May.MATTER_ASSIGN, OPEN),
        V.EXTEND: _to(May.MATTER_DECIDE, UNANSWERED),
        V.HOLD_CALL: _to(May.MATTER_CALL_BACK, {S.ANSWERED}),
        V.INCLUDE: _to(May.MATTER_DECIDE),
        V.INSPECT: _to(May.CASE_CHECK),
        V.JOIN: _to(May.MATTER_SORT, OPEN),
        V.JUDGE: _to(May.MATTER_RECEIVE),
        V.LAPSE_STEP: _to(May.MATTER_STEP, WORKED_ON),
        V.LEAVE_OUT_STEP: _to(May.MATTER_DECIDE, WORKED_ON),
        V.LET_GO: _to(May.MATTER_ASSIGN, UNANSWERED),
        V.LOCATE: _to(May.MATTER_SORT, OPEN),
        V.MIGRATE: _to(May.MATTER_DECIDE, OPEN),
        V.NOTE: _to(May.MATTER_NOTE),
        V.PRIORITISE: _to(May.MATTER_SORT, OPEN),
        V.RATE: _to(May.MATTER_SPEAK, {S.ANSWERED}),
        V.RECLOCK: _to(May.CALENDAR_EDIT, OPEN),
        V.RELEASE: _to(May.MATTER_SORT),
        V.REMIND: _to(May.MATTER_SUPERVISE, UNANSWERED),
        V.REMIND_STEP: _to(May.MATTER_SUPERVISE, WORKED_ON),
        V.REPORT: _to(May.MATTER_HANDLE, UNANSWERED),
        V.REQUEST: _to(May.MATTER_REQUEST),
        V.RESPOND: _to(May.MATTER_HANDLE, UNANSWERED),
        V.SEND_BACK_STEP: _to(May.MATTER_SORT, WORKED_ON),
        V.SIGN_STEP: _to(May.MATTER_STEP, WORKED_ON),
        V.SUPERVISE: _to(May.MATTER_SUPERVISE, UNANSWERED),
        V.SUPPLEMENT: _to(May.MATTER_SPEAK, OPEN),
        V.UPDATE: _to(May.MATTER_RECEIVE, OPEN),
        V.URGE: _to(May.MATTER_SUPERVISE, UNANSWERED),
        V.VERIFY: _to(May.MATTER_SPEAK),
        V.WHISTLE: _to(May.MATTER_ASSIGN, UNANSWERED),
    }
)
"""`receive` is not in the table: it makes the matter."""


class Ground(models.TextChoices):
    """Why a matter was closed."""

    CONFIRMED = "confirmed", _("confirmed by the resident")
    SILENT = "silent", _("the resident was asked and stayed silent")
    UNREACHABLE = "unreachable", _("not reached in three calls on two days")
    NO_CONTACT = "no_contact", _("the resident left no contact")
    CONTESTED = "contested", _("explained despite dissent, signed by a second person")
    WITHDRAWN = "withdrawn", _("withdrawn by the resident")


class Outcome(models.TextChoices):
    """What an answer says has come of it."""

    SOLVED = "solved", _("solved")
    EXPLAINED = "explained", _("explained")
    PLANNED = "planned", _("planned for a day")
