"""The catalogue that this release ships, taken in beside what the office has made of it."""

from collections.abc import Mapping
from pathlib import Path

from django.db import transaction
from django.utils.translation import ngettext

from qiaomen.catalogue.importing.items import Intake
from qiaomen.catalogue.importing.tables import read_tables
from qiaomen.catalogue.importing.wishes import Wish
from qiaomen.catalogue.kinds import Source
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import HOUSE, Permission
from qiaomen.kernel.sheets.report import ImportReport

SHIPPED = Path(__file__).parents[1] / "shipped" / "items.toml"


def adopt_items(*, by: Actor, path: Path = SHIPPED) -> ImportReport:
    """Take in what this release ships, through the door of all imports; safe to repeat.

    An item whose last version the office wrote stays as it is, and so does one that the office has
    ended, with what would come below it: a later release says something else only of what is still as it
    was shipped.
    """
    by.require(Permission.CATALOGUE_EDIT, HOUSE)
    report = ImportReport()
    wishes = {wish.code: wish for wish in read_tables(path, report)}
    with transaction.atomic():
        intake = Intake(report, by, Source.SHIPPED)
        own = [wish for wish in wishes.values() if _is_the_offices(wish, wishes, intake)]
        intake.take([wish for wish in wishes.values() if wish not in own])
    _tell(own, report)
    return report


def _is_the_offices(wish: Wish, wishes: Mapping[str, Wish], intake: Intake) -> bool:
    item = intake.items.get(wish.code)
    if item and (item.ended_on or intake.last[item.pk].source == Source.OFFICE):
        return True
    return _is_below_an_end(wish, wishes, intake)


def _is_below_an_end(wish: Wish, wishes: Mapping[str, Wish], intake: Intake) -> bool:
    above = intake.items.get(wish.parent)
    if above and above.ended_on:
        return True
    return wish.parent in wishes and _is_below_an_end(wishes[wish.parent], wishes, intake)


def _tell(own: list[Wish], report: ImportReport) -> None:
    report.unchanged += len(own)
    if own:
        sentence = ngettext(
            "%(count)d item stays as the office has revised or ended it: %(codes)s.",
            "%(count)d items stay as the office has revised or ended them: %(codes)s.",
            len(own),
        )
        report.warnings.append(sentence % {"count": len(own), "codes": " ".join(wish.code for wish in own)})
