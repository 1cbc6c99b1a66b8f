"""What is asked for, and the decision."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.template.defaultfilters import linebreaksbr
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.forms import WordsField
from qiaomen.desk.situation import Situation
from qiaomen.desk.verbs.base import Group, VerbForm, WishForm
from qiaomen.desk.wishes import grounds, wished
from qiaomen.kernel.asking import open_requests, require_open_for
from qiaomen.kernel.forms import DayField
from qiaomen.kernel.lists import labelled
from qiaomen.kernel.models import Request
from qiaomen.matters.actions.requesting import decide
from qiaomen.matters.actions.supervising import latest_extension
from qiaomen.matters.states import Verb


class ReturnRequestForm(WishForm):
    noun, verb, title = "return-request", Verb.RETURN, _("Ask to hand it back")
    help_text = _("When it is not your unit's. Say whose it is, if you know.")


class DeclineRequestForm(WishForm):
    noun, verb, title = "decline-request", Verb.DECLINE, _("Ask to decline it")
    TOLD = ("told",)
    told = WordsField(
        label=_("What the resident is told"),
        help_text=_("Where they can turn to, and why it is not done here."),
    )

    def known(self) -> Mapping[str, str]:
        """Of what the catalogue says belongs elsewhere, all that has to be said."""
        said = self.situation.particulars
        if not said.elsewhere:
            return {}
        reason = gettext("By the catalogue “%s” belongs elsewhere.") % said.item
        return {"reason": reason, "told": said.elsewhere}

    def arguments(self) -> Mapping[str, str]:
        return {"told": self.cleaned_data["told"]}


class ExtensionRequestForm(WishForm):
    noun, verb, title = "extension-request", Verb.EXTEND, _("Ask for more time")
    TOLD = ("told",)
    until = DayField(label=_("New date"))
    told = WordsField(
        label=_("What the resident is told"), help_text=_("Sent with the new date, once it is granted.")
    )

    def advice(self) -> str:
        latest = latest_extension(self.matter)
        return _("At the latest until %s.") % date_format(latest) if latest else ""

    def arguments(self) -> Mapping[str, str]:
        return {"until": self.cleaned_data["until"].isoformat(), "told": self.cleaned_data["told"]}


class SuspensionRequestForm(WishForm):
    noun, verb, title = "suspension-request", Verb.SUSPEND, _("Ask to suspend it")
    TOLD = ("told",)
    help_text = _("When it cannot be solved now, whoever tries.")
    review_on = DayField(label=_("Look at it again on"))
    told = WordsField(
        label=_("What the resident is told"), help_text=_("Why it cannot be solved now, and when it may be.")
    )

    def arguments(self) -> Mapping[str, str]:
        return {"review_on": self.cleaned_data["review_on"].isoformat(), "told": self.cleaned_data["told"]}


class ExclusionRequestForm(WishForm):
    noun, verb, title = "exclusion-request", Verb.EXCLUDE, _("Ask to leave it out of the counting")


class ContestedCloseRequestForm(WishForm):
    noun, verb, title = "contested-close-request", Verb.CLOSE, _("Ask to close it despite dissent")
    help_text = _("When nothing more can be done and that was explained. A second person signs.")


class ReopeningRequestForm(WishForm):
    noun, verb, title = "reopening-request", Verb.REOPEN, _("Ask to reopen it for the resident")


class WishField(forms.ModelChoiceField):  # type: ignore[type-arg] # Django's own field is not generic
    def label_from_instance(self, obj: Request) -> str:
        return linebreaksbr(labelled(wished(obj), grounds(obj)), autoescape=True)


class DecisionForm(VerbForm):
    noun, verb, group = "decision", Verb.DECIDE, Group.OVERSEE
    title, done = _("Decide the request"), _("It is decided.")
    wanted = WishField(
        Request.objects.none(),
        label=_("Request"),
        empty_label=None,
        widget=forms.RadioSelect(attrs={"class": "desk-choices desk-rows"}),
    )
    answer = forms.ChoiceField(
        label=_("Decision"),
        choices=[(Request.Answer.GRANTED, _("grant it")), (Request.Answer.REFUSED, _("refuse it"))],
        widget=forms.RadioSelect,
    )
    remark = WordsField(
        label=_("Remark"), required=False, help_text=_("Needed for a refusal: whoever asked has to know why.")
    )

    def fill_lists(self) -> None:
        self.field(WishField, "wanted").queryset = open_requests(self.matter)

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        return super().is_open(now) and bool(now.decidable)

    @classmethod
    def require_now(cls, now: Situation) -> None:
        super().require_now(now)
        for wish in now.wishes:
            require_open_for(wish, now.actor)

    def known(self) -> Mapping[str, Any]:
        return {"wanted": next(iter(self.situation.decidable), None)}

    def act(self) -> object:
        said = self.cleaned_data
        answer = Request.Answer(said["answer"])
        return decide(self.matter, said["wanted"], by=self.actor, answer=answer, remark=said["remark"])
