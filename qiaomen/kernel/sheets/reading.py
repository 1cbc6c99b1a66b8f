"""The one way in for tables: `read_table`."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.content import Kind, kind_of
from qiaomen.kernel.sheets.delimited import read_delimited
from qiaomen.kernel.sheets.table import Table
from qiaomen.kernel.sheets.workbook import read_ole, read_zipped


def read_table(path: Path, *, sheet: str | None = None, encoding: str = "") -> Table:
    """The table in a file of a person: .xlsx, .xls, or text with commas, semicolons or tabs.

    `sheet` chooses one of a workbook; without it only one may have data. `encoding` is that of a text file;
    without it, it is guessed and `Table.read_as` says what was guessed. A Refusal says what to do about a
    file that is no table, is damaged or locked, or whose headings cannot be used. What is wrong with one row
    only is said by that row (`Row.problem`), and the others can be taken.
    """
    kind = kind_of(path)
    if kind is Kind.TEXT and sheet:
        sentence = _("%(name)s is a text file, which has no sheets: leave --sheet away.")
        raise Refusal(sentence % {"name": path.name})
    if kind is not Kind.TEXT and encoding:
        sentence = _("%(name)s is a workbook, which knows its encoding: leave --encoding away.")
        raise Refusal(sentence % {"name": path.name})
    if kind is Kind.ZIPPED:
        return read_zipped(path, sheet)
    if kind is Kind.OLE:
        return read_ole(path, sheet)
    return read_delimited(path, encoding)
