"""How the rates are counted, as versioned data: TOML files beside this one, printed with each report."""

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
class Definition:
    """One version; `rules` holds its sentences: name -> language -> sentence.

    The sentences stand here and not in the catalogue of translations, so that what a published month was
    counted by reads the same in ten years.
    """

    version: int
    from_day: date
    satisfied_from: int
    minimum_sample: int
    closed_for: frozenset[str]
    solution_not_asked: frozenset[str]
    items_left_out: frozenset[str]
    rules: Mapping[str, Mapping[str, str]]

    def sentences(self) -> dict[str, str]:
        """The rules in the reader's language, in English where that is none of ours."""
        language = translation.get_language() or "en"
        return {name: said.get(language, said["en"]) for name, said in self.rules.items()}


@cache
def definitions() -> Mapping[int, Definition]:
    """All versions, oldest first."""
    files = [file for file in resources.files(__name__).iterdir() if file.name.endswith(".toml")]
    found = [from_toml(file.read_text(encoding="utf-8")) for file in files]
    ordered = sorted(found, key=lambda definition: definition.version)
    return MappingProxyType({definition.version: definition for definition in ordered})


def in_force(day: date | None) -> Definition:
    """The newest version that holds for a period ending on `day`, or without an end; at least the first."""
    first, *later = definitions().values()
    return [first, *(each for each in later if day is None or each.from_day <= day)][-1]


def from_toml(text: str) -> Definition:
    data = tomllib.loads(text)
    return Definition(
        version=data["version"],
        from_day=data["from_day"],
        satisfied_from=data["satisfied_from"],
        minimum_sample=data["minimum_sample"],
        closed_for=frozenset(data["closed_for"]),
        solution_not_asked=frozenset(data["solution_not_asked"]),
        items_left_out=frozenset(data["items_left_out"]),
        rules={rule["name"]: {language: rule[language] for language in LANGUAGES} for rule in data["rule"]},
    )
