"""Messages whose label a person has decided: what a model learns from and is judged by."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.lines import Line
from qiaomen.kernel.sheets.mapping import Field, guess
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.kernel.sheets.table import Row

LEAST_OF_A_LABEL = 5  # one for each fold of a cross-validation
LEAST_IN_ALL = 30
FIELDS = (
    Field(
        "text", _("text"), ("正文", "内容", "诉求内容", "留言详情", "message", "body", "내용"), required=True
    ),
    Field("title", _("title"), ("标题", "主题", "留言主题", "subject", "제목")),
    Field(
        "label", _("label"), ("标签", "分类", "一级标签", "事项", "item", "분류"), required=True, whole=True
    ),
)


class Sample(NamedTuple):
    text: str
    title: str
    label: str


@dataclass(slots=True)
class Samples:
    """`left_out` counts the rows that say nothing, or not what they are about, or cannot be read."""

    rows: list[Sample] = field(default_factory=list)
    left_out: int = 0

    @classmethod
    def of(cls, samples: Iterable[Sample]) -> "Samples":
        found = cls()
        for sample in samples:
            if sample.label and (sample.text or sample.title):
                found.rows.append(sample)
            else:
                found.left_out += 1
        return found

    @property
    def digest(self) -> str:
        """The same for the same messages in any order; of many together, so that no one of them is found."""
        each = sorted(sha256("\0".join(sample).encode()).hexdigest() for sample in self.rows)
        return sha256("\n".join(each).encode()).hexdigest()


def read_samples(path: Path, *, sheet: str | None = None, encoding: str = "") -> Samples:
    """A table with the columns text and label, and title where it has one; others are not read."""
    table = read_table(path, sheet=sheet, encoding=encoding)
    columns = guess(table.headers, FIELDS)
    columns.require_complete()

    def said(row: Row) -> Sample:
        line = Line(row, columns, columns.values(row))
        return Sample(line.text("text"), line.text("title"), line.text("label"))

    samples = Samples.of(_sound(table.rows(), said))
    if not samples.rows:
        raise Refusal(_("No row has a text and a label. Fill in both columns."))
    return samples


def _sound(rows: Iterable[Row], said: Callable[[Row], Sample]) -> Iterator[Sample]:
    """A row that cannot be read counts as one that says nothing."""
    for row in rows:
        yield Sample("", "", "") if row.problem else said(row)
