"""Who hears that a step waits: people of its unit or of helping units, holders of its role; else the desk."""

from collections.abc import Iterable, Iterator

from qiaomen.catalogue.procedures.language import Actor, Party
from qiaomen.kernel import clock
from qiaomen.matters.models import Matter
from qiaomen.matters.turns import unit_of
from qiaomen.people.acting import holders
from qiaomen.people.models import Person, Role, Unit

Called = tuple[str, list[Person]]  # whose step it is, as people read it, and who hears of it


def waited_for(matter: Matter, actor: Actor) -> list[Called]:
    """Not the resident, who is told otherwise. Where there is nobody, the desk sees to it that there is."""
    called = [(name, people) for name, people in _meant(matter, actor) if people]
    return called or list(_people_of([matter.desk]))


def _meant(matter: Matter, actor: Actor) -> Iterable[Called]:
    if actor.party == Party.ROLE:
        role = Role.objects.filter(code=actor.role).first()
        return [(role.name, holders(role, matter.scope, clock.today()))] if role else []
    if actor.party == Party.HELPER:
        return _people_of(Unit.objects.filter(assists__matter=matter, assists__reported_at=None))
    unit = unit_of(matter, actor)
    return _people_of([unit] if unit else [])


def _people_of(units: Iterable[Unit]) -> Iterator[Called]:
    for unit in units:
        yield unit.name, list(Person.objects.people_of(unit, clock.today()))
