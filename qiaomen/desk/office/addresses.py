"""The addresses of administration: the first page, four kinds for every shelf, files, and the calendar."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path

from qiaomen.desk.office.days import calendar, correction
from qiaomen.desk.office.explanation import explanation
from qiaomen.desk.office.filing import Filing, file_page, saved_page
from qiaomen.desk.office.filings import FILINGS
from qiaomen.desk.office.first import first
from qiaomen.desk.office.learning import learning, training
from qiaomen.desk.office.notices import notice, notices
from qiaomen.desk.office.pages import deed_page, list_page, new_page, one_page
from qiaomen.desk.office.shelf import Shelf
from qiaomen.desk.office.shelves import SHELVES
from qiaomen.desk.office.whistle import whistle


def _of(shelf: Shelf[Any]) -> Iterator[URLPattern]:
    name, one = f"office-{shelf.name}", f"office/{shelf.name}/<str:{shelf.key}>/"
    yield path(f"office/{shelf.name}/", list_page(shelf), name=name)
    if shelf.beginning:
        yield path(f"office/{shelf.name}/new/", new_page(shelf, shelf.beginning), name=f"{name}-new")
    yield path(one, one_page(shelf), name=f"{name}-one")
    for deed in shelf.deeds:
        yield path(f"{one}{deed.noun}/", deed_page(shelf, deed), name=f"{name}-{deed.noun}")


def _file(filing: Filing) -> Iterator[URLPattern]:
    name = f"office-file-{filing.name}"
    yield path(f"office/files/{filing.name}/", file_page(filing), name=name)
    yield path(f"office/files/{filing.name}.xlsx", saved_page(filing), name=f"{name}-saved")


ADDRESSES = [
    path("office/", first, name="office"),
    path("office/explanation/", explanation, name="office-explanation"),
    path("office/calendar/", calendar, name="office-calendar"),
    path("office/calendar/correction/", correction, name="office-correction"),
    path("office/whistle/", whistle, name="office-whistle"),
    path("office/learning/", learning, name="office-learning"),
    path("office/learning/training/", training, name="office-training"),
    path("office/notices/", notices, name="office-notices"),
    path("office/notices/<str:message>/", notice, name="office-notice"),
    *(each for filing in FILINGS for each in _file(filing)),
    *(each for shelf in SHELVES for each in _of(shelf)),
]
