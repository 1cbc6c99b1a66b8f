"""What a procedure can say: steps in order, who takes each, what is filled in, who signs, by when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.kernel.limits import Limit, Rhythm

RECEIPT = "receipt"  # what a limit may run from besides steps: the day on which the matter was received
IN_TIME = "in_time"  # what can be asked of every step that was completed
YES, NO = "yes", "no"
MATTER = "matter"  # what conditions ask of besides steps
OF_MATTER: Mapping[str, tuple[str, ...]] = MappingProxyType({"kind": tuple(MatterKind.values)})
DUE = "答复期限"  # the blank for the day that `answer_within` promises


class Party(TextChoices):
    """Who takes a step or signs it."""

    DESK = "desk", _("the desk")
    UNIT = "unit", _("the unit that has it")
    HELPER = "assisting_unit", _("a unit that helps")
    SUPERIOR = "superior", _("the unit above")
    UPPER = "upper_superior", _("two units above")
    RESIDENT = "resident", _("the resident")
    ROLE = "role", _("a role")
    OTHER = "other_party", _("the other party")


class Kind(TextChoices):
    """What a field holds; `file` holds the name of what was attached."""

    TEXT = "text", _("one line")
    WORDS = "words", _("some lines")
    NUMBER = "number", _("a number")
    MONEY = "money", _("yuan")
    DATE = "date", _("a day")
    YES_NO = "yes_no", _("yes or no")
    CHOICE = "choice", _("one of several")
    FILE = "file", _("a picture or document")


SUMMED = frozenset({Kind.MONEY, Kind.NUMBER})


@dataclass(frozen=True, slots=True)
class Actor:
    """A party; with `role` the code of the role that is meant."""

    party: Party
    role: str = ""

    def __str__(self) -> str:
        """As it is written: `unit`, `role:coordinator`."""
        return f"{self.party.value}:{self.role}" if self.role else self.party.value


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when what was filled in at `step` below `field` is one of `values`.

    `step` "matter" asks the matter itself. What was not filled in is "": so too all of a step that was left
    out or has lapsed.
    """

    step: str
    field: str
    values: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.step}.{self.field} = {' / '.join(value or '–' for value in self.values)}"


@dataclass(frozen=True, slots=True)
class Blank:
    """A field to be filled in; `when` says that it is asked for only then.

    `sum_of` names the fields before it that it adds up, by code.
    """

    code: str
    label: str
    kind: Kind
    required: bool
    options: tuple[str, ...]
    sum_of: tuple[str, ...]
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Signing:
    """So many different people of this kind sign; who completes the step has signed by that."""

    of: Actor
    count: int


@dataclass(frozen=True, slots=True)
class Back:
    """Completed so that `when` holds, a step leads back to the earlier `step`: at most `rounds` times."""

    step: str
    when: Condition
    rounds: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `limit` runs from its opening, or (`limit_from`) from receipt or another step's completion.

    `after`: it cannot be completed earlier than that long after the step before was.

    `answer_within` counts from its completion and becomes the matter's promise. `lapses`: past its limit it
    is not asked for any more. `gate` names the room that completes it. `told` goes to the resident.
    """

    code: str
    name: str
    actor: Actor
    mandatory: bool
    after_answer: bool
    fields: tuple[Blank, ...]
    signatures: tuple[Signing, ...]
    limit: Limit | Rhythm | None
    limit_from: str
    after: Limit | None
    answer_within: Limit | None
    lapses: bool
    skip_when: Condition | None
    back_to: Back | None
    gate: str
    help: str
    told: str

    def conditions(self) -> Iterator[Condition]:
        if self.skip_when:
            yield self.skip_when
        if self.back_to:
            yield self.back_to.when
        yield from (blank.when for blank in self.fields if blank.when)


@dataclass(frozen=True, slots=True)
class Source:
    """A public rule that limits come from: name, article, the day of the version, and what it says."""

    name: str
    article: str
    date: date
    says: str


@dataclass(frozen=True, slots=True)
class Procedure:
    """`own` says what is the office's own and from no public rule."""

    code: str
    name: str
    about: str
    own: str
    sources: tuple[Source, ...]
    steps: tuple[Step, ...]

    def step(self, code: str) -> Step | None:
        return next((step for step in self.steps if step.code == code), None)

    def takes_back(self, step: Step) -> bool:
        """Whether the answer is to be given anew when `step` leads back."""
        target = self.step(step.back_to.step) if step.back_to else None
        return step.after_answer and target is not None and not target.after_answer
