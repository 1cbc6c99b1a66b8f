"""Procedures as they come: from files that are shipped, and from the text that was adopted."""

from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path

from qiaomen.catalogue.procedures.checking import require_walkable
from qiaomen.catalogue.procedures.language import Procedure
from qiaomen.catalogue.procedures.reading import Unfit, at_line, from_toml

SHIPPED = Path(__file__).parents[1] / "shipped" / "procedures"

plan = lru_cache(maxsize=256)(from_toml)  # the same texts are read again and again


def checked(text: str, roles: Collection[str]) -> Procedure:
    """The procedure in `text`, if it can be walked by people with these roles; a `Refusal` names the line."""
    procedure = plan(text)
    try:
        require_walkable(procedure, roles)
    except Unfit as unfit:
        raise at_line(text, unfit) from None
    return procedure


def shipped() -> Iterator[str]:
    """The texts of the procedures that come with the program, by file name."""
    for file in sorted(SHIPPED.glob("*.toml")):
        yield file.read_text(encoding="utf-8")
