"""Where a procedure is looked at."""

from django.urls import reverse

from qiaomen.catalogue.models import ProcedureVersion


def page_of(row: ProcedureVersion) -> str:
    return reverse("desk:procedure-page", args=[row.code])
