"""A step of a procedure as an office fills it in: what is usual first, what is seldom said folded away."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.procedures.checking import GATES
from qiaomen.catalogue.procedures.editing import ANSWER, BEGINNING, Draft
from qiaomen.catalogue.procedures.fieldlines import read_fields, spell_fields
from qiaomen.catalogue.procedures.language import RECEIPT, Actor, Party, Step
from qiaomen.desk.catalogue.fields import LimitField, LinesField
from qiaomen.desk.forms import DeskForm, WordsField
from qiaomen.desk.procedures.step_fields import (
    ConditionField,
    SignersField,
    StepLimitField,
    completed,
    keys_of,
)
from qiaomen.people.models import Role

_GATES: Mapping[str, Any] = MappingProxyType(
    {"whistle": _("it completes itself when the offices called to the spot are done")}
)


class StepForm(DeskForm):
    """`before` are the steps that can be asked about and counted from."""

    SELDOM = ("limit_from", "wait", "skip_when", "gate")

    name = forms.CharField(label=_("What is done"), max_length=120)
    actor = forms.ChoiceField(label=_("Who does it"))
    limit = StepLimitField(label=_("By when"))
    fields_ = LinesField(
        read_fields,
        spell_fields,
        label=_("What is filled in"),
        help_text=_(
            "One field a line. After = how: one line, a number, yuan, a day, yes or no, a picture or "
            "document, or options with / between them; then a comma and “optional”, if it may be left empty."
        ),
    )
    signatures = SignersField(
        label=_("Who signs"), required=False, help_text=_("How many of each; empty: nobody.")
    )
    told = WordsField(
        label=_("What the resident is told"),
        required=False,
        help_text=_("The name of a field in braces stands for what was filled in. Left empty: nothing."),
    )
    help = WordsField(label=_("Advice for whoever does it"), required=False)
    optional = forms.BooleanField(label=_("It may be passed by"), required=False)
    limit_from = forms.ChoiceField(label=_("From when the time counts"), required=False)
    wait = LimitField(
        label=_("Not before"),
        help_text=_("So long after the step before was completed, as a public notice hangs for its days."),
    )
    skip_when = ConditionField(
        label=_("Not needed if"),
        required=False,
        help_text=_("Left out when one of the chosen values was filled in; choose in one group."),
    )
    gate = forms.ChoiceField(label=_("Who completes it"), required=False)

    def __init__(self, before: Sequence[Step], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(f"role:{code}", name) for code, name in Role.objects.values_list("code", "name")]
        takers = [party for party in Party if party not in {Party.ROLE, Party.OTHER}]
        self.field(forms.ChoiceField, "actor").choices = [*_labelled(takers), *roles]
        self.field(SignersField, "signatures").offer([*_labelled([*takers, Party.OTHER]), *roles])
        self.field(forms.ChoiceField, "limit_from").choices = [
            ("", _("when the step opens")),
            (RECEIPT, _("when the matter was received")),
            *completed(before),
        ]
        self.field(ConditionField, "skip_when").offer(before, self.initial.get("skip_when", ()))
        gates = [(gate, _GATES.get(gate, gate)) for gate in sorted(GATES)]
        self.field(forms.ChoiceField, "gate").choices = [("", _("whoever does it fills it in")), *gates]

    def usual(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.SELDOM]

    def seldom(self) -> list[forms.BoundField]:
        return [self[name] for name in self.SELDOM]

    def says_more(self) -> bool:
        """Whether something stands in what is folded away, or is wrong there."""
        return any(field.errors or any(_parts(field.value())) for field in self.seldom())

    def draft(self) -> Draft:
        said = self.cleaned_data
        return Draft(
            name=said["name"],
            actor=said["actor"],
            mandatory=not said["optional"],
            limit=said["limit"],
            limit_from=said["limit_from"],
            after=said["wait"],
            skip_when=said["skip_when"],
            gate=said["gate"],
            fields=said["fields_"],
            signatures=said["signatures"],
            told=said["told"].replace("\r\n", "\n"),
            help=said["help"].replace("\r\n", "\n"),
        )


class NewStepForm(StepForm):
    """Every step may be asked about, since it is not known yet where this one stands; the check says no."""

    field_order = ("after",)

    after = forms.ChoiceField(label=_("Where it stands"), required=False)

    def __init__(self, steps: Sequence[Step], *args: Any, **kwargs: Any) -> None:
        super().__init__(steps, *args, **kwargs)
        places = [(step.code, _("after “%s”") % step.name) for step in steps]
        ends = [(BEGINNING, _("as the first step")), (ANSWER, _("directly after the answer"))]
        self.field(forms.ChoiceField, "after").choices = [ends[0], *places, ends[1]]


def known_step(step: Step) -> dict[str, Any]:
    """What the fields show of a step that is there."""
    return {
        "name": step.name,
        "actor": str(step.actor),
        "limit": str(step.limit) if step.limit else "",
        "limit_from": step.limit_from,
        "wait": str(step.after) if step.after else "",
        "skip_when": keys_of(step.skip_when),
        "gate": step.gate,
        "fields_": step.fields,
        "signatures": {str(signing.of): signing.count for signing in step.signatures},
        "told": step.told,
        "help": step.help,
        "optional": not step.mandatory,
    }


def _parts(value: Any) -> list[Any]:
    """Of a field with one part or several."""
    return value if isinstance(value, list) else [value]


def _labelled(parties: Sequence[Party]) -> list[tuple[str, Any]]:
    return [(str(Actor(party)), party.label) for party in parties]
