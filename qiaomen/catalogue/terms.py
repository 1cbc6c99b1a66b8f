"""What an item says from a day on, as one value: two versions that say the same are equal."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """A standard answer; blanks stand in {braces} and are filled in by whoever answers."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Where the text of a limit is "" and a number or a switch None, the default promise's is meant.

    `kind` "" is as the resident tells it. `procedure` is "code@version"; "code" alone asks for the newest.
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
    retention_days: int | None = None
