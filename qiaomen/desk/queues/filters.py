"""Filters of a queue: what is chosen, what it leaves, and how it stands in the address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.desk.forms import DeskForm
from qiaomen.desk.queues import named
from qiaomen.desk.queues.named import Meant
from qiaomen.desk.queues.paging import OLDEST_DUE, Order
from qiaomen.desk.queues.tabs import ORDERS, Tab
from qiaomen.indicators.behind import Behind, behind
from qiaomen.indicators.periods import Period
from qiaomen.kernel.forms import DayField
from qiaomen.matters.channels import Channel
from qiaomen.matters.models import Priority
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.states import OPEN, STANDING_CLOCK, UNANSWERED, State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OPEN_ONES = Q(state__in=sorted(OPEN), closed_at=None)
RUNNING = Q(state__in=sorted(UNANSWERED - STANDING_CLOCK), closed_at=None)
ANY = ("", _("any"))
DUE = (ANY, ("overdue", _("overdue")), ("today", _("today")), ("3", _("within 3 days")))
AGES = (ANY, ("7", _("more than a week")), ("30", _("more than 30 days")), ("90", _("more than 90 days")))
URGENCIES = (ANY, ("1", _("urgent or more")), ("2", Priority.EMERGENCY.label))
LONGEST = 100
OF_OUR_TIME = [
    MinValueValidator(date(1970, 1, 1)),
    MaxValueValidator(date(2199, 12, 31)),
]  # a day has a next one


class NameField(forms.CharField):
    """A part of a name, or a code; cleaned to what it leaves."""

    def __init__(self, find: Callable[[str], Meant | None], **kwargs: Any) -> None:
        super().__init__(required=False, max_length=LONGEST, **kwargs)
        self.find = find

    def clean(self, value: Any) -> Meant | None:
        text: str = super().clean(value)
        if not text:
            return None
        found = self.find(text)
        if found is None:
            raise forms.ValidationError(_("Nothing here is called “%s”. Type a part of its name.") % text)
        return found


def _one_of(label: "StrOrPromise", choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=choices)


class FilterForm(DeskForm):
    """Every field left empty leaves all; `sort` is how what is left is ordered."""

    item = NameField(named.of_items, label=_("Item"))
    place = NameField(named.of_places, label=_("Place"))
    unit = NameField(named.of_units, label=_("With"))
    officer = NameField(named.of_people, label=_("Entrusted to"))
    state = _one_of(_("State"), [ANY, ("open", _("not yet closed")), *State.choices])
    due = _one_of(_("Due"), DUE)
    priority = _one_of(_("Urgency"), URGENCIES)
    kind = _one_of(_("Kind"), [ANY, *MatterKind.choices])
    channel = _one_of(_("Channel"), [ANY, *Channel.choices])
    age = _one_of(_("Age"), AGES)
    since = DayField(label=_("Received from"), required=False, validators=OF_OUR_TIME)
    until = DayField(label=_("Received until"), required=False, validators=OF_OUR_TIME)
    closed_since = DayField(label=_("Closed from"), required=False, validators=OF_OUR_TIME)
    closed_until = DayField(label=_("Closed until"), required=False, validators=OF_OUR_TIME)
    counted = _one_of(_("In reports"), [ANY, *Behind.choices])
    sort = _one_of(_("Sort by"), [])

    def __init__(self, tab: Tab, asked: Mapping[str, str]) -> None:
        super().__init__(asked)
        self.tab = tab
        self.usual = next(name for name, (_label, order) in ORDERS.items() if order is tab.order)
        first = sorted(ORDERS, key=lambda name: name != self.usual)
        self.field(forms.ChoiceField, "sort").choices = [(name, ORDERS[name][0]) for name in first]

    @property
    def order(self) -> Order:
        return ORDERS[self.cleaned_data["sort"] or self.usual][1]

    def narrowed(self, rows: MatterQuerySet, now: datetime) -> MatterQuerySet:
        """What the filters leave of `rows`; where closed ones stand too, only open ones go by their date."""
        said = self.cleaned_data
        for name, leaves in LEAVES.items():
            if said[name]:
                rows = rows.filter(leaves(said[name], now))
        if said["counted"]:
            rows = behind(Behind(said["counted"]), rows, Period(said["closed_since"], said["closed_until"]))
        if self.order is OLDEST_DUE is not self.tab.order:
            rows = rows.filter(OPEN_ONES, due_at__isnull=False)
        return rows

    def notes(self) -> list[str]:
        """What is to be known of the filters that are set."""
        self.is_valid()
        said = self.cleaned_data
        ended = [name for name in ("item", "unit") if said.get(name) and said[name].ended]
        return [_("“%s” has ended: nothing new comes in here.") % said[name].shown for name in ended]

    def asked(self) -> dict[str, str]:
        """What stands in the address: all but what is usual."""
        given = ((name, str(self.data.get(name, "")).strip()) for name in self.fields)
        return {name: value for name, value in given if value and (name, value) != ("sort", self.usual)}

    def query(self, *without: str) -> str:
        return urlencode({name: value for name, value in self.asked().items() if name not in without})

    @property
    def without_chip(self) -> frozenset[str]:
        return frozenset({"sort"})

    def bare(self) -> str:
        """The same without any filter."""
        return self.query(*(self.fields.keys() - self.without_chip))

    def chips(self) -> list["Chip"]:
        """One for each filter that is set."""
        return [
            Chip(f"{self[name].label}: {self._shown(name, value)}", f"?{self.query(name)}")
            for name, value in self.asked().items()
            if name not in self.without_chip
        ]

    def _shown(self, name: str, value: str) -> str:
        field, said = self.fields[name], self.cleaned_data.get(name)
        if isinstance(said, Meant):
            return said.shown
        if not isinstance(field, forms.ChoiceField):
            return value
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type] # ours have no groups


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, and the address of the same list without it."""

    text: str
    without: str


def _state(chosen: str, _now: datetime) -> Q:
    return OPEN_ONES if chosen == "open" else Q(state=chosen)


def _due(chosen: str, now: datetime) -> Q:
    if chosen == "overdue":
        return RUNNING & Q(due_at__lt=now)
    days = 1 if chosen == "today" else int(chosen)
    return RUNNING & Q(due_at__gte=now, due_at__lt=begin(timezone.localdate(now) + timedelta(days=days)))


def begin(day: date) -> datetime:
    """The instant at which `day` begins for the office."""
    return timezone.make_aware(datetime.combine(day, time.min))


LEAVES: Mapping[str, Callable[[Any, datetime], Q]] = MappingProxyType(
    {
        "item": lambda meant, _now: meant.leaves,
        "place": lambda meant, _now: meant.leaves,
        "unit": lambda meant, _now: meant.leaves,
        "officer": lambda meant, _now: meant.leaves,
        "state": _state,
        "due": _due,
        "priority": lambda least, _now: Q(priority__gte=int(least)),
        "kind": lambda kind, _now: Q(kind=kind),
        "channel": lambda channel, _now: Q(channel=channel),
        "age": lambda days, now: Q(received_at__lt=now - timedelta(days=int(days))),
        "since": lambda day, _now: Q(received_at__gte=begin(day)),
        "until": lambda day, _now: Q(received_at__lt=begin(day + timedelta(days=1))),
        "closed_since": lambda day, _now: Q(closed_at__gte=begin(day)),
        "closed_until": lambda day, _now: Q(closed_at__lt=begin(day + timedelta(days=1))),
    }
)
"""By field of the form: what a value leaves."""
