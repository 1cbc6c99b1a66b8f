"""What is done to a person's account and posts: they come, stand in, leave, and get a password."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy, pgettext_lazy

from qiaomen.desk import choices
from qiaomen.desk.fields import Choice, NamedField
from qiaomen.desk.forms import DeskForm
from qiaomen.desk.office.deeds import NOTHING_NEW, Beginning, Deed
from qiaomen.desk.office.standing_in import NameDeputy
from qiaomen.indicators.catalogue.uses import Uses
from qiaomen.indicators.uses import uses_of_person
from qiaomen.kernel import clock
from qiaomen.kernel.forms import DayField
from qiaomen.kernel.refusal import Refusal
from qiaomen.people.actions import (
    add_person,
    amend_person,
    appoint,
    deactivate_person,
    give_password,
    reactivate_person,
    stand_in_everywhere,
)
from qiaomen.people.models import Person, Role, Unit
from qiaomen.territory.models import Place

NAME = pgettext_lazy("of a person", "Name")
LANGUAGES = [("", gettext_lazy("as the office does")), *settings.LANGUAGES]


class PersonFields(DeskForm):
    name = forms.CharField(label=NAME, max_length=80)
    phone = forms.CharField(
        label=gettext_lazy("Work telephone"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Messages about what is assigned go there."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Reads"), required=False, choices=LANGUAGES)

    def entry(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("name", "phone", "language")}


class NewPerson(PersonFields, Beginning[Person]):
    title = gettext_lazy("Add a person")
    done = gettext_lazy("The person is there. Now give them a post and a password.")
    field_order = ("login",)

    login = forms.CharField(
        label=gettext_lazy("Login"),
        max_length=80,
        help_text=gettext_lazy("What they type to sign in. It stays."),
    )

    def act(self) -> Person:
        return add_person(login=self.cleaned_data["login"], **self.entry(), by=self.actor)


class ChangePerson(PersonFields, Deed[Person]):
    noun = "change"
    title = gettext_lazy("Change name or telephone")
    done = gettext_lazy("It is changed from now on.")

    @classmethod
    def known(cls, row: Person, _as_of: Mapping[str, Any]) -> Mapping[str, Any]:
        return {name: getattr(row, name) for name in ("name", "phone", "language")}

    def act(self) -> None:
        if not amend_person(self.row, **self.entry(), by=self.actor):
            raise Refusal(NOTHING_NEW)


class AppointPerson(Deed[Person]):
    noun = "post"
    title = gettext_lazy("Give a post")
    done = gettext_lazy("The post is given.")
    advice = gettext_lazy(
        "A post gives a role in a unit for a place, from a day to a day. Who works in two units has two."
    )

    unit = NamedField(label=gettext_lazy("Unit"))
    role = NamedField(label=gettext_lazy("Role"))
    place = NamedField(
        label=gettext_lazy("Place"),
        required=False,
        help_text=gettext_lazy("As far as the post reaches. Left empty: the unit's own place."),
    )
    from_day = DayField(label=gettext_lazy("First day"))
    to_day = DayField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Left empty: it stays open.")
    )

    @classmethod
    def is_open(cls, row: Person) -> bool:
        return row.is_active

    @classmethod
    def known(cls, _row: Person, _as_of: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"from_day": clock.today()}

    def fill_lists(self) -> None:
        self.offer("unit", choices.unit_choices(Unit.objects.current(clock.today()).order_by("code")))
        self.offer("place", choices.places(self.actor))
        roles = Role.objects.order_by("pk").values_list("pk", "name", "code")
        self.offer("role", [Choice(pk, f"{name} ({code})", name, code) for pk, name, code in roles])

    def act(self) -> None:
        said = self.cleaned_data
        unit = Unit.objects.select_related("place").get(pk=said["unit"])
        appoint(
            self.row,
            unit=unit,
            place=Place.objects.get(pk=said["place"]) if said["place"] else unit.place,
            role=Role.objects.get(pk=said["role"]),
            from_day=said["from_day"],
            to_day=said["to_day"],
            by=self.actor,
        )


class Absence(NameDeputy[Person]):
    noun = "absence"
    advice = gettext_lazy("While they are away, the deputy holds the same posts in their stead.")

    @classmethod
    def is_open(cls, row: Person) -> bool:
        return row.is_active

    @property
    def away(self) -> int:
        return self.row.pk

    def stand_in(self, deputy: Person, from_day: date, to_day: date) -> None:
        stand_in_everywhere(self.row, deputy=deputy, from_day=from_day, to_day=to_day, by=self.actor)


class GivePassword(Deed[Person]):
    noun = "password"
    title = gettext_lazy("Make a new password")
    done = gettext_lazy("The password is set.")
    advice = gettext_lazy(
        "A password is made up and shown to you once. The old one ends. Give it to the person, who changes "
        "it under their own name at the top of the page."
    )

    @classmethod
    def is_open(cls, row: Person) -> bool:
        return row.is_active

    def act(self) -> None:
        self.told = give_password(self.row, by=self.actor)


class Leaving(Deed[Person]):
    noun = "leaving"
    title = gettext_lazy("They leave")
    done = gettext_lazy("They can no longer sign in. What they did stays theirs.")
    advice = gettext_lazy(
        "From now on they cannot sign in and can be given nothing; all their posts end. Matters entrusted to "
        "them stay with their unit: entrust them to somebody else."
    )

    @classmethod
    def is_open(cls, row: Person) -> bool:
        return row.is_active

    def uses(self) -> Uses:
        return uses_of_person(self.row)

    def act(self) -> None:
        deactivate_person(self.row, by=self.actor)


class Return(Deed[Person]):
    noun = "coming-back"
    title = gettext_lazy("They come back")
    done = gettext_lazy("They may sign in again. Give them their posts anew.")

    @classmethod
    def is_open(cls, row: Person) -> bool:
        return not row.is_active

    def act(self) -> None:
        reactivate_person(self.row, by=self.actor)
