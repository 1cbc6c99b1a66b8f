"""A history that chance plays: residents tell, units act, the desk asks, and much of it goes wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.actions.assigning import accept, assign
from qiaomen.matters.actions.calling import Verdict, call, rate
from qiaomen.matters.actions.closing import close, withdraw
from qiaomen.matters.actions.handling import answer, redo
from qiaomen.matters.actions.sorting import merge, split_off
from qiaomen.matters.actions.supervising import exclude, include, supervise
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.states import OPEN, Ground, Outcome, State, Verb
from qiaomen.matters.tests.walks import grant
from qiaomen.matters.voices import family
from tests.world import MONDAY, World

PEOPLE = ["", "10000000001", "10000000002", "10000000003"]  # "" is somebody unknown


@dataclass
class Play:
    """`book` keeps what the ledger must not know: telling -> number of its matter, and whose it is."""

    world: World
    chance: Random
    at: datetime = MONDAY
    book: dict[int, tuple[str, str]] = field(default_factory=dict)

    def go_on(self, deeds: int) -> "Play":
        for _ in range(deeds):
            self.at += timedelta(hours=self.chance.randrange(12), microseconds=self.chance.randrange(10**6))
            with clock.told(self.at):
                self._one_deed()
        return self

    def _one_deed(self) -> None:
        matters = list(Matter.objects.exclude(item__code="supervision").order_by("pk"))
        if len(matters) < 3 or self.chance.random() < 0.12:
            self._tell()
            return
        underway = [matter for matter in matters if matter.state in OPEN]
        matter = self.chance.choice(underway if underway and self.chance.random() < 0.9 else matters)
        deed = self.chance.choice(DEEDS[State(matter.state)])
        try:
            deed(self, matter)
        except Refusal:
            return  # chance tried what may not be done, which is nobody's history

    def _tell(self) -> None:
        phone = self.chance.choice(PEOPLE)
        matter = self.world.receive(
            phone=phone,
            kind=self.chance.choice([MatterKind.HELP, MatterKind.COMPLAINT, MatterKind.PRAISE]),
            history=self.chance.random() < 0.1,
        )
        telling = matter.tellings.get()
        self.book[telling.pk] = (matter.number, phone or f"unknown {telling.pk}")

    @property
    def verdict(self) -> Verdict:
        yes = [True, True, True, False]
        return Verdict(
            contacted=self.chance.choice(yes),
            solved=self.chance.choice(yes),
            satisfaction=self.chance.choice([2, 3, 3, 4, 5]),
        )

    def telling_of(self, matter: Matter) -> Telling:
        return self.chance.choice(list(Telling.objects.filter(matter__in=family(matter)).order_by("pk")))


def _assign(play: Play, matter: Matter) -> None:
    unit = play.chance.choice(["water", "power"])
    assign(matter, by=play.world.actor("clerk"), unit=play.world.units[unit])


def _as_holder(play: Play, matter: Matter) -> str:
    return "clerk" if matter.unit_id == matter.desk_id else matter.unit.code


def _accept(play: Play, matter: Matter) -> None:
    accept(matter, by=play.world.actor(_as_holder(play, matter)))


def _answer(play: Play, matter: Matter) -> None:
    by = play.world.actor(_as_holder(play, matter))
    answer(matter, by=by, outcome=Outcome.SOLVED, text="已处理。")


def _call(play: Play, matter: Matter) -> None:
    by = play.world.actor(play.chance.choice(["clerk", "clerk", "coordinator"]))
    said = play.verdict if play.chance.random() < 0.8 else None
    call(matter, by=by, telling=play.telling_of(matter), verdict=said)


def _rate(play: Play, matter: Matter) -> None:
    rate(matter, by=play.world.resident, telling=play.telling_of(matter), verdict=play.verdict)


def _redo(play: Play, matter: Matter) -> None:
    redo(matter, by=play.world.actor("clerk"), reason="没修好")


def _close(play: Play, matter: Matter) -> None:
    ground = play.chance.choice([Ground.CONFIRMED, Ground.CONFIRMED, Ground.SILENT, Ground.NO_CONTACT])
    close(matter, by=play.world.actor("clerk"), ground=ground)


def _close_contested(play: Play, matter: Matter) -> None:
    grant(play.world, matter, Verb.CLOSE, by="clerk")


def _withdraw(play: Play, matter: Matter) -> None:
    withdraw(matter, by=play.world.actor("clerk"), said="来电撤回")


def _decline(play: Play, matter: Matter) -> None:
    grant(play.world, matter, Verb.DECLINE, by="clerk", told="请向区法院咨询。")


def _extend(play: Play, matter: Matter) -> None:
    until = str((play.at + timedelta(days=30)).date())
    grant(play.world, matter, Verb.EXTEND, by=_as_holder(play, matter), until=until, told="等零件")


def _reopen(play: Play, matter: Matter) -> None:
    grant(play.world, matter, Verb.REOPEN, by="clerk")


def _merge(play: Play, matter: Matter) -> None:
    others = Matter.objects.filter(state__in=sorted(OPEN)).exclude(item__code="supervision").order_by("pk")
    merge(matter, by=play.world.actor("clerk"), into=play.chance.choice(list(others)))


def _split_off(play: Play, matter: Matter) -> None:
    if matter.merged_into and matter.merged_into.state == State.CLOSED:
        split_off(matter, by=play.world.actor("clerk"))


def _exclude(play: Play, matter: Matter) -> None:
    exclude(matter, by=play.world.actor("coordinator"))


def _include(play: Play, matter: Matter) -> None:
    include(matter, by=play.world.actor("coordinator"))


def _supervise(play: Play, matter: Matter) -> None:
    """The order is answered and closed at once; it is the house's own affair."""
    order = supervise(matter, by=play.world.actor("leader"), order="三日内书面报告")
    _accept(play, order)
    _answer(play, order)
    close(order, by=play.world.actor("clerk"), ground=Ground.NO_CONTACT)


Deed = Callable[[Play, Matter], None]

# What is repeated happens more often.
DEEDS: dict[State, list[Deed]] = {
    State.RECEIVED: [_assign] * 8 + [_answer, _answer, _merge, _decline],
    State.ASSIGNED: [_accept] * 8 + [_merge],
    State.HANDLING: [_answer] * 12 + [_extend, _merge, _merge, _supervise, _withdraw],
    State.ANSWERED: [_call] * 6 + [_close] * 6 + [_rate, _redo, _redo, _close_contested],
    State.CLOSED: [_reopen, _exclude, _include],
    State.DECLINED: [_reopen, _include],
    State.MERGED: [_exclude, _split_off],
}
