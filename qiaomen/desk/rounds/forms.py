"""A round as a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.desk import choices
from qiaomen.desk.fields import NamedField
from qiaomen.desk.forms import DeskForm, WordsField
from qiaomen.desk.rounds.cells import RHYTHMS
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.forms import DayField
from qiaomen.kernel.limits import Rhythm
from qiaomen.kernel.permissions import Permission
from qiaomen.matters.models import Round
from qiaomen.matters.rounds.actions import LONGEST_ADVICE, LONGEST_NAME, Frame, Wording
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place


class WordingForm(DeskForm):
    """What a round says; all that can be revised."""

    name = forms.CharField(
        label=_("Name of the round"),
        max_length=LONGEST_NAME,
        help_text=_("Such as: fire safety, third block."),
    )
    checkpoints = WordsField(
        label=_("Checkpoints"),
        help_text=_("One a line, in the order of the way: what is looked at, and where it is."),
    )
    advice = WordsField(
        label=_("What to look for"),
        max_length=LONGEST_ADVICE,
        required=False,
        help_text=_("Whoever walks the round reads it on their phone."),
    )

    def wording(self) -> Wording:
        said = self.cleaned_data
        return Wording(said["name"], said["checkpoints"].splitlines(), said["advice"])


class RoundForm(WordingForm):
    """A new one: besides, where, for whom and how often."""

    place = NamedField(
        label=_("Where"), help_text=_("A grid, so that its grid worker finds it on the phone.")
    )
    unit = NamedField(label=_("Which unit sees to it"))
    rhythm = forms.ChoiceField(label=_("How often"), choices=list(RHYTHMS.items()))
    days_off = forms.BooleanField(
        label=_("A daily round also on weekends and holidays"), required=False, initial=False
    )
    from_day = DayField(label=_("First day"))
    field_order = ("name", "place", "unit", "rhythm", "days_off", "from_day")

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place", choices.places(actor))
        self.offer("unit", choices.unit_choices(choices.units_by(actor, Permission.ROUND_EDIT)))

    def frame(self) -> Frame:
        said = self.cleaned_data
        return Frame(
            place=Place.objects.get(pk=said["place"]),
            unit=Unit.objects.get(pk=said["unit"]),
            rhythm=Rhythm(said["rhythm"]),
            from_day=said["from_day"],
            days_off=said["days_off"],
        )


def new_for(actor: Actor) -> dict[str, Any]:
    """From today, by the actor's own unit where they have just one."""
    units = choices.units_by(actor, Permission.ROUND_EDIT)
    return {"from_day": clock.today(), "unit": units[0].code if len(units) == 1 else ""}


def known_of(row: Round) -> dict[str, str]:
    today = max(clock.today(), row.from_day)
    return {"name": row.name, "advice": row.advice, "checkpoints": "\n".join(row.asked(today, today))}
