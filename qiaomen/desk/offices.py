"""Several offices in one field: a row for each, with the part that it is called for."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _

from qiaomen.desk.fields import Choice, resolve

ROWS = 6  # of an empty form; whoever fills in all of them finds more after sending
SPARE = 2


class Row(NamedTuple):
    """As typed: an office, and its part. At the terminal both stand in one: "水务科: close the main"."""

    office: str
    part: str


class OfficeRows(forms.Widget):
    template_name = "desk/offices.html"
    use_fieldset = True

    def __init__(self) -> None:
        super().__init__()
        self.labels: list[str] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        filled = [Row(*row) for row in value or ()]
        empty = [Row("", "")] * max(ROWS - len(filled), SPARE)
        return {**context, "rows": [*filled, *empty], "labels": self.labels}

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> list[Row]:
        offices, parts = data.getlist(name), data.getlist(f"{name}-part")
        parts += [""] * (len(offices) - len(parts))
        rows = (_row(office, part) for office, part in zip(offices, parts, strict=False))
        return [row for row in rows if any(row)]


class OfficesField(forms.Field):
    """Gives pairs of the id of a unit and its part, in the order in which they were named."""

    widget = OfficeRows

    def offer(self, choices: Iterable[Choice]) -> None:
        self.offices = list(choices)
        self.choices = [(one.code, one.label) for one in self.offices]
        self.widget.labels = [one.label for one in self.offices]

    def clean(self, value: Any) -> list[tuple[int, str]]:
        rows: list[Row] = super().clean(value)
        return [(resolve(_named(row), self.offices), row.part) for row in rows]


def _row(office: str, part: str) -> Row:
    named, *rest = re.split(r"[:：]", office, maxsplit=1)
    return Row(named.strip(), (part or "".join(rest)).strip())


def _named(row: Row) -> str:
    if not row.office:
        raise forms.ValidationError(_("“%s” stands beside no office. Name the office it is for.") % row.part)
    return row.office
