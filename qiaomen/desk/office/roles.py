"""Roles at the desk: what each lets people do, in plain words, and who holds it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qiaomen.desk.forms import DeskForm
from qiaomen.desk.office.deeds import Beginning, Deed
from qiaomen.desk.office.shelf import Row, Sheet, Shelf, url_of
from qiaomen.indicators.catalogue.uses import Uses
from qiaomen.indicators.uses import uses_of_role
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.textsearch.folding import fold
from qiaomen.people.actions import add_role, change_role
from qiaomen.people.models import Role
from qiaomen.people.powers import POWERS


class RoleFields(DeskForm):
    name = forms.CharField(label=pgettext_lazy("of a role", "Name"), max_length=80)
    reach = forms.ChoiceField(label=gettext_lazy("Reaches"), choices=Role.Reach.choices)
    permissions = forms.MultipleChoiceField(
        label=gettext_lazy("What it lets people do"),
        choices=[*POWERS.items()],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "desk-ticks"}),
    )

    def entry(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "name": said["name"],
            "reach": Role.Reach(said["reach"]),
            "permissions": said["permissions"],
        }


class NewRole(RoleFields, Beginning[Role]):
    title = gettext_lazy("Add a role")
    done = gettext_lazy("The role is there. Give it to people by posts.")
    field_order = ("code",)

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        help_text=gettext_lazy("Short, in letters. It stays for ever."),
    )

    def act(self) -> Role:
        return add_role(code=self.cleaned_data["code"], **self.entry(), by=self.actor)


class ChangeRole(RoleFields, Deed[Role]):
    noun = "change"
    title = gettext_lazy("Change it")
    done = gettext_lazy("It is changed, for all who hold it, from their next page on.")

    @classmethod
    def known(cls, row: Role, as_of: Mapping[str, Any]) -> Mapping[str, Any]:
        return {name: as_of.get(name, getattr(row, name)) for name in ("name", "reach", "permissions")}

    def uses(self) -> Uses:
        return uses_of_role(self.row)

    def act(self) -> None:
        change_role(self.row, **self.entry(), by=self.actor)


class Roles(Shelf[Role]):
    name = "roles"
    key = "role"
    permission = Permission.PEOPLE_EDIT
    files = "roles"
    title = gettext_lazy("Roles")
    advice = gettext_lazy(
        "A role says what its holders may do. Those that come with the program can be changed too."
    )
    columns = (
        pgettext_lazy("of a role", "Name"),
        gettext_lazy("Code"),
        gettext_lazy("Reaches"),
        gettext_lazy("Held by"),
    )
    nothing = gettext_lazy("No role is called so. Try a part of the name, or add it.")
    beginning = NewRole
    deeds = (ChangeRole,)
    undoing = "change"
    done = {"add": gettext_lazy("added"), "change": gettext_lazy("changed")}

    def rows(self, _actor: Actor, words: str, *, ended: bool) -> Sequence[Row]:  # noqa: ARG002 - no role ends
        today = clock.today()
        held = Q(posts__from_day__lte=today) & (Q(posts__to_day=None) | Q(posts__to_day__gte=today))
        roles = Role.objects.annotate(held=Count("posts__person", filter=held, distinct=True)).order_by("pk")
        wanted = fold(words)
        return [
            Row(
                url_of("roles", role.code),
                role.name,
                (role.code, str(role.get_reach_display()), str(role.held)),
            )
            for role in roles
            if wanted in fold(f"{role.code}\n{role.name}")
        ]

    def find(self, _actor: Actor, name: str) -> Role:
        return get_object_or_404(Role, code=name)

    def name_of(self, row: Role) -> str:
        return row.code

    def sheet(self, row: Role, _actor: Actor) -> Sheet:
        powers = [str(POWERS[each]) for each in Permission if each in row.granted]
        return Sheet(
            title=row.name,
            code=row.code,
            facts=(
                (_("Reaches"), str(row.get_reach_display())),
                (_("What it lets people do"), "\n".join(powers) or "–"),
            ),
            uses=uses_of_role(row),
        )
