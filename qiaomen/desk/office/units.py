"""Units at the desk: the tree, one unit, and its changes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qiaomen.catalogue.tree import in_order
from qiaomen.desk import choices
from qiaomen.desk.fields import NamedField
from qiaomen.desk.forms import DeskForm
from qiaomen.desk.office.deeds import NOTHING_NEW, Beginning, Deed
from qiaomen.desk.office.posts import post_rows
from qiaomen.desk.office.shelf import Listing, Row, Sheet, Shelf, url_of
from qiaomen.indicators.catalogue.uses import Uses
from qiaomen.indicators.uses import uses_of_unit
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.forms import DayField
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.textsearch.folding import fold
from qiaomen.matters.actions.dissolving import dissolve_unit
from qiaomen.people.actions import add_unit, amend_unit, resume_unit
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place

NAME = pgettext_lazy("of a place or unit", "Name")


class UnitFields(DeskForm):
    actor: Actor

    name = forms.CharField(label=NAME, max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Unit.Kind.choices)
    parent = NamedField(
        label=gettext_lazy("Unit above"),
        required=False,
        help_text=gettext_lazy("Left empty: it stands at the top."),
    )
    place = NamedField(label=gettext_lazy("Place"), help_text=gettext_lazy("Where it is at home."))
    phone = forms.CharField(
        label=gettext_lazy("Office number"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Residents are shown it; no private number."),
    )

    def fill_lists(self) -> None:
        self.offer("parent", choices.unit_choices(Unit.objects.current(clock.today()).order_by("code")))
        self.offer("place", choices.places(self.actor))

    def entry(self) -> dict[str, Any]:
        """What the unit is to say, but its code."""
        said = self.cleaned_data
        return {
            "name": said["name"],
            "kind": Unit.Kind(said["kind"]),
            "phone": said["phone"],
            "parent": Unit.objects.filter(pk=said["parent"]).first(),
            "place": Place.objects.get(pk=said["place"]),
        }


class NewUnit(UnitFields, Beginning[Unit]):
    title = gettext_lazy("Add a unit")
    done = gettext_lazy("The unit is there. Now give people posts in it.")
    field_order = ("code",)

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        help_text=gettext_lazy("1 to 20 letters, digits and hyphens, such as JY-01. It stays for ever."),
    )

    def act(self) -> Unit:
        return add_unit(code=self.cleaned_data["code"], **self.entry(), by=self.actor)


class ChangeUnit(UnitFields, Deed[Unit]):
    noun = "change"
    title = gettext_lazy("Change it")
    done = gettext_lazy("It is changed from now on.")

    @classmethod
    def is_open(cls, row: Unit) -> bool:
        return row.ended_on is None

    @classmethod
    def known(cls, row: Unit, as_of: Mapping[str, Any]) -> Mapping[str, Any]:
        then = {name: as_of.get(name, getattr(row, name)) for name in ("name", "kind", "phone")}
        above = Unit.objects.filter(pk=as_of["parent"]).first() if as_of.get("parent") else None
        home = Place.objects.get(pk=as_of["place"]) if as_of else row.place
        above = above if as_of else row.parent
        return {**then, "parent": above.code if above else "", "place": home.code}

    def uses(self) -> Uses:
        return uses_of_unit(self.row)

    def act(self) -> None:
        if not amend_unit(self.row, **self.entry(), by=self.actor):
            raise Refusal(NOTHING_NEW)


class EndUnit(Deed[Unit]):
    noun = "end"
    title = gettext_lazy("End it on a day")
    done = gettext_lazy("It ends on that day, and its posts with it.")
    advice = gettext_lazy(
        "Nothing is deleted: what the unit did stays in its matters. Its posts end the day before. As long "
        "as matters are open at it or rules lead to it, it cannot end today: choose a later day."
    )

    on = DayField(label=gettext_lazy("The first day without it"))

    @classmethod
    def is_open(cls, row: Unit) -> bool:
        return row.ended_on is None

    @classmethod
    def known(cls, _row: Unit, _as_of: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"on": clock.today()}

    def uses(self) -> Uses:
        return uses_of_unit(self.row)

    def act(self) -> None:
        dissolve_unit(self.row, on=self.cleaned_data["on"], by=self.actor)


class ResumeUnit(Deed[Unit]):
    noun = "resumption"
    title = gettext_lazy("Take the end back")
    done = gettext_lazy("It goes on. Its posts have ended: give them anew.")

    @classmethod
    def is_open(cls, row: Unit) -> bool:
        return row.ended_on is not None

    def act(self) -> None:
        resume_unit(self.row, by=self.actor)


class Units(Shelf[Unit]):
    name = "units"
    key = "unit"
    permission = Permission.PEOPLE_EDIT
    files = "units"
    title = gettext_lazy("Units")
    advice = gettext_lazy(
        "Desks, departments, street offices, communities, companies: whoever can be given a matter."
    )
    columns = (NAME, gettext_lazy("Code"), gettext_lazy("Kind"), gettext_lazy("Place"), gettext_lazy("Phone"))
    nothing = gettext_lazy("No unit is called so. Try a part of the name, or add it.")
    beginning = NewUnit
    deeds = (ChangeUnit, EndUnit, ResumeUnit)
    undoing = "change"
    done = {
        "add": gettext_lazy("added"),
        "rename": gettext_lazy("renamed"),
        "describe": gettext_lazy("its entry was corrected"),
        "move": gettext_lazy("moved"),
        "end": gettext_lazy("ended"),
        "resume": gettext_lazy("the end was taken back"),
    }

    def rows(self, actor: Actor, words: str, *, ended: bool) -> Sequence[Row]:
        units = Unit.objects.visible_to(actor)
        if not ended:
            units = units.current(clock.today())
        columns = ("pk", "code", "name", "kind", "parent", "place__name", "phone", "ended_on")
        ordered = in_order(
            units.values(*columns),
            pk=lambda row: row["pk"],
            above=lambda row: row["parent"],
            code=lambda row: row["code"],
        )
        wanted, levels = fold(words), dict[int | None, int]()
        found = []
        for row in ordered:
            levels[row["pk"]] = levels.get(row["parent"], 0) + 1
            if wanted in fold(f"{row['code']}\n{row['name']}"):
                found.append(_cells(row, 1 if wanted else levels[row["pk"]]))
        return found

    def find(self, actor: Actor, name: str) -> Unit:
        units = Unit.objects.visible_to(actor).select_related("place", "parent")
        return get_object_or_404(units, code=name)

    def name_of(self, row: Unit) -> str:
        return row.code

    def sheet(self, row: Unit, _actor: Actor) -> Sheet:
        day = date_format(row.ended_on) if row.ended_on else ""
        return Sheet(
            title=row.name,
            code=row.code,
            note=_("It ends on %s: from that day on it is given nothing.") % day if day else "",
            facts=(
                (_("Kind"), row.get_kind_display()),
                (_("Unit above"), row.parent.name if row.parent else "–"),
                (_("Place"), row.place.full_name()),
                (_("Office number"), row.phone or "–"),
            ),
            further=(_people_of(row),),
            uses=uses_of_unit(row),
        )


def _cells(row: Mapping[str, Any], level: int) -> Row:
    ended = _("ended on %s") % date_format(row["ended_on"]) if row["ended_on"] else ""
    kind = str(Unit.Kind(row["kind"]).label)
    cells = (row["code"], ended or kind, row["place__name"], row["phone"])
    return Row(url_of("units", row["code"]), row["name"], cells, min(level, 3))


def _people_of(unit: Unit) -> Listing:
    posts = unit.posts.unfinished(clock.today())
    return Listing(
        (
            pgettext_lazy("of a person", "Name"),
            gettext_lazy("Role"),
            gettext_lazy("Place"),
            gettext_lazy("From"),
            gettext_lazy("To"),
        ),
        post_rows(posts, lambda row: (row["person__name"], row["role__name"], row["place__name"])),
        nothing=gettext_lazy("Nobody has a post here. Open a person and give them one."),
        heading=gettext_lazy("Who works here"),
    )
