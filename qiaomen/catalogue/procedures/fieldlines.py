"""The fields of a step as lines: `决定 = 受理 / 不予受理`, `金额 = money`, `备注 = text, optional`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from qiaomen.catalogue.procedures.language import Blank, Kind
from qiaomen.kernel.refusal import Refusal

_SLASH = re.compile(r"\s*[/／]\s*")
_COMMA = re.compile(r"\s*[,，]\s*")
_EQUALS = re.compile(r"\s*[=＝]\s*")
OPTIONAL = gettext_lazy("optional")


@dataclass(frozen=True, slots=True)
class FieldLine:
    label: str
    kind: str = Kind.WORDS.value
    required: bool = True
    options: tuple[str, ...] = ()


def spell_fields(blanks: Iterable[Blank]) -> str:
    return "\n".join(map(_spelled, blanks))


def _spelled(blank: Blank) -> str:
    how = " / ".join(blank.options) if blank.kind == Kind.CHOICE else str(blank.kind.label)
    if blank.kind == Kind.WORDS:
        how = ""
    notes = [how] if how else []
    notes += [] if blank.required else [str(OPTIONAL)]
    return f"{blank.label} = {', '.join(notes)}" if notes else blank.label


def read_fields(text: str) -> tuple[FieldLine, ...]:
    """A field a line; a kind is named by its code or as it is called in any language of the program."""
    return tuple(_line(line.strip()) for line in text.splitlines() if line.strip())


def _line(line: str) -> FieldLine:
    label, *rest = _EQUALS.split(line, maxsplit=1)
    words = [word for word in _COMMA.split(rest[0]) if word] if rest else []
    required = not any(word in _called("optional", OPTIONAL) for word in words)
    how = [word for word in words if word not in _called("optional", OPTIONAL)]
    if len(how) > 1:
        raise Refusal(_("“%s”: write one kind after =, or options with / between them.") % line)
    return _of_kind(label, how[0] if how else Kind.WORDS.value, required=required)


def _of_kind(label: str, how: str, *, required: bool) -> FieldLine:
    options = tuple(option for option in _SLASH.split(how) if option)
    for kind in Kind:
        if kind != Kind.CHOICE and how in _called(kind.value, kind.label):
            return FieldLine(label, kind.value, required)
    if len(options) > 1:
        return FieldLine(label, Kind.CHOICE.value, required, options)
    kinds = ", ".join(f"{kind.value} ({kind.label})" for kind in Kind if kind != Kind.CHOICE)
    sentence = _("“%(how)s” is no kind of field. Choose from: %(kinds)s; or write options with / between.")
    raise Refusal(sentence % {"how": how, "kinds": kinds})


def _called(code: str, label: object) -> set[str]:
    """Its code, and what it is called in each language: lines go from hand to hand."""
    words = {code}
    for language, _name in settings.LANGUAGES:
        with override(language):
            words.add(str(label))
    return words
