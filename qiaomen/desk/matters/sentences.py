"""What each verb reads like in a story."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.procedures.language import Party
from qiaomen.matters.models import Audience
from qiaomen.matters.states import Verb

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: Mapping[str, "StrOrPromise"] = MappingProxyType(
    {
        "receive": _("came in by %(channel)s"),
        "assign": _("given to %(unit)s"),
        "assign by rule": _("given to %(unit)s, by the %(rule)s"),
        "assign finally": _("given finally to %(unit)s, as a joint meeting decided"),
        "accept": _("accepted"),
        "return": _("handed back by %(returned_by)s"),
        "decline": _("declined; the resident was told"),
        "ask": _("asked the resident"),
        "supply": _("the resident supplied"),
        "suspend": _("suspended until %(review_on)s"),
        "resume": _("resumed"),
        "answer": _("answered: %(outcome)s"),
        "redo": _("to be redone"),
        "close": _("closed: %(ground)s"),
        "reopen": _("reopened"),
        "merge": _("merged into %(merged_into)s"),
        "split_off": _("split off: a matter of its own again"),
        "withdraw": _("withdrawn by the resident"),
        "assist": _("asked %(helper)s to help"),
        "arrive": _("%(helper)s checked in on the spot"),
        "attach": _("added a file: %(file)s"),
        "enclose": _("the resident added a file: %(file)s"),
        "enclose mail": _("the mail itself was kept"),
        "begin": _("the step %(step)s opened"),
        "call": _(
            "called back: in time %(contacted)s, solved %(solved)s, satisfaction %(satisfaction)s of 5"
        ),
        "call missed": _("called back: nobody was reached"),
        "call_more": _("called %(helper)s to the spot as well, for %(meet_at)s"),
        "check": _("checked on the spot"),
        "classify": _("filed under %(item)s"),
        "correct": _("ordered to put right what a check of the file found: %(child)s"),
        "complete_step": _("completed the step %(step)s"),
        "decide granted": _("granted: %(wish)s"),
        "decide refused": _("refused: %(wish)s"),
        "dropped": _("no longer asked: %(dropped)s"),
        "decide dropped": _("no longer possible: %(wish)s"),
        "detach": _("detached from the matter above"),
        "detach_child": _("detached %(child)s"),
        "disclose": _("looked at the contact of who told %(told)s: %(purpose)s"),
        "divide": _("a part of it is a matter of its own: %(child)s"),
        "end_whistle done": _("everybody called to the spot has come and reported, or is excused"),
        "end_whistle ended": _("ended the whistle after the meeting"),
        "end_whistle called_off": _("called off the meeting on the spot"),
        "end_whistle overtaken": _("the whistle ended with the matter"),
        "entrust": _("entrusted to %(officer)s"),
        "erase": _("forgot words, contacts and files"),
        "exclude": _("left out of the counting"),
        "excuse": _("excused %(helper)s from coming"),
        "extend": _("more time: until %(due_at)s"),
        "include": _("counted again"),
        "inspect": _("the file was checked"),
        "join": _("took in %(merged)s"),
        "judge": _("the platform gave its verdict"),
        "hold_call taken": _("takes the call-back to who told %(told)s"),
        "hold_call later": _("who told %(told)s asked to be called later: %(until)s"),
        "hold_call skipped": _("passed over the call-back to who told %(told)s"),
        "lapse_step": _("the step %(step)s was not asked for in time, and lapsed"),
        "leave_out_step": _("went on without the step %(step)s"),
        "let_go": _("let %(helper)s go, which was called by mistake"),
        "locate": _("located in %(place)s"),
        "migrate": _("goes on by the procedure %(procedure)s"),
        "note": _("noted"),
        "note resident": _("told the resident"),
        "accuse": _("the complaint is about %(accused)s"),
        "prioritise": _("priority: %(priority)s"),
        "rate": _(
            "the resident said: in time %(contacted)s, solved %(solved)s, satisfaction %(satisfaction)s of 5"
        ),
        "reclock": _("the date was reckoned anew: %(due_at)s"),
        "release": _("released a summary"),
        "release taken back": _("took the summary back"),
        "remind": _("reminded the unit"),
        "remind_step": _("reminded %(helper)s of the step %(step)s"),
        "remind_step resident": _("reminded the resident of the step %(step)s"),
        "remind_step somebody": _("reminded whoever is to take the step %(step)s"),
        "report": _("reported how it helped"),
        "request": _("asked: %(wish)s"),
        "respond yes": _("%(helper)s answered the whistle: it is coming"),
        "respond no": _("%(helper)s answered the whistle: it cannot come"),
        "send_back_step": _("sent back the step %(step)s"),
        "sign_step": _("signed the step %(step)s"),
        "supervise": _("ordered a report: %(child)s"),
        "supplement": _("the resident added"),
        "update": _("the platform sent it again, changed"),
        "urge": _("told %(told_unit)s that %(helper)s has not answered the whistle"),
        "verify": _("a teller showed that the number is theirs"),
        "whistle": _("called to the spot for %(meet_at)s: %(called)s"),
    }
)


def readings(verb: str, facts: Mapping[str, Any]) -> list[str]:
    """The keys of the sentences that a line makes."""
    return [reading(verb, facts), *(["dropped"] if facts.get("dropped") else [])]


APART: Mapping[str, str] = MappingProxyType(
    {Verb.DECIDE: "answer", Verb.END_WHISTLE: "end", Verb.HOLD_CALL: "why"}
)
"""The fact by whose value a verb has several sentences."""


def reading(verb: str, facts: Mapping[str, Any]) -> str:
    """The verb, with what sets this line apart."""
    key = verb
    match verb:
        case Verb.ASSIGN:
            key = _of_assignment(facts)
        case Verb.CALL if not facts.get("reached"):
            key = "call missed"
        case Verb.ENCLOSE if facts.get("mail"):
            key = "enclose mail"
        case Verb.DECIDE | Verb.END_WHISTLE | Verb.HOLD_CALL:
            key = f"{verb} {facts[APART[verb]]}"
        case Verb.NOTE if facts.get("audience") == Audience.RESIDENT:
            key = "note resident"
        case Verb.RELEASE if not facts.get("released"):
            key = "release taken back"
        case Verb.REMIND_STEP if not facts.get("unit"):
            key = "remind_step resident" if facts.get("party") == Party.RESIDENT else "remind_step somebody"
        case Verb.RESPOND:
            key = "respond yes" if facts["coming"] else "respond no"
    return key


def _of_assignment(facts: Mapping[str, Any]) -> str:
    if facts.get("set", {}).get("final"):
        return "assign finally"
    return "assign by rule" if facts.get("rule") else "assign"


def audience(verb: str, facts: Mapping[str, Any]) -> Audience:
    """Who sees what stands in the line: the staff, the resident too, or it came from the resident."""
    if said := facts.get("audience"):
        return Audience(said)
    if verb in {Verb.ANSWER, Verb.DECLINE}:
        return Audience.RESIDENT
    return Audience.VOICE if verb in {Verb.RATE, Verb.ENCLOSE, Verb.WITHDRAW} else Audience.INTERNAL
