"""One's own reports as lines of a list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from qiaomen.matters.models import Matter


@dataclass(frozen=True, slots=True)
class Report:
    number: str
    url: str
    title: str
    standing: str
    day: str


def cells(matters: Iterable[Matter]) -> list[Report]:
    return [
        Report(
            number=matter.number,
            url=reverse("portal:matter", args=[matter.number]),
            title=_("confidential") if matter.confidential else matter.title,
            standing=matter.standing_label,
            day=date_format(timezone.localtime(matter.received_at), "DATE_FORMAT"),
        )
        for matter in matters
    ]
