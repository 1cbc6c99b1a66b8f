"""How procedures come: shipped with the program, or written by the office."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.actions.items import revise_item
from qiaomen.catalogue.models import Item, ProcedureVersion
from qiaomen.catalogue.procedures.language import Procedure
from qiaomen.catalogue.procedures.library import checked, shipped
from qiaomen.kernel import clock, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.names import taken_means
from qiaomen.kernel.permissions import HOUSE, Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.people.models import Role

_Source = ProcedureVersion.Source


def adopt_procedure(text: str, *, by: Actor) -> ProcedureVersion:
    """The next version of the procedure in `text` (TOML), or its first one; items name it when revised."""
    by.require(Permission.CATALOGUE_EDIT, HOUSE)
    procedure = checked(text, role_codes())
    with taken_means(_("Somebody else adopted this procedure just now. Load the page again.")):
        newest = newest_of(procedure.code)
        if newest and newest.plan == procedure:
            raise Refusal(_("%s says the same already. Change a step or the name first.") % newest)
        return _adopt(procedure, text, newest, _Source.OFFICE, by)


def ship_procedures(*, by: Actor) -> list[ProcedureVersion]:
    """Adopt what this release ships and the office neither has nor has replaced by its own."""
    by.require(Permission.CATALOGUE_EDIT, HOUSE)
    adopted = []
    with transaction.atomic():
        for text in shipped():
            procedure = checked(text, role_codes())
            newest = newest_of(procedure.code)
            if newest is None or (newest.source == _Source.SHIPPED and newest.plan != procedure):
                adopted.append(_adopt(procedure, text, newest, _Source.SHIPPED, by))
    return adopted


def use_procedure(version: ProcedureVersion, *, items: Sequence[Item], by: Actor) -> list[tuple[Item, date]]:
    """The items go by `version` from today, all or none, and in what they say from a later day on.

    Gives the day of each: an item that has still to begin goes by it from its first day.
    """
    by.require(Permission.CATALOGUE_EDIT, HOUSE)
    with transaction.atomic():
        return [(item, _used_by(item, version, by)) for item in items]


def _used_by(item: Item, version: ProcedureVersion, by: Actor) -> date:
    today = clock.today()
    said = [*item.versions.in_force(today), *item.versions.filter(from_day__gt=today)]
    by_day = {max(today, each.from_day): each.terms for each in said}
    days: list[date] = sorted(day for day, terms in by_day.items() if terms.procedure != str(version))
    if not days:
        raise Refusal(_("“%(item)s” goes by %(version)s already.") % {"item": item, "version": version})
    for day in days:
        revise_item(item, terms=replace(by_day[day], procedure=str(version)), from_day=day, by=by)
    return days[0]


def newest_of(code: str) -> ProcedureVersion | None:
    return ProcedureVersion.objects.filter(code=code).order_by("version").last()


def role_codes() -> set[str]:
    """The roles by which somebody can be meant."""
    return set(Role.objects.values_list("code", flat=True))


def _adopt(
    procedure: Procedure, text: str, newest: ProcedureVersion | None, source: _Source, by: Actor
) -> ProcedureVersion:
    row = ProcedureVersion(
        code=procedure.code,
        version=newest.version + 1 if newest else 1,
        name=procedure.name,
        text=text,
        source=source,
    )
    post = by.post_for(Permission.CATALOGUE_EDIT, HOUSE)
    ledger.begin(row, "adopt", by=by, data={"as": post} if post else {})
    return row
