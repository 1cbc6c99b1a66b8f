"""A shelf from and to Excel: a file is tried first, row by row, and taken in when that was looked at."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.forms import DeskForm
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.cells import Cell
from qiaomen.kernel.sheets.mapping import Field
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.kernel.sheets.report import ImportReport
from qiaomen.kernel.sheets.writing import write_xlsx
from qiaomen.kernel.web import Asked, View, route, status_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LARGEST = 1024 * 1024  # bytes; the file goes back and forth with the page that shows what would happen
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Filing:
    """`name` in addresses; `fields` head the columns of `rows`; `take` brings the table of a file in.

    `advice` says what an empty cell does where it does something.
    """

    name: str
    title: "StrOrPromise"
    permission: Permission
    back: str  # the name of the page it belongs to
    fields: Sequence[Field]
    rows: Callable[[Actor], Iterable[Sequence[Cell]]]
    take: Callable[[Path, Actor], ImportReport]
    advice: "StrOrPromise" = ""


class FileForm(DeskForm):
    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        help_text=_("Excel or CSV, with the names of the columns in the first row; at most 1 MB."),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """The file as it was chosen, or as it was looked at before."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if chosen := said.get("file"):
            if chosen.size > LARGEST:
                raise forms.ValidationError(
                    _("The file is larger than 1 MB. Divide it, or leave pictures out.")
                )
            said["kept"], said["name"] = b64encode(chosen.read()).decode(), chosen.name
        said["content"] = _decoded(said.get("kept", ""))
        if not said["content"]:
            raise forms.ValidationError(_("Choose a file."))
        return said


def _decoded(kept: str) -> bytes:
    """Nothing where the page has been meddled with."""
    try:
        return b64decode(kept, validate=True)
    except ValueError:
        return b""


def reading(take: Callable[..., ImportReport]) -> Callable[[Path, Actor], ImportReport]:
    """Of an importer that wants the table itself."""

    def taken(path: Path, by: Actor) -> ImportReport:
        return take(read_table(path), by=by)

    return taken


def all_of(rows: Callable[[], Iterable[Sequence[Cell]]]) -> Callable[[Actor], Iterable[Sequence[Cell]]]:
    """Of what is no secret to anybody who may take it in."""
    return lambda _by: rows()


def file_page(filing: Filing) -> View:
    @route(filing.permission, "GET", "POST")
    def page(request: Asked) -> HttpResponse:
        if request.method == "GET":
            return _show(request, filing, FileForm())
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return _show(request, filing, form, status=422)
        said, tried = form.cleaned_data, "sure" not in request.POST
        try:
            report = _taken(filing, said, request.actor, tried=tried)
        except Refusal as no:
            return _show(request, filing, form, status=status_of(no), refusal=no)
        return _show(request, filing, FileForm(initial=said if tried else None), report=report, tried=tried)

    return page


def _taken(filing: Filing, said: dict[str, Any], actor: Actor, *, tried: bool) -> ImportReport:
    """What becomes of the rows; of a trial nothing stays."""
    with TemporaryDirectory() as folder, transaction.atomic():
        path = Path(folder) / f"table{Path(said['name']).suffix[:8]}"
        path.write_bytes(said["content"])
        report = filing.take(path, actor)
        transaction.set_rollback(tried)
    return report


def _show(request: Asked, filing: Filing, form: FileForm, status: int = 200, **found: Any) -> HttpResponse:
    context = {"filing": filing, "form": form, "columns": [field.label for field in filing.fields], **found}
    return render(request, "desk/office/file.html", context, status=status)


def saved_page(filing: Filing) -> View:
    """All of it as an Excel file, with the headings that an import knows."""

    @route(filing.permission, "GET")
    def page(request: Asked) -> HttpResponse:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "table.xlsx"
            write_xlsx(path, [str(field.label) for field in filing.fields], filing.rows(request.actor))
            disposition = {"Content-Disposition": f'attachment; filename="{filing.name}.xlsx"'}
            return HttpResponse(path.read_bytes(), content_type=EXCEL, headers=disposition)

    return page
