"""Rows that name a file of the store (`kernel.files`)."""

from django.apps import apps
from django.db import models

from qiaomen.kernel.models.beside import Beside


class KeptFile(Beside):
    """A file beside a record, known by the hash of what is stored; it is swept once `erased_at` is set."""

    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


def kept_hashes() -> frozenset[str]:
    """The hashes of all files that some row of the house still needs: what `files.sweep` leaves alone."""
    models_of_files = [model for model in apps.get_models() if issubclass(model, KeptFile)]
    return frozenset(
        sha256
        for model in models_of_files
        for sha256 in model._default_manager.filter(erased_at=None).values_list("sha256", flat=True)
    )
