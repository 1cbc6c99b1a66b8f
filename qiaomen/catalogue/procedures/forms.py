"""The fields of a step as fields of a form, for every face."""

from collections.abc import Callable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue import fields
from qiaomen.catalogue.procedures.language import Blank, Kind, Step

_FIELDS: Mapping[Kind, Callable[..., forms.Field]] = {
    Kind.TEXT: fields.line,
    Kind.WORDS: fields.words,
    Kind.NUMBER: fields.amount,  # with a comma between the thousands, too
    Kind.MONEY: fields.amount,
    Kind.DATE: fields.day,
    Kind.YES_NO: fields.yes_no,
    Kind.CHOICE: fields.choice,
    Kind.FILE: fields.file,
}


def step_fields(step: Step) -> dict[str, forms.Field]:
    """A field for each blank, by its code; what is asked for only in some cases may be left empty here."""
    labels = {blank.code: blank.label for blank in step.fields}
    return {blank.code: _field(blank, labels) for blank in step.fields}


def _field(blank: Blank, labels: Mapping[str, str]) -> forms.Field:
    options = {"options": blank.options} if blank.kind == Kind.CHOICE else {}
    required = blank.required and blank.when is None and not blank.sum_of
    notes = " ".join(filter(None, [_only_if(blank, labels), _added_up(blank, labels)]))
    return _FIELDS[blank.kind](label=blank.label, required=required, help_text=notes, **options)


def _added_up(blank: Blank, labels: Mapping[str, str]) -> str:
    if not blank.sum_of:
        return ""
    parts = " + ".join(labels[part] for part in blank.sum_of)
    return str(_("%s. Left empty, it is added up for you.") % parts)


def _only_if(blank: Blank, labels: Mapping[str, str]) -> str:
    if blank.when is None:
        return ""
    field = labels.get(blank.when.field, blank.when.field)
    values = " / ".join(str(dict(fields.YES_NO).get(value, value)) for value in blank.when.values)
    return str(_("Only if “%(field)s” is %(values)s.") % {"field": field, "values": values})
