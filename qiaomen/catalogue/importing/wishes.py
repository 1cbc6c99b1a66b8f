"""What a file wants one item to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Wish:
    """`row` as its writer counts it; `parent` is a code, "" for none.

    `said` are the terms that the file gives; `at_first` those that it means for a new item only.
    `headings` are those of the table, by field, where it has any.
    """

    row: int
    code: str
    parent: str
    said: dict[str, Any] = field(default_factory=dict)
    at_first: dict[str, Any] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
