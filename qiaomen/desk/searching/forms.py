from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.forms import DeskForm
from qiaomen.desk.searching.finding import tops
from qiaomen.kernel import emails
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.forms import PhoneField, refusals_shown
from qiaomen.kernel.permissions import Permission

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def sought(actor: Actor) -> "StrOrPromise":
    """What `actor` may type to find a matter by."""
    if actor.holding(Permission.MATTER_DISCLOSE):
        return _("Number, words or telephone")
    return _("Number or words")


class SearchForm(DeskForm):
    """By number or words; who may look at contacts may type a caller's telephone number instead."""

    q = forms.CharField(
        required=False,
        max_length=200,
        help_text=_("Several words, all of which must occur. A number opens its matter."),
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=100)

    def __init__(self, actor: Actor, *args: Any) -> None:
        super().__init__(*args)
        self.fields["q"].label = sought(actor)
        if actor.holding(Permission.MATTER_DISCLOSE):
            self.fields["q"].help_text = _(
                "Several words, all of which must occur. A number opens its matter. A telephone number or a "
                "mail address finds what was told from it, open or of the last 90 days; each is recorded as "
                "looked at."
            )

    def clean_place(self) -> str:
        name: str = self.cleaned_data["place"]
        if name and not tops(name):
            raise forms.ValidationError(_("No place here is called “%s”. Type a part of its name.") % name)
        return name


class CallerForm(SearchForm):
    """The same, sent with a telephone number."""

    q = PhoneField()


class SenderForm(SearchForm):
    """The same, sent with a mail address."""

    def clean_q(self) -> str:
        with refusals_shown():
            return emails.normalise(self.cleaned_data["q"])
