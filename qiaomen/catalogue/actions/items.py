"""How items come, say something else from a day on, and end."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue import checks
from qiaomen.catalogue.kinds import Source
from qiaomen.catalogue.models import INDISPENSABLE, Item, ItemVersion, ProcedureVersion
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import clock, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.names import taken_means
from qiaomen.kernel.permissions import HOUSE, Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move


@dataclass(frozen=True, slots=True)
class ItemSeed:
    """An item to be: its parent is a row already, None puts it on the first level."""

    code: str
    terms: Terms
    parent: Item | None = None
    source: Source = Source.OFFICE


def add_item(
    *,
    code: str,
    terms: Terms,
    parent: Item | None = None,
    from_day: date | None = None,
    source: Source = Source.OFFICE,
    by: Actor,
) -> Item:
    """A new item that says `terms` from the day on (None: today): a list of one."""
    return add_items([ItemSeed(code, terms, parent, source)], from_day=from_day, by=by)[0]


def add_items(seeds: Sequence[ItemSeed], *, from_day: date | None = None, by: Actor) -> list[Item]:
    """New items with their first versions, all or none: one statement a table."""
    day = from_day or clock.today()
    by.require(Permission.CATALOGUE_EDIT, HOUSE)
    checks.require_today_or_later(day)
    with taken_means(_("Another item has one of these codes. Give each item a code of its own.")):
        checks.require_free([seed.code for seed in seeds])
        parents, newest = _held(seeds), ProcedureVersion.objects.newest()
        versions = [_first_version(seed, parents, day, newest) for seed in seeds]
        items = [version.item for version in versions]
        ledger.begin_many(items, "add", by=by, data=[_told(version, by) for version in versions])
        ItemVersion.objects.bulk_create(versions)
    return items


def revise_item(
    item: Item, *, terms: Terms, from_day: date, source: Source = Source.OFFICE, by: Actor
) -> Event:
    """From the day on the item says `terms`; a matter that began before keeps what it said then.

    So does one of the same day: it has the version of its hour.
    """
    with move(item, "revise", by=by) as change:
        checks.require_today_or_later(from_day)
        terms = _fit(item.code, terms, ProcedureVersion.objects.newest())
        version = ItemVersion.saying(item, from_day, terms, source)
        version.number += item.versions.filter(from_day=from_day).count()
        change.keep(version)
        change.tell(version=_spelled(version))
        if not item.versions.filter(from_day__gt=from_day).exists():
            change.set(name=terms.name)  # lists show what the last version calls it
    return change.event


def end_item(item: Item, *, on: date, by: Actor) -> Event:
    """End the item; `on` is the first day without it, the matters that it has stay its own."""
    with move(item, "end", by=by) as change:
        if item.code in INDISPENSABLE:
            raise Refusal(_("“%s” cannot end: the program itself files matters under it.") % item)
        checks.require_today_or_later(on)
        if item.children.current(on).exists():
            raise Refusal(_("“%s” has items below it. End them first.") % item)
        change.set(ended_on=on)
    return change.event


def resume_item(item: Item, *, by: Actor) -> Event:
    """Take an end back: from today on the item says again what it says now. Its past stays as it was."""
    with move(item, "resume", by=by) as change:
        today = clock.today()
        if item.parent:
            checks.require_parent(item.parent, today)
        now = item.version_on(today)
        version = ItemVersion.saying(item, today, now.terms, Source(now.source))
        version.number += item.versions.filter(from_day=today).count()
        change.keep(version)
        change.tell(version=_spelled(version))
        change.set(ended_on=None)
    return change.event


def _held(seeds: Sequence[ItemSeed]) -> Mapping[int, Item]:
    """The parents as they are now, held so that none of them ends meanwhile."""
    wanted = {seed.parent.pk for seed in seeds if seed.parent}
    return {item.pk: item for item in Item.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}


def _first_version(
    seed: ItemSeed, parents: Mapping[int, Item], day: date, newest: Mapping[str, int]
) -> ItemVersion:
    parent = parents[seed.parent.pk] if seed.parent else None
    if parent:
        checks.require_parent(parent, day)
    terms = _fit(seed.code, seed.terms, newest)
    level = parent.level + 1 if parent else 1
    item = Item(code=checks.code(seed.code), parent=parent, level=level, name=terms.name)
    return ItemVersion.saying(item, day, terms, seed.source)


def _fit(code: str, terms: Terms, newest: Mapping[str, int]) -> Terms:
    checks.require_default_kept(code, terms)
    return checks.fit(terms, newest=newest)


def _told(version: ItemVersion, by: Actor) -> dict[str, Any]:
    post = by.post_for(Permission.CATALOGUE_EDIT, HOUSE)
    witnessed = {version.name_beside: version.digest_beside(version.item.content_salt)}
    return {"version": _spelled(version), "beside": witnessed, **({"as": post} if post else {})}


def _spelled(version: ItemVersion) -> dict[str, Any]:
    """All that the version says: the item's stream can tell every version again."""
    said = {"from_day": version.from_day, "number": version.number}
    return {**said, "source": version.source, **asdict(version.terms)}
