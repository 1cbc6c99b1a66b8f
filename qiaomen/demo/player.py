"""The ninety days, played day by day with the clock told back; today is left to whoever visits."""

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from qiaomen.catalogue.models import SUPERVISION
from qiaomen.demo import PASSWORD, checks, dice, district, mails, messages, paper
from qiaomen.demo.case import Case, Stage
from qiaomen.demo.cast import CLERKS
from qiaomen.demo.hours import SWEPT_AT, Script, Wait, at_work, instant
from qiaomen.demo.messages import Message
from qiaomen.demo.scripts import ordered, whole
from qiaomen.indicators.sampling.models import Sample
from qiaomen.indicators.sampling.tasks import draw_last_month
from qiaomen.kernel import clock, roots
from qiaomen.kernel.actors import machine, resident
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.tasks.worker import run_until_idle
from qiaomen.matters import step_sweeps, sweeps, whistle_sweeps
from qiaomen.matters.actions.receiving import receive
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import Told
from qiaomen.matters.models import Matter, Telling
from qiaomen.territory.models import PlaceKind

CONSOLE = machine("console")
MARK = "demonstration"  # a file in QIAOMEN_HOME: who can sign in, for the page where one does

Progress = Callable[[int], object]
"""Is told how many days more have been played."""


@dataclass(order=True, slots=True)
class Scene:
    """A script, and when it goes on."""

    at: datetime
    name: str
    script: Script = field(compare=False)


@dataclass(frozen=True, slots=True)
class Played:
    """How many matters there are now, and the scripts that something refused, with the reason."""

    matters: int
    broken: Mapping[str, str]


def play(days: int, *, progress: Progress = lambda _days: None) -> Played:
    """Make the demonstration of an empty installation: all of it, or nothing when it is stopped."""
    district.require_empty()
    folder = Path(settings.QIAOMEN_HOME) / "demo"
    with transaction.atomic():
        player = Player.begun(folder, days)
        for age in range(days, -1, -1):
            player.play_day(player.stage.day_of(age))
            progress(1)
    mark = "\n".join([PASSWORD, *district.sign_ins()])
    (folder.parent / MARK).write_text(mark, encoding="utf-8")
    return Played(Matter.objects.count(), player.broken)


@dataclass(slots=True)
class Player:
    """The scenes to come, the earliest first."""

    folder: Path
    now: datetime
    stage: Stage
    messages: Mapping[date, Sequence[Message]]
    scenes: list[Scene] = field(default_factory=list)
    orders: set[int] = field(default_factory=set)
    samples: set[int] = field(default_factory=set)
    broken: dict[str, str] = field(default_factory=dict)

    @classmethod
    def begun(cls, folder: Path, days: int) -> "Player":
        """On the morning of the first day, with everything founded."""
        now, today = clock.now(), clock.today()
        mailbox = folder / "mails"
        mailbox.mkdir(parents=True, exist_ok=True)
        with clock.told(instant(today - timedelta(days=days), time(7))):
            district.found(folder, today, by=CONSOLE)
            return cls(folder, now, Stage(today, mailbox), messages.by_day(today, days))

    def play_day(self, day: date) -> None:
        """The sweeps in the morning, people at work, and the messages when the last one has come."""
        self._sweep(min(instant(day, SWEPT_AT), self.now))
        self._act_until(min(instant(day, time.max), self.now))
        if today := self.messages.get(day, ()):
            self._take_in(today)
        with clock.told(min(instant(day, time.max), self.now)):
            run_until_idle()

    def _sweep(self, at: datetime) -> None:
        with clock.told(at):
            sweeps.remind_before_due(by=machine("escalation"))
            sweeps.remind_overdue(by=machine("escalation"))
            sweeps.escalate(by=machine("escalation"))
            step_sweeps.lapse(by=machine("procedure"))
            step_sweeps.remind(by=machine("escalation"))
            sweeps.close_silent(by=machine("silence"))
            whistle_sweeps.urge_silent(by=machine("escalation"))
            whistle_sweeps.end_whistles_overtaken(by=machine("whistle"))
            sweeps.drop_requests(by=machine("custom"))
            sweeps.resume_reviewed(by=machine("resumption"))
            roots.publish(clock.today(), by=machine("root"))
            draw_last_month.call()

    def _act_until(self, end: datetime) -> None:
        self._find_orders(end)
        self._find_cases(end)
        while self.scenes and self.scenes[0].at <= end:
            scene = heapq.heappop(self.scenes)
            with clock.told(scene.at):
                self._go_on(scene)

    def _find_orders(self, end: datetime) -> None:
        """Orders to report are made by the sweeps and by the leader; each gets its script once."""
        for order in Matter.objects.filter(item__code=SUPERVISION).exclude(pk__in=self.orders):
            self.orders.add(order.pk)
            self._go_on(Scene(min(order.received_at, end), order.number, ordered(order, self.stage.cast)))

    def _find_cases(self, end: datetime) -> None:
        """The files that were drawn this morning are checked by somebody outside the offices."""
        for sample in Sample.objects.exclude(pk__in=self.samples):
            self.samples.add(sample.pk)
            self._go_on(Scene(end, f"sample {sample}", checks.checked(sample, self.stage.cast)))

    def _go_on(self, scene: Scene) -> None:
        """To the script's next pause; one that is refused ends there and harms no other."""
        try:
            wait = next(scene.script, None)
        except Refusal as no:
            self.broken[scene.name] = str(no)
            return
        if wait is not None and (at := self._later(scene, wait)) <= self.now:
            heapq.heappush(self.scenes, Scene(at, scene.name, scene.script))

    def _later(self, scene: Scene, wait: Wait) -> datetime:
        """The instant at which a script goes on, within the hours of work."""
        local = timezone.localtime(scene.at)
        if isinstance(wait, datetime):
            return max(wait, scene.at)
        if wait == date.max:
            return datetime.max.replace(tzinfo=scene.at.tzinfo)
        if wait == 0:
            return scene.at + timedelta(minutes=dice.between(scene.name, f"pause {local}", 12, 50))
        calendar = self.stage.calendar
        if isinstance(wait, int):
            day = calendar.add_workdays(local.date(), wait)
        else:
            day = calendar.add_workdays(max(wait, local.date()) - timedelta(days=1), 1)
        return max(at_work(day, dice.share(scene.name, f"hour {day}")), scene.at)

    def _take_in(self, today: Sequence[Message]) -> None:
        """When the day's last message has come, all come in, each by its door; then each has its script."""
        at = min(
            today[-1].at + timedelta(minutes=5), instant(timezone.localtime(today[-1].at).date(), time.max)
        )
        with clock.told(at):
            by_file = [message for message in today if not self._by_another_door(message)]
            if by_file:
                messages.take_in(by_file, self.folder, by=CONSOLE)
            mails.take_in(self.stage.mailbox)
            for message in today:
                self._go_on(Scene(at, message.number, whole(self._case(message))))

    def _by_another_door(self, message: Message) -> bool:
        """Whether the message came as a complaint, by mail or on paper, and is where it belongs now."""
        place = self.stage.places[self.stage.story.places[message.number]]
        if about := self.stage.story.special("about_unit", message.number):
            self._complain(message, about["about"])
        elif message.channel == mails.CHANNEL:
            mails.drop(message, self.stage.mailbox)
        elif message.channel in paper.CHANNELS and place.kind == PlaceKind.GRID:
            paper.enter(message, place, by=self.stage.cast.actor(CLERKS[0]))
        else:
            return False
        return True

    def _complain(self, message: Message, about: str) -> None:
        """A complaint about an office comes in through the web, and to the desk above that office."""
        units = self.stage.units
        told = Told(
            key=f"file:{messages.SOURCE}:{message.number}",
            channel=Channel.WEB,
            title=message.title,
            body=message.text,
            phone=message.phone,
            name=message.name,
            place=units[district.DESK].place,
            about_unit=units[about],
            happened_at=message.at,
            source_no=message.number,
        )
        receive(told, by=resident("web"))

    def _case(self, message: Message) -> Case:
        telling = telling_of(message)
        merged = [number for number, lead in self.stage.story.leads.items() if lead == message.number]
        ages = [each.age for day in self.messages.values() for each in day if each.number in merged]
        case = Case(message, telling.matter, self.stage, min([message.age, *ages]))
        self.stage.cases[message.number] = case
        return case


def telling_of(message: Message) -> Telling:
    if message.channel == mails.CHANNEL:
        return mails.telling_of(message)
    return Telling.objects.select_related("matter__desk").get(source_no=message.number)
