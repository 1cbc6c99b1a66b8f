"""An announcement as a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.announcements.actions import LONGEST_TEXT, LONGEST_TITLE, Notice
from qiaomen.catalogue.announcements.models import Announcement
from qiaomen.desk import choices
from qiaomen.desk.fields import NamedField
from qiaomen.desk.forms import DeskForm, WordsField
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.forms import DayField
from qiaomen.kernel.permissions import Permission
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place


class AnnouncementForm(DeskForm):
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    text = WordsField(
        label=_("What everybody should know"),
        max_length=LONGEST_TEXT,
        help_text=_("What, where, from when to when, whom to ask. No names of residents."),
    )
    place = NamedField(label=_("For"), help_text=_("The place whose residents it concerns."))
    unit = NamedField(label=_("Who announces it"))
    from_day = DayField(label=_("First day"))
    to_day = DayField(label=_("Last day"), required=False, help_text=_("Empty: until you take it back."))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place", choices.places(actor))
        self.offer("unit", choices.unit_choices(choices.units_by(actor, Permission.ANNOUNCE)))

    def notice(self) -> Notice:
        said = self.cleaned_data
        return Notice(
            title=said["title"],
            text=said["text"],
            place=Place.objects.get(pk=said["place"]),
            unit=Unit.objects.get(pk=said["unit"]),
            from_day=said["from_day"],
            to_day=said["to_day"],
        )


def new_for(actor: Actor) -> dict[str, Any]:
    """From today, by the actor's own unit where they have just one."""
    units = choices.units_by(actor, Permission.ANNOUNCE)
    return {"from_day": clock.today(), "unit": units[0].code if len(units) == 1 else ""}


def known_of(row: Announcement) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in ("title", "text", "from_day", "to_day")}
    return {**said, "place": row.place.code, "unit": row.unit.code}
