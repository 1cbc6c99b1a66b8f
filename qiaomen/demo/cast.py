"""Who plays which part: the people of the demonstration, as they may act on a day."""

from dataclasses import dataclass, field
from datetime import date

from qiaomen.demo import dice
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.matters.models import Matter
from qiaomen.people.acting import acting
from qiaomen.people.models import Person, Post, Unit

DISTRICT, STREET = "zhoushili", "shenshili"  # the coordinators
CLERKS = ("linshili", "jinshili")
LEADER = "hanshili"


@dataclass(slots=True)
class Cast:
    """Actors are built anew when somebody's post begins or ends."""

    people: dict[str, Person]
    _day: date | None = None
    _posts: frozenset[int] = frozenset()
    _actors: dict[str, Actor] = field(default_factory=dict)
    _officers: dict[int, Person] = field(default_factory=dict)

    @classmethod
    def gathered(cls) -> "Cast":
        return cls({person.login: person for person in Person.objects.all()})

    def actor(self, login: str) -> Actor:
        if self._day != clock.today():
            self._begin(clock.today())
        if login not in self._actors:
            self._actors[login] = acting(self.people[login], clock.today())
        return self._actors[login]

    def _begin(self, day: date) -> None:
        posts = frozenset(Post.objects.in_force(day).values_list("pk", flat=True))
        if posts != self._posts:
            self._actors.clear()
            self._officers.clear()
        self._day, self._posts = day, posts

    def clerk(self, matter: Matter) -> Actor:
        """Somebody of the desk that answers to the resident."""
        if matter.desk.code == "JD-SL":
            return self.actor(CLERKS[dice.between(matter.number, "clerk", 0, 1)])
        return self.actor(DISTRICT)

    def caller(self, matter: Matter) -> Actor:
        """A colleague of whoever answers on the spot: nobody asks about their own answer."""
        colleagues = [self.actor(login) for login in (*CLERKS, STREET, DISTRICT)]
        scope, clerk = matter.scope, self.clerk(matter)
        free = (actor for actor in colleagues if actor.may(Permission.MATTER_CALL_BACK, scope))
        return next((actor for actor in free if actor.ref != clerk.ref), clerk)

    def coordinator(self, matter: Matter) -> Actor:
        """Who decides what the desk or the unit asks for, and is not of the desk that asks."""
        return self.actor(STREET if matter.desk.code == "JD-SL" else LEADER)

    def final(self, matter: Matter) -> Actor:
        """Who assigns finally, with the minutes of a meeting."""
        return self.actor(STREET if matter.desk.code == "JD-SL" else DISTRICT)

    @property
    def leader(self) -> Actor:
        return self.actor(LEADER)

    def person_of(self, unit: Unit) -> Person:
        """The one person who handles what the unit is given."""
        if unit.pk not in self._officers:
            people = Person.objects.people_of(unit, clock.today())
            self._officers[unit.pk] = next(person for person in people if self._handles(person, unit))
        return self._officers[unit.pk]

    def has_officer(self, unit: Unit) -> bool:
        people = Person.objects.people_of(unit, clock.today())
        return any(self._handles(person, unit) for person in people)

    def officer(self, unit: Unit) -> Actor:
        return self.actor(self.person_of(unit).login)

    def anybody(self, unit: Unit) -> Actor | None:
        """Somebody who works there and takes steps."""
        people = [self.actor(person.login) for person in Person.objects.people_of(unit, clock.today())]
        return next((actor for actor in people if actor.holding(Permission.MATTER_STEP)), None)

    def _handles(self, person: Person, unit: Unit) -> bool:
        grants = self.actor(person.login).holding(Permission.MATTER_HANDLE)
        return any(grant.units is None or unit.pk in grant.units for grant in grants)
