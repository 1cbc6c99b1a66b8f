"""Whether a procedure that can be read can also be walked: to its end, by people that exist."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.procedures.language import (
    DUE,
    IN_TIME,
    MATTER,
    NO,
    OF_MATTER,
    RECEIPT,
    SUMMED,
    YES,
    Actor,
    Blank,
    Condition,
    Kind,
    Party,
    Procedure,
    Step,
)
from qiaomen.catalogue.procedures.reading import Unfit
from qiaomen.catalogue.procedures.spots import Spot
from qiaomen.kernel.limits import Limit

GATES = frozenset({"whistle"})  # what other rooms complete
_TAKEN = frozenset({"seen", "step"})  # what the forms of every step hold besides its fields
_STAFF = frozenset({Party.DESK, Party.UNIT, Party.HELPER, Party.SUPERIOR, Party.UPPER, Party.ROLE})


def require_walkable(procedure: Procedure, roles: Collection[str]) -> None:
    """Refuse with an `Unfit` the first thing by which a matter would get stuck; `roles` are known codes."""
    earlier: dict[str, Step] = {}
    for number, step in enumerate(procedure.steps):
        spot: Spot = ("step", number)
        if step.code in earlier or step.code == MATTER:
            raise Unfit((*spot, "code"), _("“%s” is taken. Give this step another code.") % step.code)
        if not step.after_answer and any(before.after_answer for before in earlier.values()):
            raise Unfit(spot, _("Steps after the answer stand last. Move this one before them."))
        _require_somebody(step, spot, roles)
        _require_fields(step, spot, earlier)
        _require_back(step, spot, earlier)
        _require_limits(step, spot, earlier)
        _require_wait(step, spot, earlier)
        _require_told(step, spot)
        earlier[step.code] = step


def _require_somebody(step: Step, spot: Spot, roles: Collection[str]) -> None:
    _require_role(step.actor, (*spot, "actor"), roles)
    if step.actor.party == Party.OTHER:
        sentence = _("The other party takes no step. Let the unit take it, and ask for a signature.")
        raise Unfit((*spot, "actor"), sentence)
    if step.gate and step.gate not in GATES:
        raise Unfit((*spot, "gate"), _("“gate” must be one of: %s.") % ", ".join(sorted(GATES)))
    if step.gate and (step.fields or step.signatures):
        raise Unfit((*spot, "gate"), _("What another room completes has no fields and no signatures here."))
    for number, signing in enumerate(step.signatures):
        here = (*spot, "signature", number)
        _require_role(signing.of, here, roles)
        if signing.of in [other.of for other in step.signatures[:number]]:
            raise Unfit(here, _("“%s” signs already. Write how many in “count”.") % signing.of)
        if signing.of.party not in _STAFF and signing.count > 1:
            raise Unfit((*here, "count"), _("Of this side one person signs. Leave “count” out."))


def _require_role(actor: Actor, spot: Spot, roles: Collection[str]) -> None:
    if actor.role and actor.role not in roles:
        sentence = _("There is no role “%(role)s”, so nobody could do this. Choose from: %(roles)s.")
        raise Unfit(spot, sentence % {"role": actor.role, "roles": ", ".join(sorted(roles))})


def _require_fields(step: Step, spot: Spot, earlier: dict[str, Step]) -> None:
    for number, blank in enumerate(step.fields):
        here = (*spot, "field", number)
        if blank.code in _TAKEN:
            raise Unfit(here, _("“%s” is taken. Give this field another code.") % blank.code)
        if blank.code in [other.code for other in step.fields[:number]]:
            raise Unfit(here, _("Two fields are called “%s”. Give one of them another name.") % blank.code)
        if blank.kind == Kind.CHOICE and len(set(blank.options)) < 2:
            raise Unfit(here, _('“%s” needs options: options = ["…", "…"], at least two.') % blank.label)
        for option in blank.options:
            if blank.options.count(option) > 1:
                raise Unfit((*here, "options"), _("“%s” stands twice. Write it once.") % option)
        if blank.kind != Kind.CHOICE and blank.options:
            raise Unfit((*here, "options"), _("Only a field of kind “choice” has options."))
        _require_sum(blank, (*here, "sum_of"), step.fields[:number])
        if blank.when:
            _require_asked(blank.when, (*here, "when"), earlier, step.code, step.fields[:number])
    if step.skip_when:
        _require_asked(step.skip_when, (*spot, "skip_when"), earlier, step.code, ())


def _require_sum(blank: Blank, spot: Spot, before: Sequence[Blank]) -> None:
    """What is added up stands before the sum and is of its kind, each once."""
    if not blank.sum_of:
        return
    if blank.kind not in SUMMED:
        raise Unfit(spot, _("Only a field of kind “money” or “number” is a sum."))
    parts = [other.code for other in before if other.kind == blank.kind]
    if set(blank.sum_of) - set(parts) or len(set(blank.sum_of)) < max(2, len(blank.sum_of)):
        sentence = _("“sum_of” names two or more fields of the same kind before this one. Choose from: %s.")
        raise Unfit(spot, sentence % (", ".join(parts) or "–"))


def _require_back(step: Step, spot: Spot, earlier: dict[str, Step]) -> None:
    """It leads to a step that was taken before; that its rounds are counted ends every loop."""
    if step.back_to is None:
        return
    here = (*spot, "back_to")
    if step.back_to.step not in earlier:
        sentence = _("“%s” is no step before this one: “back_to” only leads back.")
        raise Unfit((*here, "step"), sentence % step.back_to.step)
    _require_asked(step.back_to.when, (*here, "when"), earlier, step.code, step.fields)


def _require_asked(
    condition: Condition, spot: Spot, earlier: dict[str, Step], here: str, fields: tuple[Blank, ...]
) -> None:
    """What is asked about has been filled in before, and could have been filled in like that."""
    if condition.step == here:
        possible: dict[str, Collection[str]] = {blank.code: _values(blank) for blank in fields}
    elif condition.step == MATTER:
        possible = dict(OF_MATTER)
    elif condition.step in earlier:
        possible = {blank.code: _values(blank) for blank in earlier[condition.step].fields}
        possible[IN_TIME] = {YES, NO}
    else:
        sentence = _("“%s” is no step before this one: what comes later is not known yet.")
        raise Unfit(spot, sentence % condition.step)
    _require_value(condition, spot, possible)


def _require_value(condition: Condition, spot: Spot, possible: Mapping[str, Collection[str]]) -> None:
    if condition.field not in possible:
        sentence = _("There is no field “%(field)s” before this. Choose from: %(fields)s.")
        raise Unfit(spot, sentence % {"field": condition.field, "fields": ", ".join(possible) or "–"})
    values = possible[condition.field]
    if not values:
        sentence = _("“%s” is a field of words. Ask for a yes or no or for one of several.")
        raise Unfit(spot, sentence % condition.field)
    for value in condition.values:
        if value and value not in values:
            sentence = _("“%(value)s” can never be filled in there. Choose from: %(values)s.")
            raise Unfit(spot, sentence % {"value": value, "values": ", ".join(sorted(values))})


def _values(blank: Blank) -> set[str]:
    """What can be asked of a field: only what has few values."""
    if blank.kind == Kind.YES_NO:
        return {YES, NO}
    return set(blank.options)


def _require_limits(step: Step, spot: Spot, earlier: dict[str, Step]) -> None:
    if step.limit_from and step.limit_from != RECEIPT and step.limit_from not in earlier:
        sentence = _("“limit_from” is “%(receipt)s” or the code of a step before this one.")
        raise Unfit((*spot, "limit_from"), sentence % {"receipt": RECEIPT})
    if step.limit_from == RECEIPT and RECEIPT in earlier:
        sentence = _("“%s” is a step here, and a matter's receipt. Give the step another code.")
        raise Unfit((*spot, "limit_from"), sentence % RECEIPT)
    if step.limit_from and step.limit is None:
        raise Unfit((*spot, "limit_from"), _('Say the limit too: limit = "5 workdays".'))
    if step.lapses and step.limit is None:
        raise Unfit((*spot, "lapses"), _('What lapses needs a limit: limit = "30 calendar_days".'))
    if step.answer_within and step.after_answer:
        raise Unfit((*spot, "answer_within"), _("After the answer no day for it can be promised."))


def _require_wait(step: Step, spot: Spot, earlier: dict[str, Step]) -> None:
    """There is something to wait after, and some time left when the waiting is over."""
    if step.after is None:
        return
    here = (*spot, "after")
    if not earlier and not step.after_answer:
        raise Unfit(here, _("“after” counts from the step before, and there is none before this one."))
    if step.gate:
        raise Unfit(here, _("What another room completes waits for nothing here. Leave “after” out."))
    if _is_over_before(step, step.after):
        sentence = _("Nobody could be in time: “limit” must be longer than the %s that it waits.")
        raise Unfit(here, sentence % step.after.in_words())


def _is_over_before(step: Step, wait: Limit) -> bool:
    """Whether the step is due before it can be completed, as far as that can be compared."""
    limit = step.limit
    if not isinstance(limit, Limit) or limit.unit != wait.unit or step.limit_from:
        return False
    return limit.amount <= wait.amount


def _require_told(step: Step, spot: Spot) -> None:
    """Each {blank} of what the resident is told is a field of this step, or the day of the answer."""
    known = {blank.label for blank in step.fields} | ({DUE} if step.answer_within else set())
    for blank in blanks_in(step.told):
        if blank not in known:
            sentence = _("“{%(blank)s}” is no field of this step. Choose from: %(known)s.")
            raise Unfit(
                (*spot, "told"), sentence % {"blank": blank, "known": ", ".join(sorted(known)) or "–"}
            )


def blanks_in(text: str) -> Iterator[str]:
    """The names in {braces}."""
    for part in text.split("{")[1:]:
        yield part.partition("}")[0]
