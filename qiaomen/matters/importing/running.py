"""The import of one file: chunk by chunk, so that whatever stops it loses and doubles nothing."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import OperationalError, transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock, counters, ledger
from qiaomen.kernel.actors import Actor, machine
from qiaomen.kernel.disk import is_full
from qiaomen.kernel.permissions import HOUSE, Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.lines import Unfit
from qiaomen.kernel.sheets.mapping import Mapping
from qiaomen.kernel.sheets.rejects import RejectsFile
from qiaomen.kernel.sheets.table import Problem, Row, Table
from qiaomen.kernel.transitions import move
from qiaomen.matters.actions.receiving import receive_many
from qiaomen.matters.importing.telling import Reader
from qiaomen.matters.intake import Fate, Receipt, Told
from qiaomen.matters.models import ImportMapping, ImportRun

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CHUNK = 500  # rows a transaction: others who write wait for a second at most
_CHANGED = _(
    "This is in already as %s, with other content. Give it a number of its own, or add the new words there."
)
SOURCE = re.compile(r"[\w.-]{1,40}")

Progress = Callable[[int], object]
"""Is told how many rows more have been dealt with."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A file and how it is to be taken: `source` tells whose numbers these are, `history` that it is over.

    `mapping` is the kept choice of columns by which it is read, if there is one.
    """

    path: Path
    table: Table
    columns: Mapping
    source: str = "file"
    history: bool = False
    mapping: ImportMapping | None = None

    def __post_init__(self) -> None:
        if not SOURCE.fullmatch(self.source):
            sentence = _("“%s” cannot name a source. Use up to 40 letters, digits, dots and dashes.")
            raise Refusal(sentence % self.source)
        if self.history and "time" not in self.columns.chosen:
            raise Refusal(_("Old matters need their times: name the column with --map time=HEADING."))


@dataclass(slots=True)
class Report:
    """What became of the rows that are not blank, each counted once; and where the rejected ones stand.

    `contradicting` are those of the rejected that are in already with other content.
    """

    received: int = 0
    already: int = 0
    rejected: int = 0
    contradicting: int = 0
    rejects: Path | None = None

    @property
    def taken_in(self) -> int:
        return self.received + self.already

    def counts(self) -> dict[str, int]:
        return {"received": self.received, "already": self.already, "rejected": self.rejected}


def import_messages(plan: Plan, *, by: Actor, progress: Progress = lambda _rows: None) -> Report:
    """Take the file in. As often as one likes: what is in already stays as it is.

    A Refusal when it had to stop, which says how many rows are in; the next run goes on from there.
    """
    report = Report()
    with stopping_well(report):
        run = begin_run(plan, by=by)
        with RejectsFile(rejects_path(plan.path, run), plan.table.headers) as rejects:
            door = Door(Reader(plan.columns, plan.source, plan.history), run, report, rejects)
            for rows in chunks(plan.table.rows()):
                door.take(rows)
                progress(len(rows))
        report.rejects = rejects.path if rejects.count else None
        end_run(run, by=by, report=report)
    return report


def begin_run(plan: Plan, *, by: Actor) -> ImportRun:
    by.require(Permission.MATTER_RECEIVE, HOUSE)
    with plan.path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    with transaction.atomic():
        run = ImportRun(
            number=counters.take(ImportRun.SERIES)[0],
            file=plan.path.name,
            sha256=digest,
            source=plan.source,
            history=plan.history,
            mapping=plan.mapping,
            begun_at=clock.now(),
        )
        ledger.begin(run, "begin", by=by)
    return run


def end_run(run: ImportRun, *, by: Actor, report: Report) -> None:
    with move(run, "end", by=by) as change:
        change.set(ended_at=change.at, **report.counts())


@dataclass(frozen=True, slots=True)
class Door:
    """Takes rows in through the one door, and turns away the others with their reason."""

    reader: Reader
    run: ImportRun
    report: Report
    rejects: RejectsFile

    def take(self, rows: Sequence[Row]) -> None:
        """All that can be taken in one transaction; the others are written down in the order of the file."""
        read = [self._read(row) for row in rows]
        told = [words for words in read if isinstance(words, Told)]
        receipts = iter(receive_many(told, by=machine("import", run=self.run.name_in_ledger)))
        for row, words in zip(rows, read, strict=True):
            problem = words if isinstance(words, Problem) else self._count(row, next(receipts))
            if problem:
                self.rejects.add(row, problem)
                self.report.rejected += 1

    def _read(self, row: Row) -> Told | Problem:
        try:
            return self.reader.told(row)
        except Unfit as no:
            return Problem(no.sentence, no.column)

    def _count(self, row: Row, receipt: Receipt) -> Problem | None:
        """Counts what is in; the reason for what is not."""
        match receipt.fate:
            case Fate.NEW:
                self.report.received += 1
            case Fate.ALREADY:
                self.report.already += 1
            case Fate.CONFLICT:
                self.report.contradicting += 1
                return Problem(_CHANGED % receipt.number, self.reader.key_column(row))
            case Fate.REFUSED:
                return Problem(receipt.reason)
        return None


def chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def rejects_path(path: Path, run: ImportRun) -> Path:
    """Beside the file if one may write there. Named after the run, so that no corrections are overwritten."""
    beside = path.resolve().parent
    folder = beside if os.access(beside, os.W_OK) else settings.QIAOMEN_HOME / "rejects"
    folder.mkdir(parents=True, exist_ok=True)
    return Path(folder, f"{path.stem}.rejected-{run.number}.csv")


@contextmanager
def stopping_well(report: Report) -> Iterator[None]:
    """Whatever breaks an import off (a full disk, a lost database, Ctrl-C) is told with what is in."""
    try:
        yield
    except KeyboardInterrupt:
        raise _stopped(report, _("stopped by hand")) from None
    except (OSError, OperationalError) as fault:
        raise _stopped(report, _in_words(fault)) from fault
    except Refusal as no:
        if not report.taken_in:
            raise
        raise _stopped(report, str(no).rstrip(".。")) from no


def _in_words(fault: OSError | OperationalError) -> "StrOrPromise":
    if is_full(fault):
        return _("the disk is full")
    return getattr(fault, "strerror", None) or " ".join(str(fault).split())


def _stopped(report: Report, reason: "StrOrPromise") -> Refusal:
    sentence = _(
        "%(rows)d rows are in, then the import stopped: %(reason)s. See to that and give the same command "
        "again: it goes on from there."
    )
    return Refusal(sentence % {"reason": reason, "rows": report.taken_in})
