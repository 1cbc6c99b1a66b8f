"""`move()`: the one way in which a recorded row changes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.beside import Beside, digests
from qiaomen.kernel.models.ledger import Event, Recorded
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of a life: from which states (None: any), to which (None: it stays), and who may."""

    permission: Permission
    sources: frozenset[str] | None = None
    target: str | None = None


class Living(Recorded):
    """A recorded row with a life: a table of transitions by verb."""

    LIFE: ClassVar[Mapping[str, Transition]]

    class Meta:
        abstract = True

    @property
    def standing(self) -> str:
        """The state that the table of transitions speaks of; "" for a row without states."""
        return ""

    @property
    def standing_label(self) -> str:
        return self.standing


R = TypeVar("R", bound=Living)


@dataclass(slots=True)
class Change(Generic[R]):
    """What an action does to the locked row; becomes one event when the block ends well."""

    row: R
    verb: str
    at: datetime
    before: str  # the state as it was
    data: dict[str, Any] = field(default_factory=dict)
    changed: dict[str, Any] = field(default_factory=dict)
    recorded: Event | None = None

    def set(self, **columns: Any) -> None:
        """New values of columns: on the row at once, in the event and the database at the end."""
        for name, value in columns.items():
            setattr(self.row, name, value)
            self.changed[name] = value

    def tell(self, **facts: Any) -> None:
        """Facts for the event that are no columns. Never words by or about residents."""
        self.data.update(facts)

    def keep(self, row: Beside) -> None:
        """Save a row that stands beside the changing one; the event holds its digest."""
        row.save()
        self.witness(row)

    def witness(self, *rows: Beside) -> None:
        """The event holds a digest of each of these rows, as they are now."""
        known = self.data.get("beside", {})
        self.data["beside"] = {**known, **digests(rows, self.row.content_salt)}

    @property
    def event(self) -> Event:
        if self.recorded is None:
            raise RuntimeError("the change is not recorded before its block has ended")
        return self.recorded


@contextmanager
def move(row: R, verb: str, *, by: Actor) -> Iterator[Change[R]]:
    """One transaction: lock `row`, ask state and permission, run the block, record, save.

    The row is read again under the lock, so that what the block judges is what is. A `Refusal` in the
    block leaves nothing written. A move inside a move joins its transaction.
    """
    with transaction.atomic():
        lock(row)
        transition = row.LIFE[verb]
        scope = row.scope
        by.require(transition.permission, scope)
        require_state(row, transition)
        change = Change(row, verb, ledger.instant_for(row), row.standing)
        if post := by.post_for(transition.permission, scope):
            change.tell(**{"as": post})
        if transition.target is not None:
            change.set(state=transition.target)
        yield change
        _record(change, by)


def lock(row: Recorded) -> None:
    """Read `row` again and hold it until the transaction ends (SQLite holds the whole database)."""
    row.refresh_from_db(from_queryset=type(row)._default_manager.select_for_update())


@contextmanager
def in_order(*rows: R) -> Iterator[None]:
    """One transaction that holds several rows, locked in one order so that no two wait for each other."""
    with transaction.atomic():
        for row in sorted(rows, key=lambda row: row.pk):
            lock(row)
        yield


def require_state(row: Living, transition: Transition) -> None:
    if transition.sources is not None and row.standing not in transition.sources:
        raise Refusal(
            _("This cannot be done now: it is “%(state)s”. Look at it again to see what can be done.")
            % {"state": row.standing_label}
        )


def _record(change: Change[R], by: Actor) -> None:
    data = {**ledger.spell(change.row, change.changed), **change.data}
    event = ledger.line(change.row, ledger.Entry(change.verb, by.ref, change.at, data))
    change.row.save(update_fields=[*change.changed, "ledger_seq", "ledger_head", "ledger_at"])
    ledger.write([event])
    change.recorded = event
