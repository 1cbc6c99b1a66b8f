"""What a case file is checked for, as versioned data: TOML files beside this one."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType

from django.utils import translation

LANGUAGES = ("en", "zh-hans", "ko")


@dataclass(frozen=True, slots=True)
class Question:
    """Answered with yes, no, or that it does not apply. A no to one that is `put_right` makes a finding."""

    code: str
    put_right: bool
    asked: Mapping[str, str]

    def __str__(self) -> str:
        """In the reader's language, in English where that is none of ours."""
        return self.asked.get(translation.get_language() or "en", self.asked["en"])


@dataclass(frozen=True, slots=True)
class Checklist:
    version: int
    from_day: date
    questions: tuple[Question, ...]


@cache
def checklists() -> Mapping[int, Checklist]:
    """All versions, oldest first. One by which something was checked is never changed."""
    files = [file for file in resources.files(__name__).iterdir() if file.name.endswith(".toml")]
    found = [_from_toml(file.read_text(encoding="utf-8")) for file in files]
    return MappingProxyType({each.version: each for each in sorted(found, key=lambda one: one.version)})


def in_force(day: date) -> Checklist:
    """The newest version that holds on `day`; at least the first."""
    first, *later = checklists().values()
    return [first, *(each for each in later if each.from_day <= day)][-1]


def _from_toml(text: str) -> Checklist:
    data = tomllib.loads(text)
    questions = (
        Question(asked["code"], asked["put_right"], {language: asked[language] for language in LANGUAGES})
        for asked in data["question"]
    )
    return Checklist(data["version"], data["from_day"], tuple(questions))
