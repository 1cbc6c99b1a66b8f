"""What an empty installation needs so that no matter is ever without an item, a promise and a unit."""

from collections.abc import Mapping

from django.db import transaction

from qiaomen.catalogue.actions import add_item, add_rule, ship_procedures
from qiaomen.catalogue.kinds import Source
from qiaomen.catalogue.models import SUPERVISION, UNSORTED, Item, ItemVersion, Rule
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.people.models import Unit

FIRST_ITEMS: Mapping[str, Terms] = {
    UNSORTED: Terms(
        name="待分类",
        description="还说不准属于哪个事项的诉求先放在这里；它的时限就是默认时限。",
        visibility=ItemVersion.Visibility.UNLISTED,
        accept="4 work_hours",
        answer="5 workdays",
        call_back="3 workdays",
        pausable=True,
        retention_days=365,
    ),
    SUPERVISION: Terms(
        name="督办单",
        description="要求承办单位限期书面报告。",
        visibility=ItemVersion.Visibility.UNLISTED,
        answer="3 workdays",
        pausable=False,
        procedure="supervision",
    ),
}


def set_up_catalogue(*, desk: Unit, by: Actor) -> None:
    """First items, shipped procedures, and `desk` as the default unit of its place; safe to repeat."""
    with transaction.atomic():
        ship_procedures(by=by)
        present = set(Item.objects.filter(code__in=FIRST_ITEMS).values_list("code", flat=True))
        for code, terms in FIRST_ITEMS.items():
            if code not in present:
                add_item(code=code, terms=terms, source=Source.SHIPPED, by=by)
        if not Rule.objects.in_force(clock.today()).filter(item=None, place=desk.place).exists():
            add_rule(place=desk.place, unit=desk, by=by)
