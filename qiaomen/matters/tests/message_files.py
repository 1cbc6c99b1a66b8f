"""Files of messages as offices make them, and the short way in which tests bring them in."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from qiaomen.kernel.actors import machine
from qiaomen.kernel.sheets.delimited import read_delimited
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.matters.importing import Plan, Report, columns_of, import_messages

HEADINGS = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "反对数", "点赞数")
TIME = "2026/2/27 11:25:05"


def message(
    number: Any,
    text: Any = "楼道里的灯坏了很久",
    *,
    user: str = "A1",
    title: Any = "灯坏了",
    time: Any = TIME,
) -> tuple[Any, ...]:
    return (number, user, title, time, text, 2, 3)


def save(path: Path, rows: Iterable[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> Path:
    """A real workbook."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def bring_in(path: Path, *choices: str, **how: Any) -> Report:
    table = read_table(path)
    return import_messages(
        Plan(path, table, columns_of(table, choices=choices), **how), by=machine("console")
    )


def reasons(report: Report) -> list[tuple[str, str, str]]:
    """Row, column and reason of what was rejected."""
    assert report.rejects
    rows = [row.cells[:3] for row in read_delimited(report.rejects).rows()]
    return [(str(number), str(column or ""), str(reason)) for number, column, reason in rows]
