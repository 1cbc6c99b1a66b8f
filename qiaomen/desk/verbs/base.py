"""A verb as a form: where it stands, what it is called, what is filled in, and the action that it calls.

Each verb of a matter is one small class of this kind; `table.py` lists them, `views.py` serves them all.
"""

from abc import abstractmethod
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.forms import DeskForm, WordsField
from qiaomen.desk.seen import require_seen
from qiaomen.desk.situation import Situation
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import lock
from qiaomen.matters.actions.requesting import WISHES, request, require_unasked
from qiaomen.matters.offers import require_askable, require_offered
from qiaomen.matters.states import LIFE, Verb

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


OVERTAKEN = _(
    "Meanwhile something was done to this matter. Look at its story, then send this again "
    "if it is still to be done."
)


class Group(Enum):
    """The headings under which the verbs stand on a matter's page."""

    WORK = _("Work on it")
    ASK = _("Ask for")
    WORDS = _("Say and add")
    SORT = _("Sort")
    OVERSEE = _("Oversee")


class VerbForm(DeskForm):
    """`title` is heading and button, `done` what is said afterwards, `help_text` stands before the fields."""

    noun: ClassVar[str]
    verb: ClassVar[Verb]
    group: ClassVar[Group]
    title: ClassVar["StrOrPromise"]
    done: ClassVar["StrOrPromise"]
    help_text: ClassVar["StrOrPromise"] = ""
    TOLD: ClassVar[tuple[str, ...]] = ()  # the fields that the resident reads

    def __init__(self, situation: Situation, *args: Any, **kwargs: Any) -> None:
        self.situation = situation
        self.matter = situation.matter
        self.actor = situation.actor
        kwargs["initial"] = {**self.known(), **kwargs.get("initial", {})}
        kwargs.setdefault("prefix", None)
        super().__init__(*args, auto_id=f"{self.noun}-%s", **kwargs)
        self.fill_lists()

    def known(self) -> Mapping[str, Any]:
        """What need not be typed: initial values by field."""
        return {}

    @property
    def draft_name(self) -> str:
        """Under which the browser keeps what is typed; "" where the words are to be sealed."""
        return "" if self.matter.confidential else f"{self.matter.number}/{self.noun}"

    def for_resident(self) -> list[str]:
        """What the resident will read of what was filled in."""
        return [said for name in self.TOLD if (said := self.cleaned_data.get(name))]

    def remarks(self) -> "list[StrOrPromise]":
        """Advice about what the resident will read; it stands beside it and refuses nothing."""
        return []

    def fill_lists(self) -> None:
        """Give the fields the choices that depend on the matter and on who asks."""

    def advice(self) -> "StrOrPromise":
        """What is said before the fields."""
        return self.help_text

    @classmethod
    def permission(cls) -> Permission:
        return LIFE[cls.verb].permission

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        """Whether the matter's page offers it."""
        return cls.verb in now.offered

    @classmethod
    def require_now(cls, now: Situation) -> None:
        """Where it is not the state that stands in the way: refuse with the words for what does."""
        require_offered(now.matter, now.actor, cls.verb)

    @abstractmethod
    def act(self) -> object:
        """Call the action with what was filled in."""

    def carry_out(self) -> None:
        """`act`, once: two of the same may be sent at the same moment."""
        with transaction.atomic():
            lock(self.matter)
            self.require_seen()
            self.act()

    @classmethod
    def require_new(cls, now: Situation) -> None:
        """Refuse what has been done already, with the words for just that."""

    def require_seen(self) -> None:
        """Sent twice, or by two people at once, a form acts once: the story has moved on meanwhile."""
        require_seen(self.matter, self.data.get("seen"), OVERTAKEN)


class WishForm(VerbForm):
    """A verb that is asked for, with a reason; somebody else decides."""

    group = Group.ASK
    done = _("It has been asked for. Until the decision everything goes on as before.")
    reason = WordsField(label=_("Reason"), help_text=_("Whoever decides reads only this."))

    @classmethod
    def permission(cls) -> Permission:
        return WISHES[cls.verb].asker

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        return cls.verb in now.askable

    @classmethod
    def require_now(cls, now: Situation) -> None:
        require_askable(now.matter, now.actor, cls.verb)

    @classmethod
    def require_new(cls, now: Situation) -> None:
        require_unasked(now.matter, cls.verb)

    def require_seen(self) -> None:
        self.require_new(self.situation)
        super().require_seen()

    def arguments(self) -> Mapping[str, str]:
        """What the request says besides its reason."""
        return {}

    def act(self) -> object:
        return request(
            self.matter, self.verb, by=self.actor, reason=self.cleaned_data["reason"], **self.arguments()
        )


def require_open(form: type[VerbForm], now: Situation) -> None:
    """Refuse with a sentence what the page would not offer."""
    now.actor.require(form.permission(), now.matter.scope)
    form.require_new(now)
    if not form.is_open(now):
        form.require_now(now)
        raise Refusal(
            _("This cannot be done now: it is “%s”. The matter's page shows what can be done.")
            % now.matter.standing_label
        )
