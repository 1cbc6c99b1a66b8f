"""What is filled in at a step: checked and brought into one form by the kind of each field."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.procedures.language import DUE, NO, YES, Blank, Kind, Step
from qiaomen.catalogue.procedures.walking import Filled, Progress, holds
from qiaomen.kernel.lists import listed
from qiaomen.kernel.refusal import Refusal

Reader = Callable[[Blank, str], str]


def fill(step: Step, given: Mapping[str, str], progress: Progress) -> dict[str, str]:
    """What is kept of `given`, by code of field, as text in one form.

    Fields that are not asked for are dropped; all that are missing are told at once. A sum that was left
    empty is added up. A gate keeps the evidence by which it was passed.
    """
    if step.gate:
        return dict(given)
    filled: dict[str, str] = {}
    missing = []
    for blank in step.fields:
        if not asked(step, blank, progress, filled):
            continue
        if text := given.get(blank.code, "").strip():
            filled[blank.code] = _READERS.get(blank.kind, _as_it_is)(blank, text)
        elif blank.sum_of:
            filled[blank.code] = _sum(blank, filled)
        elif blank.required:
            missing.append(blank.label)
    if missing:
        raise Refusal(_("Fill in: %s.") % listed(missing))
    _require_sums(step, filled)
    return filled


def _sum(blank: Blank, filled: Filled) -> str:
    """Of its parts; what was not asked for or left empty is nothing."""
    total = sum((Decimal(filled.get(part, "0")) for part in blank.sum_of), Decimal(0))
    return f"{total:.2f}" if blank.kind == Kind.MONEY else f"{total:f}"


def _require_sums(step: Step, filled: Filled) -> None:
    labels = {blank.code: blank.label for blank in step.fields}
    for blank in step.fields:
        if not blank.sum_of or blank.code not in filled:
            continue
        total = _sum(blank, filled)
        if Decimal(filled[blank.code]) != Decimal(total):
            sentence = _("“%(field)s” is %(given)s, but %(parts)s add up to %(total)s. Look which is wrong.")
            parts = " + ".join(labels[part] for part in blank.sum_of)
            said = {"field": blank.label, "given": filled[blank.code], "parts": parts, "total": total}
            raise Refusal(sentence % said)


def asked(step: Step, blank: Blank, progress: Progress, filled: Filled) -> bool:
    """Whether the step's field is asked for, after what has been filled in before it."""
    if blank.when is None:
        return True
    return holds(blank.when, progress, filled if blank.when.step == step.code else {})


def told(step: Step, filled: Filled, due: str) -> str:
    """What the resident is told when the step is completed; "" for nothing."""
    text = step.told
    for blank in step.fields:
        text = text.replace(f"{{{blank.label}}}", shown(blank, filled.get(blank.code, "")) or "—")
    return text.replace(f"{{{DUE}}}", due)


def shown(blank: Blank, value: str) -> str:
    """The value as people read it; what another version asked for otherwise stays as it is."""
    if blank.kind == Kind.YES_NO:
        return str(_SHOWN.get(value, value))
    if blank.kind == Kind.DATE and (day := parse_date(value)):
        return date_format(day)
    return value


def _as_it_is(_blank: Blank, text: str) -> str:
    return text


def _number(blank: Blank, text: str) -> str:
    try:
        number = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise Refusal(_("“%(field)s” is a number, such as 1200 or 3.5.") % {"field": blank.label})
    return f"{number:f}"


def _money(blank: Blank, text: str) -> str:
    number = Decimal(_number(blank, text.removesuffix("元").removeprefix("¥").strip()))
    if number < 0 or number != round(number, 2):
        raise Refusal(_("“%(field)s” is an amount in yuan, such as 1200.50.") % {"field": blank.label})
    return f"{number:.2f}"


def _date(blank: Blank, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        sentence = _("“%(field)s” is a day, such as 2026-11-22.")
        raise Refusal(sentence % {"field": blank.label}) from None


def _yes_no(blank: Blank, text: str) -> str:
    return _one_of(blank, text, (YES, NO))


def _choice(blank: Blank, text: str) -> str:
    return _one_of(blank, text, blank.options)


def _one_of(blank: Blank, text: str, options: tuple[str, ...]) -> str:
    if text not in options:
        sentence = _("“%(field)s” must be one of: %(options)s.")
        raise Refusal(sentence % {"field": blank.label, "options": listed(options)})
    return text


_READERS: Mapping[Kind, Reader] = MappingProxyType(
    {
        Kind.NUMBER: _number,
        Kind.MONEY: _money,
        Kind.DATE: _date,
        Kind.YES_NO: _yes_no,
        Kind.CHOICE: _choice,
    }
)
_SHOWN = MappingProxyType({YES: _("yes"), NO: _("no")})
