"""The files that rows name: each lies in the store and is what its name says.

Looked at after the snapshot, of which the disk knows nothing: the file of a row erased meanwhile may be gone.
"""

from collections.abc import Iterator

from django.apps import apps
from django.utils.translation import gettext as _

from qiaomen.kernel import files
from qiaomen.kernel.models.files import KeptFile
from qiaomen.kernel.verification.verdict import Break, Verdict

BATCH = 500


def check_files(verdict: Verdict) -> Iterator[Break]:
    for row in _kept():
        if not files.is_whole(row.sha256) and _still_kept(row):
            yield Break(
                row.name_beside,
                _("The file %s is missing or was altered: put it back from a backup.")
                % files.path_of(row.sha256),
            )
        verdict.files += 1


def _kept() -> Iterator[KeptFile]:
    """In batches: SQLite would see an old state as long as one query is read."""
    for model in apps.get_models():
        if issubclass(model, KeptFile):
            kept, seen = model._default_manager.filter(erased_at=None).order_by("pk"), 0
            while batch := list(kept.filter(pk__gt=seen)[:BATCH]):
                yield from batch
                seen = batch[-1].pk


def _still_kept(row: KeptFile) -> bool:
    return type(row)._default_manager.filter(pk=row.pk, erased_at=None).exists()
