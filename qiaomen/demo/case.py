"""One message on its way: who has it, what the story says of it, how much time is left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from qiaomen.catalogue.models import Item, Rule
from qiaomen.catalogue.router import Router
from qiaomen.demo import dice
from qiaomen.demo.cast import Cast
from qiaomen.demo.messages import Message
from qiaomen.demo.story import Story
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor, resident
from qiaomen.kernel.calendar import WorkCalendar, calendar_now
from qiaomen.matters.models import Matter
from qiaomen.matters.voices import tellings
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place


@dataclass(slots=True)
class Stage:
    """What all cases share: the story, the people, and the house as it was founded."""

    today: date
    mailbox: Path  # the folder in which residents' mails arrive
    story: Story = field(default_factory=Story.load)
    cast: Cast = field(default_factory=Cast.gathered)
    calendar: WorkCalendar = field(default_factory=calendar_now)
    router: Router = field(default_factory=Router.load)
    cases: dict[str, "Case"] = field(default_factory=dict)
    items: Mapping[str, Item] = field(default_factory=lambda: Item.objects.in_bulk(field_name="code"))
    places: Mapping[str, Place] = field(default_factory=lambda: Place.objects.in_bulk(field_name="code"))
    units: Mapping[str, Unit] = field(default_factory=lambda: Unit.objects.in_bulk(field_name="code"))

    def day_of(self, age: int) -> date:
        return self.today - timedelta(days=age)


@dataclass(slots=True)
class Case:
    """A message and the matter that it became."""

    message: Message
    matter: Matter
    stage: Stage
    last_age: int  # of the youngest message that is merged into it, in days

    @property
    def number(self) -> str:
        return self.message.number

    @property
    def story(self) -> Story:
        return self.stage.story

    @property
    def clerk(self) -> Actor:
        return self.stage.cast.clerk(self.matter)

    @property
    def caller(self) -> Actor:
        return self.stage.cast.caller(self.matter)

    @property
    def coordinator(self) -> Actor:
        return self.stage.cast.coordinator(self.matter)

    @property
    def officer(self) -> Actor:
        return self.stage.cast.officer(self.matter.unit)

    @property
    def resident(self) -> Actor:
        return resident("web")

    @property
    def item(self) -> Item:
        return self.stage.items[self.story.items[self.number]]

    @property
    def place(self) -> Place:
        return self.stage.places[self.story.places[self.number]]

    @property
    def has_contact(self) -> bool:
        return any(telling.has_contact for telling in tellings(self.matter))

    def routed(self) -> tuple[Unit, Rule | None]:
        """The unit that answers for it, and the rule that says so."""
        hot = self.story.hot.get(self.number)
        ruling = self.stage.router.ruling(self.item, self.matter.place, clock.today())
        rule = Rule.objects.select_related("unit").get(pk=ruling.rule.pk) if ruling else None
        unit = self.stage.units[hot["unit"]] if hot else rule.unit if rule else self.matter.desk
        return unit, rule if rule and rule.unit_id == unit.pk else None

    def older_than(self, stage: str) -> bool:
        """Whether enough workdays have passed for the matter to have gone beyond a stage of [pace].

        Workdays, so that a visitor finds every stage after a weekend and after a long holiday too.
        """
        came = timezone.localtime(self.message.at).date()
        return self.stage.calendar.workdays_between(came, self.stage.today) > int(self.story.pace[stage])

    def workdays_left(self) -> int:
        """Until the promised day; negative when it has passed."""
        due = self.matter.due_at or clock.now()
        return self.stage.calendar.workdays_between(clock.today(), timezone.localtime(due).date())

    def workdays_from(self, day: date, count: int) -> date:
        return self.stage.calendar.add_workdays(day, count)

    def likely(self, question: str, chance: float) -> bool:
        return dice.likely(self.number, question, chance)

    def between(self, question: str, least: int, most: int) -> int:
        return dice.between(self.number, question, least, most)
