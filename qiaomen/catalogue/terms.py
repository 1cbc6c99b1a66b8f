"""What an item says from a day on, as one value: two versions that say the same are equal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from qiaomen.catalogue.kinds import QuestionKind


@dataclass(frozen=True, slots=True)
class Reply:
    """A standard answer; blanks stand in {braces} and are filled in by whoever answers."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Duty:
    """The part of one unit, by its name: it may be none of this installation. The lead is who answers."""

    unit: str
    part: str
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked after the resident's own words; optional unless a rule, named here, needs the answer."""

    label: str
    kind: str = QuestionKind.TEXT.value
    options: tuple[str, ...] = ()
    required_by: str = ""

    @classmethod
    def stored(cls, said: Mapping[str, Any]) -> Self:
        return cls(**{**said, "options": tuple(said["options"])})


@dataclass(frozen=True, slots=True)
class Terms:
    """Where the text of a limit is "" and a number or a switch None, the default promise's is meant.

    `kind` "" is as the resident tells it. `procedure` is "code@version"; "code" alone asks for the newest.
    `elsewhere` says where to go with what is not for this office; "" for what is.
    """

    name: str
    public_name: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    kind: str = ""
    visibility: str = "listed"
    accept: str = ""
    answer: str = ""
    call_back: str = ""
    pausable: bool | None = None
    procedure: str = ""
    replies: tuple[Reply, ...] = ()
    duties: tuple[Duty, ...] = ()
    basis: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    elsewhere: str = ""
    retention_days: int | None = None

    @classmethod
    def stored(cls, said: Mapping[str, Any]) -> Self:
        """From the columns of a version, where JSON has made lists of tuples and mappings of the rest."""
        lists: dict[str, tuple[Any, ...]] = {
            "keywords": tuple(said["keywords"]),
            "replies": tuple(Reply(**reply) for reply in said["replies"]),
            "duties": tuple(Duty(**duty) for duty in said["duties"]),
            "basis": tuple(said["basis"]),
            "questions": tuple(Question.stored(question) for question in said["questions"]),
        }
        return cls(**{**said, **lists})
