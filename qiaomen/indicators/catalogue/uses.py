"""Who uses an entry of the catalogue: to be looked at before it is changed or ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qiaomen.catalogue.models import Item, ItemVersion, Rule
from qiaomen.catalogue.querysets import VersionQuerySet
from qiaomen.kernel import clock
from qiaomen.matters.models import Matter
from qiaomen.matters.querysets import MatterQuerySet


@dataclass(frozen=True, slots=True)
class Group:
    """What of one kind uses it; `code` is the same in every language."""

    code: str
    label: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uses:
    """`matters` are the open ones, without those that are confidential: these are in no count."""

    matters: int
    groups: tuple[Group, ...]

    @property
    def in_use(self) -> bool:
        return bool(self.matters or any(group.entries for group in self.groups))

    @property
    def of_matters(self) -> str:
        return ngettext("%d open matter", "%d open matters", self.matters) % self.matters

    def lines(self) -> list[str]:
        told = [f"{group.label}: {entry}" for group in self.groups for entry in group.entries]
        return [self.of_matters, *told]

    def to_json(self) -> dict[str, Any]:
        return {"open_matters": self.matters, **{group.code: list(group.entries) for group in self.groups}}


def uses_of_item(item: Item) -> Uses:
    """Of the item itself, not of those below it; in five queries."""
    children = item.children.current(clock.today()).order_by("code").values_list("code", "name")
    answers = item.short_answers.filter(ended_on=None)
    rules = item.rules.exclude(to_day__lt=clock.today()).select_related("place", "unit").order_by("number")
    return Uses(
        _open(Matter.objects.filter(item=item)),
        (
            _group("children", _("item below it"), (f"{code} {name}" for code, name in children)),
            _group("rules", _("routing rule"), map(_rule, rules)),
            _group("answers", _("short answer"), (f"{each.code} {each.question}" for each in answers)),
            _group("procedures", _("procedure"), sorted({*_procedures(item)})),
        ),
    )


def uses_of_procedure(code: str) -> Uses:
    """Of all its versions: items that say so today or will, and matters that began with one."""
    named = _upcoming(ItemVersion.objects.filter(procedure__startswith=f"{code}@")).order_by("item__code")
    items = {
        f"{version.item.code} {version.name} ({version.procedure})"
        for version in named.filter(item__ended_on=None).select_related("item")
    }
    open_ones = Matter.objects.filter(procedure__startswith=f"{code}@")
    return Uses(_open(open_ones), (_group("items", _("item"), sorted(items)),))


def _open(matters: MatterQuerySet) -> int:
    return matters.open().filter(confidential=False).count()


def _group(code: str, label: str, entries: Iterable[str]) -> Group:
    return Group(code, label, tuple(entries))


def _rule(rule: Rule) -> str:
    return _("%(number)d: %(place)s → %(unit)s") % {
        "number": rule.number,
        "place": rule.place,
        "unit": rule.unit,
    }


def _procedures(item: Item) -> Iterable[str]:
    return _upcoming(item.versions.exclude(procedure="")).values_list("procedure", flat=True)


def _upcoming(versions: VersionQuerySet) -> VersionQuerySet:
    """In force today or later."""
    today = clock.today()
    in_force = ItemVersion.objects.in_force(today).values("pk")
    return versions.filter(Q(pk__in=in_force) | Q(from_day__gt=today))
