from collections.abc import Mapping
from typing import TYPE_CHECKING

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.queues.filters import FilterForm
from qiaomen.desk.queues.tabs import BY_NAME
from qiaomen.kernel import emails
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.forms import PhoneField, refusals_shown
from qiaomen.kernel.permissions import Permission

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


LONGEST = 200


def sought(actor: Actor) -> "StrOrPromise":
    """What `actor` may type to find a matter by."""
    if actor.holding(Permission.MATTER_DISCLOSE):
        return _("Number, words or telephone")
    return _("Number or words")


class SearchForm(FilterForm):
    """By number or words, within what the filters of the queues leave; who may look at contacts may type a
    caller's telephone number instead.
    """

    q = forms.CharField(
        required=False,
        max_length=LONGEST,
        help_text=_("Several words, all of which must occur. A number opens its matter."),
    )

    def __init__(self, actor: Actor, asked: Mapping[str, str]) -> None:
        super().__init__(BY_NAME["all"], asked)
        self.fields["q"].label = sought(actor)
        self.fields["q"].widget.attrs |= {
            "data-suggestions": reverse("desk:suggestions"),
            "data-suggested": _("What may be meant"),
        }
        if actor.holding(Permission.MATTER_DISCLOSE):
            self.fields["q"].help_text = _(
                "Several words, all of which must occur. A number opens its matter. A telephone number or a "
                "mail address finds what was told from it, open or of the last 90 days; each is recorded as "
                "looked at."
            )

    @property
    def words(self) -> str:
        typed: str = self.cleaned_data["q"]
        return typed

    @property
    def without_chip(self) -> frozenset[str]:
        return super().without_chip | {"q"}

    def filters(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != "q"]


class CallerForm(SearchForm):
    """The same, sent with a telephone number."""

    q = PhoneField()


class SenderForm(SearchForm):
    """The same, sent with a mail address."""

    def clean_q(self) -> str:
        with refusals_shown():
            return emails.normalise(self.cleaned_data["q"])
