"""Saved mappings at the desk: which column of a file of messages holds what."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qiaomen.desk.countdown import moment
from qiaomen.desk.office.deeds import Deed
from qiaomen.desk.office.shelf import Row, Sheet, Shelf, url_of
from qiaomen.indicators.catalogue.uses import Uses
from qiaomen.indicators.uses import uses_of_mapping
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.textsearch.folding import fold
from qiaomen.matters.actions.mappings import NAME_LENGTH, drop_mapping, rename_mapping, restore_mapping
from qiaomen.matters.importing.columns import FIELDS
from qiaomen.matters.models import ImportMapping


class UsedMapping(Deed[ImportMapping]):
    """Of one that files are read by."""

    @classmethod
    def is_open(cls, row: ImportMapping) -> bool:
        return row.dropped_at is None

    def uses(self) -> Uses:
        return uses_of_mapping(self.row)


class RenameMapping(UsedMapping):
    noun = "name"
    title = gettext_lazy("Give it a name")
    done = gettext_lazy("From now on it is called so in imports.")
    advice = gettext_lazy("Whoever takes in a file names it: qiaomen matters import FILE --mapping NAME")

    name = forms.CharField(label=pgettext_lazy("of a mapping", "Name"), max_length=NAME_LENGTH)

    @classmethod
    def known(cls, row: ImportMapping, as_of: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"name": as_of.get("name", row.name)}

    def act(self) -> None:
        rename_mapping(self.row, name=self.cleaned_data["name"], by=self.actor)


class DropMapping(UsedMapping):
    noun = "removal"
    title = gettext_lazy("Take it out of use")
    done = gettext_lazy("No file is read by it any more.")
    advice = gettext_lazy("What has been taken in stays as it is. It can be taken up again at any time.")

    def act(self) -> None:
        drop_mapping(self.row, by=self.actor)


class RestoreMapping(Deed[ImportMapping]):
    noun = "restoration"
    title = gettext_lazy("Use it again")
    done = gettext_lazy("Files are read by it again.")
    advice = gettext_lazy("If another one has taken its place meanwhile, that one goes out of use.")

    @classmethod
    def is_open(cls, row: ImportMapping) -> bool:
        return row.dropped_at is not None

    def act(self) -> None:
        restore_mapping(self.row, by=self.actor)


class Mappings(Shelf[ImportMapping]):
    name = "mappings"
    key = "mapping"
    permission = Permission.CATALOGUE_EDIT
    title = gettext_lazy("Saved mappings")
    advice = gettext_lazy(
        "Which column of a file of messages holds what. One with a name is asked for by it; one without is "
        "for the next file with the same headings. Whoever chooses other columns in an import replaces it."
    )
    columns = (
        pgettext_lazy("of a mapping", "Name"),
        gettext_lazy("Columns that are read"),
        gettext_lazy("State"),
    )
    nothing = gettext_lazy(
        "None is kept. It is kept when columns are chosen in an import: "
        "qiaomen matters import FILE --map title=Subject --mapping NAME"
    )
    beginning = None
    deeds = (RenameMapping, DropMapping, RestoreMapping)
    undoing = "name"
    done = {
        "keep": gettext_lazy("kept in an import"),
        "rename": gettext_lazy("renamed"),
        "drop": gettext_lazy("taken out of use"),
        "restore": gettext_lazy("taken into use again"),
        "give_way": gettext_lazy("replaced by another choice of columns"),
    }

    def rows(self, _actor: Actor, words: str, *, ended: bool) -> Sequence[Row]:
        kept = ImportMapping.objects.order_by("dropped_at", "name", "number")
        wanted = fold(words)
        lines = map(_cells, kept if ended else kept.in_use())
        return [line for line in lines if wanted in fold("\n".join([line.name, *line.cells]))]

    def find(self, _actor: Actor, name: str) -> ImportMapping:
        return get_object_or_404(ImportMapping, number=int(name) if name.isdecimal() else 0)

    def name_of(self, row: ImportMapping) -> str:
        return str(row.number)

    def sheet(self, row: ImportMapping, _actor: Actor) -> Sheet:
        read = [(field, row.columns[field.name]) for field in FIELDS if field.name in row.columns]
        return Sheet(
            title=_called(row),
            note=_("It is out of use since %s.") % moment(row.dropped_at) if row.dropped_at else "",
            facts=[(field.label, heading) for field, heading in read],
            uses=uses_of_mapping(row),
        )


def _called(row: ImportMapping) -> str:
    return row.name or _("For files with the same headings, no. %d") % row.number


def _cells(row: ImportMapping) -> Row:
    read = " · ".join(row.columns.values())
    return Row(url_of("mappings", row.number), _called(row), (read, row.standing_label))
