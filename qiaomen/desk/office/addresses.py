"""The addresses of administration: four kinds for every shelf, and the first page."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path

from qiaomen.desk.office.first import first
from qiaomen.desk.office.pages import deed_page, list_page, new_page, one_page
from qiaomen.desk.office.shelf import Shelf
from qiaomen.desk.office.shelves import SHELVES


def _of(shelf: Shelf[Any]) -> Iterator[URLPattern]:
    name, one = f"office-{shelf.name}", f"office/{shelf.name}/<str:{shelf.key}>/"
    yield path(f"office/{shelf.name}/", list_page(shelf), name=name)
    if shelf.beginning:
        yield path(f"office/{shelf.name}/new/", new_page(shelf, shelf.beginning), name=f"{name}-new")
    yield path(one, one_page(shelf), name=f"{name}-one")
    for deed in shelf.deeds:
        yield path(f"{one}{deed.noun}/", deed_page(shelf, deed), name=f"{name}-{deed.noun}")


ADDRESSES = [path("office/", first, name="office"), *(each for shelf in SHELVES for each in _of(shelf))]
