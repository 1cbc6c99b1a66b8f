"""A line of a section beside the story."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """`url` is "" where there is nothing to open."""

    title: str
    detail: str = ""
    url: str = ""
