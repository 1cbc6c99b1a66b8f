"""A short answer as a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.checks import UnfitTerm
from qiaomen.catalogue.knowledge.checks import LONGEST_ANSWER, LONGEST_LINE
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.wording import HALF_A_YEAR, Wording
from qiaomen.catalogue.models import Item
from qiaomen.desk import choices
from qiaomen.desk.fields import NamedField
from qiaomen.desk.forms import DeskForm, WordsField
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.people.models import Unit


class ShortAnswerForm(DeskForm):
    """What it says; the code stays for ever and is asked for once."""

    question = forms.CharField(
        label=_("Question"), max_length=LONGEST_LINE, help_text=_("As people ask it on the telephone.")
    )
    also = WordsField(
        label=_("Other ways to ask"),
        required=False,
        help_text=_("One on each line; it is found by these words too."),
    )
    answer = WordsField(
        label=_("Answer"),
        max_length=LONGEST_ANSWER,
        help_text=_("What to bring, where, how long. What differs each time stands in braces."),
    )
    item = NamedField(label=_("Item"), required=False)
    source = forms.CharField(
        label=_("Source"), max_length=LONGEST_LINE, help_text=_("The rule, or the office that said so.")
    )
    owner = NamedField(
        label=_("Owner"),
        help_text=_("The unit that keeps it true, and is told when nobody has looked at it."),
    )
    review_days = forms.IntegerField(
        label=_("Holds for so many days"),
        initial=HALF_A_YEAR,
        help_text=_("Then somebody looks at it again."),
    )
    public = forms.BooleanField(
        label=_("Residents may read it on the portal"),
        required=False,
        initial=True,
        help_text=_("With blanks in it, or of an item that is not listed publicly, it is never shown there."),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("item", choices.items())
        self.offer("owner", choices.unit_choices(_kept_by(actor)))

    def wording(self) -> Wording:
        said = self.cleaned_data
        return Wording(
            **{name: said[name] for name in ("question", "answer", "source", "public", "review_days")},
            also=tuple(said["also"].splitlines()),
            item=Item.objects.filter(pk=said["item"]).first(),
            owner=Unit.objects.select_related("place").get(pk=said["owner"]),
        )

    def blame(self, unfit: UnfitTerm) -> None:
        self.add_error(unfit.field, str(unfit.sentence))


class NewShortAnswerForm(ShortAnswerForm):
    code = forms.CharField(
        label=_("Code"), max_length=60, help_text=_("Short, such as K41; it never changes.")
    )
    field_order = ("code",)


def known_of(row: ShortAnswer) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in ("question", "answer", "source", "public", "review_days")}
    item = row.item.code if row.item else ""
    return {**said, "also": "\n".join(row.also), "item": item, "owner": row.owner.code}


def _kept_by(actor: Actor) -> list[Unit]:
    """The units for which this person may keep answers."""
    units = Unit.objects.current(clock.today()).select_related("place").order_by("code")
    return [unit for unit in units if actor.may(Permission.KNOWLEDGE_EDIT, unit.scope)]
