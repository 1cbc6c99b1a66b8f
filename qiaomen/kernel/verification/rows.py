"""The recorded rows: each is what its lines say, and so is what follows from it."""

from collections import Counter
from collections.abc import Iterator

from django.apps import apps
from django.utils.translation import gettext as _

from qiaomen.kernel import models
from qiaomen.kernel.canonical import salted
from qiaomen.kernel.models.ledger import Recorded
from qiaomen.kernel.models.sealing import KeyHolder
from qiaomen.kernel.sealing import Damaged, unwrap
from qiaomen.kernel.verification.lines import Said
from qiaomen.kernel.verification.verdict import Break, Verdict


def recorded_models() -> list[type[Recorded]]:
    return [model for model in apps.get_models() if issubclass(model, Recorded)]


def check_rows(streams: dict[str, Said], verdict: Verdict) -> Iterator[Break]:
    numbered: Counter[str] = Counter()
    for row in _rows():
        said = streams.setdefault(row.stream, Said(row.stream))
        yield from _check_row(row, said)
        said.meet(row)
        numbered[row.series] += 1
        verdict.rows += 1
    for said in streams.values():
        if said.row is None:
            yield Break(f"{said.stream} {said.seq}", _("The lines are there but their row is not."))
    yield from _check_derived()
    yield from _check_series(numbered)


def _rows() -> Iterator[Recorded]:
    for model in recorded_models():
        yield from model._default_manager.iterator(chunk_size=2000)


def _check_row(row: Recorded, said: Said) -> Iterator[Break]:
    where = f"{row.stream} {said.seq}"
    if (said.seq, said.head) != (row.ledger_seq, row.ledger_head):
        yield Break(
            f"{row.stream} {said.seq + 1}", _("The row says that there are %d lines.") % row.ledger_seq
        )
    if said.state != salted(b"", row.replayed_values()):
        yield Break(where, _("The row is not what its lines say."))
    for name, value in row.content_values().items():
        known = said.content.get(name, "")
        if (value or name in row.standing_content) and known != (
            salted(row.content_salt, value) if value else ""
        ):
            yield Break(where, _("“%s” of the row is not what was recorded.") % name)
    if isinstance(row, KeyHolder):
        yield from _check_key(row, where)


def _check_key(row: KeyHolder, where: str) -> Iterator[Break]:
    """The data key belongs to this very row; what it has sealed is not opened."""
    if row.keeps_key and row.data_key is None:
        yield Break(where, _("Its data key is gone: what it has sealed is lost unless a backup has it."))
    if row.data_key is None:
        return
    if not row.keeps_key:
        yield Break(where, _("It was erased and has a data key again."))
    try:
        unwrap(row)
    except Damaged as damage:
        yield Break(where, str(damage))


def _check_derived() -> Iterator[Break]:
    for model in recorded_models():
        for row in model.adrift():
            yield Break(row.stream, _("What is derived from its columns is not what follows from them."))


def _check_series(numbered: Counter[str]) -> Iterator[Break]:
    """A record that vanished with all its lines leaves a gap; one set back gives a number twice."""
    given = dict(models.Counter.objects.values_list("series", "last"))
    del numbered[""]
    for series in sorted(given.keys() | numbered.keys()):
        last, rows = given.get(series, 0), numbered[series]
        if last != rows:
            yield Break(
                series,
                _("The series has given out %(last)d numbers; records bear %(rows)d.")
                % {"last": last, "rows": rows},
            )
