"""The rates counted once more, from the lines of the ledger alone: nothing here asks the tables of matters.

Whose telling it is stands in no line, since the ledger knows nobody: whoever counts brings it along, as
telling -> (number of its matter, who).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from qiaomen.kernel.models import Event

Book = Mapping[int, tuple[str, str]]
NO_SOLUTION = {"praise", "suggestion", "consultation"}


@dataclass
class Story:
    """What the lines say of one matter: its columns today, the verdicts, where it was merged."""

    columns: dict[str, Any] = field(default_factory=dict)
    verdicts: list[dict[str, Any]] = field(default_factory=list)
    merged_into: str = ""

    def __getitem__(self, name: str) -> Any:
        return self.columns[name]

    @property
    def out(self) -> str:
        """Why it is not counted, if it has ended."""
        if self["history"] or self["excluded"]:
            return "history" if self["history"] else "excluded"
        return "withdrawn" if self["ground"] == "withdrawn" else self["state"].replace("closed", "")


@dataclass
class Sheet:
    """The figures of one group, being added up."""

    sums: Counter[str] = field(default_factory=Counter)
    seconds: list[int] = field(default_factory=list)

    def ask(self, question: str, yes: bool | None) -> None:  # noqa: FBT001 - the answer itself
        if yes is not None:
            self.sums[f"{question} asked"] += 1
            self.sums[f"{question} yes"] += yes

    def quantile(self, tenths: int) -> int | None:
        return sorted(self.seconds)[ceil(len(self.seconds) * tenths / 10) - 1] if self.seconds else None


class LedgerCount:
    """Reads every line once; `sheets` are by the id of the unit, "" is all."""

    def __init__(self, book: Book, *, own_item: int, now: int) -> None:
        self.book, self.own_item, self.now = book, own_item, now
        self.stories: dict[str, Story] = defaultdict(Story)
        self.answered: dict[int, tuple[str, int]] = {}
        self.sheets: dict[Any, Sheet] = defaultdict(Sheet)
        for event in Event.objects.filter(stream__startswith="matter/").order_by("id"):
            self._read(event, event.stream.partition("/")[2], json.loads(event.data))
        for number, story in self.stories.items():
            self._count(number, story)

    def _read(self, event: Event, number: str, data: dict[str, Any]) -> None:
        story = self.stories[number]
        story.columns.update(data.get("set", {}))
        if event.verb == "answer":
            self.answered[data["answer"]] = (event.by, story["unit_id"])
        elif event.verb in {"call", "rate"} and data["reached"]:
            story.verdicts.append({**data, "by": event.by})
        elif event.verb == "join":
            self.stories[data["merged"]].merged_into = number
        elif event.verb == "split_off":
            story.merged_into = ""

    def _count(self, number: str, story: Story) -> None:
        if story["item_id"] == self.own_item:
            if story["state"] == "closed":
                self._add(story["unit_id"], "left out supervision")
        elif story["state"] == "closed" and not story.out:
            self._count_closed(number, story)
        elif story["state"] in {"closed", "declined"} or story["history"]:
            self._add(story["unit_id"], f"left out {story.out}")
        elif self._is_overdue(story):
            self._add(story["unit_id"], "overdue")

    def _count_closed(self, number: str, story: Story) -> None:
        voices = {
            self._voice(telling) for telling, (home, _who) in self.book.items() if self._lead(home) == number
        }
        verdicts = sorted(self._verdicts(number, story["unit_id"]), key=_written)  # these stand above notes
        said = dict(verdicts)
        self._add(story["unit_id"], "matters")
        self._add(story["unit_id"], "voices", len(voices))
        self._add(story["unit_id"], "reached", len({voice for voice, _answer in said}))
        for sheet in self._sheets(story["unit_id"]):
            sheet.seconds.append(_second(story["answered_at"]) - _second(story["received_at"]))
            due = story["due_at"]
            sheet.ask("on_time", None if due is None else _micro(story["answered_at"]) <= _micro(due))
        for (_voice, answer), words in said.items():
            for sheet in self._sheets(self.answered[answer][1]):
                sheet.ask("response", words["contacted"])
                sheet.ask("resolution", None if story["kind"] in NO_SOLUTION else words["solved"])
                sheet.ask("satisfaction", words["satisfaction"] >= 3)

    def _verdicts(self, lead: str, unit: int) -> Iterator[tuple[tuple[str, int], dict[str, Any]]]:
        """The verdicts of the family of `lead`, in the order of the lines; notes what is left out of it."""
        for number, story in self.stories.items():
            if story.merged_into and self._end(number) == lead and not story["history"]:
                self._add(unit, f"left out {story.out}")
            for words in story.verdicts if self._lead(number) == lead else ():
                by, answerer = self.answered[words["answer"]]
                if self._lead(self.book[words["telling"]][0]) != lead:
                    continue
                if words["by"] == by:
                    self._add(answerer, "left out own_verdict")
                else:
                    yield (self._voice(words["telling"]), words["answer"]), words

    def _voice(self, telling: int) -> str:
        return self.book[telling][1]

    def _end(self, number: str) -> str:
        while self.stories[number].merged_into:
            number = self.stories[number].merged_into
        return number

    def _lead(self, number: str) -> str:
        """The matter for which the voices of this one speak; "" for those that are silent."""
        story = self.stories[number]
        silent = story.merged_into and (story["history"] or story["excluded"])
        return "" if silent else self._end(number)

    def _is_overdue(self, story: Story) -> bool:
        runs = story["state"] in {"received", "assigned", "handling"}
        return runs and not story["excluded"] and _micro(story["due_at"]) < self.now

    def _sheets(self, unit: int) -> tuple[Sheet, Sheet]:
        return self.sheets[""], self.sheets[unit]

    def _add(self, unit: int, what: str, number: int = 1) -> None:
        for sheet in self._sheets(unit):
            sheet.sums[what] += number


def _written(verdict: tuple[tuple[str, int], dict[str, Any]]) -> bool:
    """Whether the resident gave it, and not the desk for them."""
    return verdict[1]["by"].split("/")[0] == "resident"


def _micro(instant: str) -> int:
    return int(instant.removeprefix("@"))


def _second(instant: str) -> int:
    return _micro(instant) // 10**6
