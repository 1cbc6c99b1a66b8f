"""What a teller can do with their own matter: one line an act, one page each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.actions.calling import rate
from qiaomen.matters.actions.closing import withdraw
from qiaomen.matters.actions.handling import supply
from qiaomen.matters.actions.requesting import request
from qiaomen.matters.offers import askable, offered
from qiaomen.matters.states import Verb
from qiaomen.portal.tracking.access import Own
from qiaomen.portal.tracking.adding import add_words, enclose_new
from qiaomen.portal.tracking.conditions import (
    require_alone,
    require_asked,
    require_not_pending,
    require_questions,
    require_unrated,
)
from qiaomen.portal.tracking.forms import (
    AdditionForm,
    MatterForm,
    ParticularsForm,
    PhotosForm,
    ReopeningForm,
    ReplyForm,
    VerdictForm,
    WithdrawalForm,
)
from qiaomen.portal.tracking.stepping import (
    SignatureForm,
    StepForm,
    fill_in_step,
    require_signature,
    require_step,
    sign,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Act:
    """`form` is what to fill in, `do` what follows, `when` what must hold besides the matter's own life."""

    verb: Verb
    heading: "StrOrPromise"
    button: "StrOrPromise"
    done: "StrOrPromise"
    form: type[MatterForm]
    do: Callable[[Own, Any], object]
    when: Callable[[Own], None] = bool  # type: ignore[assignment] # whatever holds
    why: "StrOrPromise" = ""

    def carry_out(self, own: Own, form: MatterForm) -> None:
        self.when(own)
        self.do(own, form)


def _said(form: MatterForm) -> Mapping[str, Any]:
    return form.cleaned_data


ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "reply": Act(
            Verb.SUPPLY,
            _("Answer the question"),
            _("Send my answer"),
            _("Thank you. Your answer is with those who handle it."),
            ReplyForm,
            lambda own, form: supply(own.matter, by=own.by, text=_said(form)["text"]),
            require_asked,
        ),
        "verdict": Act(
            Verb.RATE,
            _("Tell us how it went"),
            _("Send my answers"),
            _("Thank you. Your answers count."),
            VerdictForm,
            lambda own, form: rate(own.matter, by=own.by, telling=own.telling, verdict=form.verdict),
            require_unrated,
        ),
        "step": Act(
            Verb.COMPLETE_STEP,
            _("Your part in it"),
            _("Send this"),
            _("Thank you. It goes on from here."),
            StepForm,
            fill_in_step,
            require_step,
        ),
        "signature": Act(
            Verb.SIGN_STEP,
            _("Sign what was agreed"),
            _("Sign"),
            _("Thank you. Your signature is recorded."),
            SignatureForm,
            lambda own, _form: sign(own),
            require_signature,
        ),
        "addition": Act(
            Verb.SUPPLEMENT,
            _("Add something or ask where it stays"),
            _("Add this"),
            _("Your words have been added."),
            AdditionForm,
            lambda own, form: add_words(own, _said(form)["text"]),
        ),
        "particulars": Act(
            Verb.SUPPLEMENT,
            _("Answer a few questions that help"),
            _("Send these answers"),
            _("Thank you. Your answers are with those who handle it."),
            ParticularsForm,
            lambda own, form: add_words(own, form.words),
            require_questions,
            _("They are asked of everybody with such a concern. Leave out what you do not know."),
        ),
        "photos": Act(
            Verb.ENCLOSE,
            _("Add photos"),
            _("Send them"),
            _("Your files have been added."),
            PhotosForm,
            lambda own, form: enclose_new(own, _said(form)["photos"]),
        ),
        "reopening": Act(
            Verb.REOPEN,
            _("Ask to have it taken up again"),
            _("Ask for it"),
            _("You have asked for it. The service desk decides and tells you here."),
            ReopeningForm,
            lambda own, form: request(own.matter, Verb.REOPEN, by=own.by, reason=_said(form)["reason"]),
            require_not_pending,
            _("You can ask for this within 30 days of the closing."),
        ),
        "withdrawal": Act(
            Verb.WITHDRAW,
            _("Withdraw it"),
            _("Withdraw"),
            _("You have withdrawn it. It is closed."),
            WithdrawalForm,
            lambda own, _form: withdraw(own.matter, by=own.by),
            require_alone,
            _("Nobody will work on it any more, and it is closed."),
        ),
    }
)
PRESSING = ("reply", "step", "signature", "verdict")  # what somebody waits for


def possible(own: Own) -> list[str]:
    """The acts that are open to the teller now."""
    verbs = offered(own.matter, own.by) | askable(own.matter, own.by)
    return [noun for noun, act in ACTS.items() if act.verb in verbs and _holds(act, own)]


def _holds(act: Act, own: Own) -> bool:
    try:
        act.when(own)
    except Refusal:
        return False
    return True
