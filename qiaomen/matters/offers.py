"""What an actor may do with a matter now: the same table and conditions by which actions refuse."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.actions.assigning import RETURNS_BEFORE_FINAL
from qiaomen.matters.actions.requesting import WISHES
from qiaomen.matters.conditions import (
    require_answerable,
    require_contacts_kept,
    require_counted,
    require_excluded,
    require_holder,
    require_impartial,
    require_kept,
    require_need_of_contacts,
    require_not_final,
    require_not_handler,
    require_public,
    require_spokesman,
    require_task,
)
from qiaomen.matters.models import Matter
from qiaomen.matters.stack import returns
from qiaomen.matters.states import LIFE, Verb
from qiaomen.matters.turnouts import (
    caller,
    require_absent,
    require_called,
    require_dismissible,
    require_no_whistle,
    require_open_matter,
    require_whistle,
)

Condition = Callable[[Matter, Actor], object]


def _kept(matter: Matter, _by: Actor) -> None:
    require_kept(matter)


CONDITIONS: Mapping[Verb, tuple[Condition, ...]] = MappingProxyType(
    {
        Verb.ACCEPT: (require_holder,),
        Verb.ARRIVE: (require_called,),
        Verb.ANSWER: (require_holder,),
        Verb.ASK: (require_holder,),
        Verb.ASSIGN: (require_answerable, lambda matter, _by: require_not_final(matter)),
        Verb.ASSIST: (require_answerable,),
        Verb.ATTACH: (_kept,),
        Verb.CALL: (require_not_handler,),
        Verb.CALL_MORE: (caller, require_open_matter, require_whistle),
        Verb.DECIDE: (require_impartial,),
        Verb.DISCLOSE: (lambda matter, _by: require_contacts_kept(matter), require_need_of_contacts),
        Verb.ENTRUST: (require_holder,),
        Verb.END_WHISTLE: (caller, require_whistle),
        Verb.EXCLUDE: (require_counted,),
        Verb.EXCUSE: (caller, require_absent),
        Verb.INCLUDE: (require_excluded,),
        Verb.LET_GO: (caller, require_dismissible),
        Verb.NOTE: (_kept,),
        Verb.RELEASE: (require_public,),
        Verb.REPORT: (require_task,),
        Verb.RESPOND: (require_called,),
        Verb.WHISTLE: (caller, require_open_matter, require_no_whistle),
        Verb.WITHDRAW: (require_not_handler,),
    }
)


def offered(matter: Matter, by: Actor) -> frozenset[Verb]:
    """The verbs that `by` may use on `matter` now."""
    scope = matter.scope
    return frozenset(
        Verb(verb)
        for verb, transition in LIFE.items()
        if _fits(matter, Verb(verb))
        and by.may(transition.permission, scope)
        and all(_holds(condition, matter, by) for condition in CONDITIONS.get(Verb(verb), ()))
    )


def askable(matter: Matter, by: Actor) -> frozenset[Verb]:
    """The verbs that `by` may ask for on `matter` now."""
    scope = matter.scope
    return frozenset(
        verb
        for verb, wish in WISHES.items()
        if _fits(matter, verb)
        and by.may(wish.asker, scope)
        and _holds(_kept, matter, by)
        and _holds(wish.when, matter, by)
    )


def require_offered(matter: Matter, by: Actor, verb: Verb) -> None:
    """Refuse with the words of the condition that keeps `by` from `verb`; silent about a wrong state."""
    if _fits(matter, verb):
        for condition in CONDITIONS.get(verb, ()):
            condition(matter, by)


def require_askable(matter: Matter, by: Actor, verb: Verb) -> None:
    """The same for what is asked for."""
    if _fits(matter, verb):
        _kept(matter, by)
        WISHES[verb].when(matter, by)


def speaks(matter: Matter, by: Actor) -> bool:
    """Whether `by` may write to the resident of `matter`."""
    return _holds(require_spokesman, matter, by)


def needs_final_assignment(matter: Matter) -> bool:
    return not matter.final and returns(matter) >= RETURNS_BEFORE_FINAL


def _fits(matter: Matter, verb: Verb) -> bool:
    sources = LIFE[verb].sources
    return sources is None or matter.state in sources


def _holds(condition: Condition, matter: Matter, by: Actor) -> bool:
    try:
        condition(matter, by)
    except Refusal:
        return False
    return True
