"""What can be done to something that the office keeps, as a form; and how a new one comes.

Each deed is one small class; a shelf lists those of its kind, `pages.py` serves them all.
"""

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.forms import DeskForm
from qiaomen.desk.seen import require_seen
from qiaomen.indicators.catalogue.uses import Uses
from qiaomen.kernel import ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.transitions import Living, lock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

R = TypeVar("R", bound=Living)

OVERTAKEN = _("Meanwhile somebody has changed this. Look at what it says now, then do it again.")
NOTHING_NEW = _("It says the same already. Change something, or go back.")


class Beginning(DeskForm, Generic[R]):
    """A new one."""

    title: ClassVar["StrOrPromise"]
    done: ClassVar["StrOrPromise"]
    advice: ClassVar["StrOrPromise"] = ""

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        self.actor = actor
        super().__init__(*args, **kwargs)
        self.fill_lists()

    def fill_lists(self) -> None:
        """Give the fields the choices that depend on who asks."""

    @abstractmethod
    def act(self) -> R:
        """Call the action with what was filled in; gives what has begun."""


class Deed(DeskForm, Generic[R]):
    """`title` is heading and button, `done` is said afterwards, `advice` before the fields."""

    noun: ClassVar[str]
    title: ClassVar["StrOrPromise"]
    done: ClassVar["StrOrPromise"]
    advice: ClassVar["StrOrPromise"] = ""

    def __init__(self, row: R, actor: Actor, *args: Any, **kwargs: Any) -> None:
        self.row, self.actor = row, actor
        self.told = ""  # shown once instead of going back, since nothing may keep it
        super().__init__(*args, **kwargs)
        self.fill_lists()

    @classmethod
    def is_open(cls, _row: R) -> bool:
        """Whether the page of the row offers it."""
        return True

    @classmethod
    def known(cls, _row: R, as_of: Mapping[str, Any]) -> Mapping[str, Any]:
        """What need not be typed; `as_of` are the columns as the ledger tells them of an earlier state."""
        return as_of

    def fill_lists(self) -> None:
        """Give the fields the choices that depend on the row and on who asks."""

    def uses(self) -> Uses | None:
        """Who uses it, where that should be looked at first."""
        return None

    @abstractmethod
    def act(self) -> object:
        """Call the action with what was filled in."""

    def carry_out(self, seen: object) -> None:
        """`act`, once: two of the same may be sent at the same moment."""
        with transaction.atomic():
            lock(self.row)
            require_seen(self.row, seen, OVERTAKEN)
            self.act()


def told_then(row: Living, line: str) -> Mapping[str, Any]:
    """The replayed columns as they were after the `line`-th event of the row; none where there is no such."""
    if not line.isdecimal() or not 0 < int(line) <= row.ledger_seq:
        return {}
    return ledger.replay(list(ledger.story(row.stream)[: int(line)]))
