"""Which column of a person's table holds what: guessed from the headings, shown, and adjusted."""

import unicodedata
from collections.abc import Callable, Iterable
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Self

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.lists import listed
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.cells import Cell
from qiaomen.kernel.sheets.table import Row

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Field:
    """What an import wants: `name` in code, `label` for people, `synonyms` as offices head the column.

    `whole`: a heading that only contains one of the names is another column. What tells rows apart is not
    guessed from 우편번호 (the postal code), which contains 번호 (the number).
    """

    name: str
    label: "StrOrPromise"
    synonyms: tuple[str, ...] = ()
    required: bool = False
    whole: bool = False

    @property
    def own_names(self) -> tuple[str, ...]:
        return (str(self.label), self.name)

    @property
    def all_names(self) -> tuple[str, ...]:
        return (*self.own_names, *self.synonyms)


@dataclass(frozen=True)
class Mapping:
    """For each field by name the heading of its column; a field that is not chosen has no column."""

    headers: tuple[str, ...]
    fields: tuple[Field, ...]
    chosen: Dictionary[str, str]

    @classmethod
    def from_dict(
        cls, saved: Dictionary[str, str], headers: tuple[str, ...], fields: tuple[Field, ...]
    ) -> Self:
        """A mapping kept by `to_dict`, for another file; a Refusal when it has no such columns."""
        mapping = cls(headers, fields, {})
        for field, header in saved.items():
            mapping = mapping.with_choice(field, header)
        return mapping

    def to_dict(self) -> dict[str, str]:
        return dict(self.chosen)

    def with_choice(self, field: str, header: str | None) -> Self:
        """The same but with `field` (its name) read from the column `header`, or from none."""
        self._require_field(field)
        others = {name: column for name, column in self.chosen.items() if name != field}
        if header is None:
            return replace(self, chosen=others)
        self._require_header(header)
        return replace(self, chosen={**others, field: header})

    @property
    def missing(self) -> tuple[Field, ...]:
        """What is required and has no column yet."""
        return tuple(field for field in self.fields if field.required and field.name not in self.chosen)

    def require_complete(self) -> None:
        if self.missing:
            sentence = _("No column is headed %(missing)s. Head one so; there are: %(headers)s.")
            missing = listed(str(field.label) for field in self.missing)
            raise Refusal(sentence % {"missing": missing, "headers": self.listed})

    def describe(self) -> list[str]:
        """One line a field, to be shown: its label and its column."""
        return [f"{field.label} ← {self.chosen.get(field.name, '—')}" for field in self.fields]

    @property
    def unread(self) -> list[str]:
        """The headings of columns that nothing is taken from."""
        taken = set(self.chosen.values())
        return [header for header in self.headers if header and header not in taken]

    def values(self, row: Row) -> dict[str, Cell]:
        """The cell of every field by name, None where it has no column."""
        return {name: None if place is None else row.cells[place] for name, place in self._places.items()}

    @cached_property
    def _places(self) -> dict[str, int | None]:
        return {
            field.name: self.headers.index(self.chosen[field.name]) if field.name in self.chosen else None
            for field in self.fields
        }

    @property
    def listed(self) -> str:
        return listed(filter(None, self.headers))

    def _require_field(self, name: str) -> None:
        if name not in {field.name for field in self.fields}:
            sentence = _("There is no field “%(name)s”, but these: %(names)s.")
            names = listed(str(field.label) for field in self.fields)
            raise Refusal(sentence % {"name": name, "names": names})

    def _require_header(self, header: str) -> None:
        if not header or header not in self.headers:
            sentence = _("There is no column “%(header)s” in the file, but these: %(headers)s.")
            raise Refusal(sentence % {"header": header, "headers": self.listed})


def guess(headers: Iterable[str], fields: Iterable[Field]) -> Mapping:
    """The likely columns: the surest way of matching first, for all fields, each column used once."""
    mapping = Mapping(tuple(headers), tuple(fields), {})
    for way in (_exactly, _normally, _by_synonym, partial(_by_part, mapping.fields)):
        for field in mapping.fields:
            found = None if field.name in mapping.chosen else _free(mapping, field, way)
            if found:
                mapping = mapping.with_choice(field.name, found)
    return mapping


Way = Callable[[str, Field], bool]


def _free(mapping: Mapping, field: Field, way: Way) -> str | None:
    """The one column that matches and is not taken. Of two that match alike a person must choose."""
    taken = set(mapping.chosen.values())
    found = [header for header in mapping.headers if header and header not in taken and way(header, field)]
    return found[0] if len(found) == 1 else None


def _exactly(header: str, field: Field) -> bool:
    return header in field.own_names


def _normally(header: str, field: Field) -> bool:
    return _plain(header) in map(_plain, field.own_names)


def _by_synonym(header: str, field: Field) -> bool:
    return _plain(header) in map(_plain, field.synonyms)


def _by_part(fields: Iterable[Field], header: str, field: Field) -> bool:
    """The heading ends with this field rather than with another: 联系人电话 and 신청인 전화 are phones."""
    return (0, 0) < _part(header, field) == max(_part(header, other) for other in fields)


def _part(header: str, field: Field) -> tuple[int, int]:
    """Where the last name of the field ends in the heading, and its length; names too short mean nothing."""
    plain = _plain(header)
    names = () if field.whole else filter(_tells, map(_plain, field.all_names))
    return max(
        ((plain.rfind(name) + len(name), len(name)) for name in names if name in plain), default=(0, 0)
    )


def _tells(name: str) -> bool:
    return len(name) >= (4 if name.isascii() else 2)


def _plain(name: str) -> str:
    """Letters and digits alone: full width as half, no case, no spaces, stars or brackets."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name).casefold()))
