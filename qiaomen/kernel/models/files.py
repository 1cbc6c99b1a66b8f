"""Rows that name a file of the store (`kernel.files`)."""

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
