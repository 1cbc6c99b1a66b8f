"""How the columns of a kind of file are read is kept, named, taken out of use and taken up again."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import counters, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.names import taken_means
from qiaomen.kernel.permissions import HOUSE, Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.models import ImportMapping

NAME_LENGTH = 80
_TAKEN = _("Another mapping is called “%s”. Choose another name, or take that one out of use first.")


def keep_mapping(*, name: str, headings: str, columns: Mapping[str, str], by: Actor) -> ImportMapping:
    """Keep this choice under the name, or without one for the headings; what was kept so gives way."""
    by.require(Permission.MATTER_RECEIVE, HOUSE)
    new = ImportMapping(name=_fit(name), headings=headings, columns=dict(columns))
    before = ImportMapping.objects.in_the_way_of(new).first()
    if before and before.columns == new.columns:
        return before
    with taken_means(_("Somebody keeps the same just now. Do it again.")):
        _make_way(new, "give_way", by)
        new.number = counters.take(ImportMapping.SERIES)[0]
        ledger.begin(new, "keep", by=by)
    return new


def rename_mapping(mapping: ImportMapping, *, name: str, by: Actor) -> Event:
    called = _fit(name)
    if not called:
        raise Refusal(_("Give the mapping a name."))
    with taken_means(_TAKEN % called), move(mapping, "rename", by=by) as change:
        change.set(name=called)
    return change.event


def drop_mapping(mapping: ImportMapping, *, by: Actor) -> Event:
    """No file is read by it any more; it can be taken up again."""
    with move(mapping, "drop", by=by) as change:
        change.set(dropped_at=change.at)
    return change.event


def restore_mapping(mapping: ImportMapping, *, by: Actor) -> Event:
    """Files are read by it again; what took its place gives way."""
    with transaction.atomic():
        _make_way(mapping, "drop", by)
        with move(mapping, "restore", by=by) as change:
            change.set(dropped_at=None)
    return change.event


def _make_way(mapping: ImportMapping, verb: str, by: Actor) -> None:
    for other in ImportMapping.objects.in_the_way_of(mapping):
        with move(other, verb, by=by) as change:
            change.set(dropped_at=change.at)


def _fit(name: str) -> str:
    said = " ".join(name.split())
    if len(said) > NAME_LENGTH:
        raise Refusal(_("The name of a mapping has at most %d characters.") % NAME_LENGTH)
    return said
