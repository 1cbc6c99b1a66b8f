"""Those above."""

from django.utils.translation import gettext_lazy as _

from qiaomen.desk.forms import WordsField
from qiaomen.desk.verbs.base import Group, VerbForm
from qiaomen.matters.actions.supervising import check, include, remind, supervise
from qiaomen.matters.states import Verb


class ReminderForm(VerbForm):
    noun, verb, group = "reminder", Verb.REMIND, Group.OVERSEE
    title, done = _("Remind the unit"), _("The unit is reminded.")
    text = WordsField(label=_("A word with it"), required=False)

    def act(self) -> object:
        return remind(self.matter, by=self.actor, text=self.cleaned_data["text"])


class SupervisionForm(VerbForm):
    noun, verb, group = "supervision", Verb.SUPERVISE, Group.OVERSEE
    title, done = _("Order a report"), _("The order is a matter of its own, with its own date.")
    order = WordsField(label=_("What has to be reported"))

    def act(self) -> object:
        return supervise(self.matter, by=self.actor, order=self.cleaned_data["order"])


class CheckForm(VerbForm):
    noun, verb, group = "check", Verb.CHECK, Group.OVERSEE
    title, done = _("Enter an on-site check"), _("What was seen is kept.")
    text = WordsField(label=_("What was seen"), help_text=_("Only the staff sees it."))

    def act(self) -> object:
        return check(self.matter, by=self.actor, text=self.cleaned_data["text"])


class InclusionForm(VerbForm):
    noun, verb, group = "inclusion", Verb.INCLUDE, Group.OVERSEE
    title, done = _("Count it again"), _("It stands in the counting again.")

    def act(self) -> object:
        return include(self.matter, by=self.actor)
