"""What a typed name or code means, as what it leaves of the matters; None where nothing is called so."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from qiaomen.catalogue.models import Item
from qiaomen.desk.searching.finding import tops
from qiaomen.people.models import Unit
from qiaomen.territory import paths

Node = tuple[int, str, str, int | None]  # id, code, name, id of the one above
OF_A_TREE = ("pk", "code", "name", "parent_id")


def of_items(text: str) -> Q | None:
    """Items that are called so, in use or ended, with all below them."""
    ids = meant(Item.objects.values_list(*OF_A_TREE), text)
    return Q(item__in=ids) if ids else None


def of_units(text: str) -> Q | None:
    """Units that are called so, with all below them: who has it now."""
    ids = meant(Unit.objects.values_list(*OF_A_TREE), text)
    return Q(unit__in=ids) if ids else None


def of_places(text: str) -> Q | None:
    """Places that are or were called so, with all below them."""
    found = [paths.below(top, "place__path") for top in tops(text)]
    return reduce(or_, found) if found else None


def meant(rows: Iterable[Node], text: str) -> list[int]:
    """Ids of the nodes that `text` names, by code, name, else a part of the name, and of all below them."""
    nodes = list(rows)
    exact = {pk for pk, code, name, _above in nodes if text in (code, name)}
    found = exact or {pk for pk, _code, name, _above in nodes if text.casefold() in name.casefold()}
    while more := {pk for pk, _code, _name, above in nodes if above in found} - found:
        found |= more
    return sorted(found)
