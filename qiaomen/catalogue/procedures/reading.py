"""A procedure from its TOML text. What is wrong is told with its line and the remedy."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.procedures.garbled import unreadable
from qiaomen.catalogue.procedures.language import (
    Actor,
    Back,
    Blank,
    Condition,
    Kind,
    Party,
    Procedure,
    Signing,
    Source,
    Step,
)
from qiaomen.catalogue.procedures.spots import Spot, line_of
from qiaomen.kernel.limits import Limit, Rhythm, limit_or_rhythm
from qiaomen.kernel.refusal import Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Unfit(Refusal):
    """What is wrong at one spot of the file."""

    def __init__(self, spot: Spot, sentence: "StrOrPromise") -> None:
        super().__init__(sentence)
        self.spot = spot


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the file, and where it stands; its methods read a key and say what is wrong with it."""

    values: dict[str, Any]
    spot: Spot

    def require_known(self, *known: str) -> None:
        for key in self.values:
            if key not in known:
                sentence = _("There is no key “%(key)s” here. Choose from: %(known)s.")
                raise self.unfit(key, sentence % {"key": key, "known": ", ".join(known)})

    def unfit(self, key: str, sentence: "StrOrPromise") -> Unfit:
        return Unfit((*self.spot, key) if key in self.values else self.spot, sentence)

    def text(self, key: str, *, longest: int = 2000) -> str:
        value = self.values.get(key, "")
        if not isinstance(value, str) or len(value) > longest:
            sentence = _("“%(key)s” must be a text in quotes, of at most %(longest)d characters.")
            raise self.unfit(key, sentence % {"key": key, "longest": longest})
        return self._seen(key, value)

    def name(self, key: str, *, longest: int = 120) -> str:
        """A text that must not be missing."""
        value = self.text(key, longest=longest)
        if not value:
            raise self.unfit(key, _("“%s” is missing. Write it, in quotes.") % key)
        return value

    def code(self, key: str, *, longest: int = 50) -> str:
        """A short name that other places refer to."""
        value = self.name(key, longest=longest)
        if not is_code(value):
            raise self.unfit(key, _("“%s” is a short name without spaces and without @ . : /") % key)
        return value

    def switch(self, key: str, *, default: bool) -> bool:
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.unfit(key, _("“%s” must be true or false, without quotes.") % key)
        return value

    def count(self, key: str) -> int:
        value = self.values.get(key, 1)
        if type(value) is not int or not 1 <= value <= 9:
            raise self.unfit(key, _("“%s” is a number from 1 to 9, without quotes.") % key)
        return value

    def day(self, key: str) -> date:
        value = self.values.get(key)
        if type(value) is not date:
            raise self.unfit(key, _("“%s” is a day, written without quotes like 2022-05-01.") % key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.texts_or_nothing(key)
        if "" in value:
            raise self.unfit(key, _("“%s” must be a list of texts, each in quotes.") % key)
        return value

    def texts_or_nothing(self, key: str) -> tuple[str, ...]:
        """Texts, of which "" means that nothing was filled in."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.unfit(key, _("“%s” must be a list of texts, each in quotes.") % key)
        return tuple(self._seen(key, each) for each in value)

    def _seen(self, key: str, value: str) -> str:
        """A text is kept as people see it; a database would not keep all that is not to be seen."""
        if any(char < " " and char not in "\n\t" for char in value):
            raise self.unfit(key, _("“%s” has characters that cannot be seen. Type it anew.") % key)
        return value.strip()

    def tables(self, key: str) -> "list[Table]":
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.unfit(key, _("Write [[%s]] before each of them.") % ".".join(self._path(key)))
        return [Table(each, (*self.spot, key, number)) for number, each in enumerate(value)]

    def table(self, key: str) -> "Table | None":
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.unfit(key, _("“%s” is written in braces, with keys and values.") % key)
        return Table(value, (*self.spot, key))

    def limit(self, key: str) -> Limit | None:
        return Limit.parse(text) if (text := self._limit_text(key, Limit.parse)) else None

    def limit_or_rhythm(self, key: str) -> Limit | Rhythm | None:
        return limit_or_rhythm(text) if (text := self._limit_text(key, limit_or_rhythm)) else None

    def _limit_text(self, key: str, parse: Any) -> str:
        text = str(self.values.get(key, ""))
        try:
            if text:
                parse(text)
        except Refusal as refusal:
            raise self.unfit(key, refusal.sentence) from None
        return text

    def _path(self, key: str) -> Sequence[str]:
        return [*(part for part in self.spot if isinstance(part, str)), key]


def is_code(value: str) -> bool:
    """Whether it can stand in addresses, and before the signs that set versions, fields and roles apart."""
    return value.isprintable() and not set(value) & set("@.:/\u3000 ")


def from_toml(text: str) -> Procedure:
    """The procedure in `text`; a `Refusal` names the line and the remedy."""
    try:
        return _procedure(Table(tomllib.loads(text), ()))
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise unreadable(text, problem) from None
    except Unfit as unfit:
        raise at_line(text, unfit) from None


def at_line(text: str, unfit: Unfit) -> Refusal:
    """The same with its line."""
    return Refusal(
        _("Line %(line)d: %(sentence)s") % {"line": line_of(text, unfit.spot), "sentence": unfit.sentence}
    )


def _procedure(table: Table) -> Procedure:
    table.require_known("code", "name", "about", "own", "source", "step")
    return Procedure(
        code=table.code("code"),
        name=table.name("name"),
        about=table.text("about"),
        own=table.text("own"),
        sources=tuple(map(_source, table.tables("source"))),
        steps=tuple(map(_step, table.tables("step"))),
    )


def _source(table: Table) -> Source:
    table.require_known("name", "article", "date", "says")
    return Source(table.name("name"), table.name("article"), table.day("date"), table.text("says"))


_STEP = (
    "code name actor mandatory after_answer field signature limit limit_from after answer_within lapses "
    "skip_when back_to gate help told"
).split()


def _step(table: Table) -> Step:
    table.require_known(*_STEP)
    code = table.code("code", longest=60)
    return Step(
        code=code,
        name=table.name("name"),
        actor=_actor(table, "actor", Party.UNIT),
        mandatory=table.switch("mandatory", default=True),
        after_answer=table.switch("after_answer", default=False),
        fields=tuple(_blank(field, code) for field in table.tables("field")),
        signatures=tuple(map(_signing, table.tables("signature"))),
        limit=table.limit_or_rhythm("limit"),
        limit_from=table.text("limit_from"),
        after=table.limit("after"),
        answer_within=table.limit("answer_within"),
        lapses=table.switch("lapses", default=False),
        skip_when=_condition(table, "skip_when", code),
        back_to=_back(table, code),
        gate=table.text("gate"),
        help=table.text("help"),
        told=table.text("told"),
    )


def _blank(table: Table, step: str) -> Blank:
    table.require_known("code", "label", "kind", "required", "options", "sum_of", "when")
    label = table.name("label")
    return Blank(
        code=table.code("code") if "code" in table.values else label,
        label=label,
        kind=_kind(table),
        required=table.switch("required", default=True),
        options=table.texts("options"),
        sum_of=table.texts("sum_of"),
        when=_condition(table, "when", step),
    )


def _kind(table: Table) -> Kind:
    word = table.text("kind") or Kind.WORDS.value
    if word not in Kind.values:
        raise table.unfit("kind", _("“kind” must be one of: %s.") % ", ".join(Kind.values))
    return Kind(word)


def _signing(table: Table) -> Signing:
    table.require_known("of", "count")
    return Signing(_actor(table, "of", Party.UNIT), table.count("count"))


def _actor(table: Table, key: str, default: Party) -> Actor:
    party, _colon, role = (table.text(key) or default.value).partition(":")
    if party not in Party.values or bool(role) != (party == Party.ROLE):
        words = [f"{each}:CODE" if each == Party.ROLE else str(each) for each in Party.values]
        sentence = _("“%(key)s” must be one of: %(words)s.")
        raise table.unfit(key, sentence % {"key": key, "words": ", ".join(words)})
    return Actor(Party(party), role)


def _back(table: Table, step: str) -> Back | None:
    """`{ step = "inquire", when = { field = "result", is = ["no"] } }`"""
    inner = table.table("back_to")
    if inner is None:
        return None
    inner.require_known("step", "when", "rounds")
    when = _condition(inner, "when", step)
    if when is None:
        raise inner.unfit("when", _('Say when it leads back: when = { field = "…", is = ["…"] }.'))
    return Back(inner.name("step"), when, inner.count("rounds"))


def _condition(table: Table, key: str, step: str) -> Condition | None:
    """`{ field = "acceptance.decision", is = ["no"] }`; a field without a step is one of the same step."""
    inner = table.table(key)
    if inner is None:
        return None
    inner.require_known("field", "is")
    before, dot, after = inner.name("field").partition(".")
    values = inner.texts_or_nothing("is")
    if not values:
        raise inner.unfit("is", _('“is” lists the values with which it holds: is = ["yes"].'))
    return Condition(before if dot else step, after if dot else before, values)
