"""Who stands in while somebody is away: for one post, or for all that a person holds."""

from abc import abstractmethod
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext_lazy

from qiaomen.desk.fields import Choice, NamedField
from qiaomen.desk.office.deeds import Deed
from qiaomen.kernel import clock
from qiaomen.kernel.forms import DayField
from qiaomen.people.models import Person, Post

R = TypeVar("R", Person, Post)


class NameDeputy(Deed[R]):
    title = gettext_lazy("Name a deputy")
    done = gettext_lazy("The deputy stands in on these days.")

    deputy = NamedField(label=gettext_lazy("Deputy"))
    from_day = DayField(label=gettext_lazy("First day away"))
    to_day = DayField(label=gettext_lazy("Last day away"))

    @property
    @abstractmethod
    def away(self) -> int:
        """Id of the person who is away: nobody stands in for themselves."""

    @abstractmethod
    def stand_in(self, deputy: Person, from_day: date, to_day: date) -> None:
        """Call the action."""

    def fill_lists(self) -> None:
        people = Person.objects.visible_to(self.actor).selectable(clock.today()).exclude(pk=self.away)
        rows = people.order_by("name", "pk").values_list("pk", "name", "login")
        self.offer("deputy", [Choice(pk, f"{name} ({login})", name, login) for pk, name, login in rows])

    def act(self) -> None:
        said = self.cleaned_data
        self.stand_in(Person.objects.get(pk=said["deputy"]), said["from_day"], said["to_day"])
