"""What became of the messages, as `data/story.toml` tells it."""

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from qiaomen.demo import dice

DATA = Path(__file__).parent / "data"
Telling = dict[str, Any]


@dataclass(frozen=True)
class Story:
    """Questions by the number of a message; `told` is the file."""

    told: dict[str, Any]

    @classmethod
    def load(cls) -> "Story":
        return cls(tomllib.loads((DATA / "story.toml").read_text(encoding="utf-8")))

    @property
    def pace(self) -> dict[str, Any]:
        pace: dict[str, Any] = self.told["pace"]
        return pace

    @cached_property
    def items(self) -> dict[str, str]:
        """The true item of each message."""
        return {number: item for item, numbers in self.told["items"].items() for number in numbers}

    @cached_property
    def places(self) -> dict[str, str]:
        return {number: place for place, numbers in self.told["places"].items() for number in numbers}

    @cached_property
    def leads(self) -> dict[str, str]:
        """Into which message's matter one is merged."""
        hot = {number: hot["messages"][0] for hot in self.told["hot"] for number in hot["messages"][1:]}
        copies = {copy: hot.get(first, first) for copy, first in self.told["copies"].items()}
        return copies | hot

    @cached_property
    def hot(self) -> dict[str, Telling]:
        """The hot issues by the message that leads each."""
        return {hot["messages"][0]: hot for hot in self.told["hot"]}

    @cached_property
    def _special(self) -> dict[str, dict[str, Telling]]:
        lists = {kind: tellings for kind, tellings in self.told.items() if isinstance(tellings, list)}
        return {
            kind: {telling["message"]: telling for telling in tellings if "message" in telling}
            for kind, tellings in lists.items()
        }

    def special(self, kind: str, number: str) -> Telling | None:
        """What the list `kind` ([[returned]], [[asked]] …) says of the message."""
        return self._special[kind].get(number)

    def listed(self, kind: str, number: str) -> bool:
        """Whether the message stands in a plain list of [special]."""
        return number in self.told["special"][kind]

    def answer(self, number: str) -> tuple[str, str]:
        """Outcome and words of what the unit answers: the message's own, else those of its item."""
        own = self.hot.get(number) or {}
        own = own if "answer" in own else {}
        letter = self.special("letter", number) or self.special("dissent", number) or own
        if letter:
            return letter.get("outcome", "explained"), letter.get("text") or letter["answer"]
        by_item = {answer["item"]: answer for answer in self.told["answer"]}
        answer = by_item[self.items[number]]
        return answer["outcome"], answer["text"]

    def score(self, number: str) -> int:
        """How satisfied the resident is at the first call-back, 1 to 5."""
        return int(dice.weighed(number, "score", self.pace["scores"]))

    def comes_late(self, number: str) -> bool:
        return self.listed("late", number) or dice.likely(number, "late", self.pace["late"])

    def stays_silent(self, number: str) -> bool:
        return dice.likely(number, "silent", self.pace["silent"])
