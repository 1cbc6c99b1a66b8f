"""The ways that lead a matter to where an address of the table can be used, and what is sent there."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from qiaomen.catalogue.actions import add_item, adopt_procedure, end_item
from qiaomen.catalogue.announcements.actions import Notice, announce
from qiaomen.catalogue.knowledge.actions import add_short_answer, end_short_answer
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.wording import Wording
from qiaomen.catalogue.models import ProcedureVersion
from qiaomen.catalogue.terms import Question, Terms
from qiaomen.indicators.actions import publish_bulletin, publish_month
from qiaomen.indicators.hot.regrouping import regroup
from qiaomen.indicators.sampling.actions import draw_sample
from qiaomen.indicators.sampling.checklists import checklists
from qiaomen.kernel import clock
from qiaomen.kernel.files import inspect
from qiaomen.kernel.inbox import put_aside
from qiaomen.kernel.models import PutAside
from qiaomen.matters.actions.assigning import assign
from qiaomen.matters.actions.assisting import assist
from qiaomen.matters.actions.attaching import attach
from qiaomen.matters.actions.calling import call
from qiaomen.matters.actions.mailing import Original, keep_mail
from qiaomen.matters.actions.requesting import request
from qiaomen.matters.actions.sorting import classify
from qiaomen.matters.actions.speaking import release
from qiaomen.matters.actions.stepping import complete_step, migrate
from qiaomen.matters.actions.supervising import exclude, supervise
from qiaomen.matters.channels import Channel
from qiaomen.matters.models import Audience, Matter
from qiaomen.matters.procedure import plan_of
from qiaomen.matters.states import Verb
from qiaomen.matters.tests.walks import (
    answered,
    assigned,
    called_out,
    closed,
    fitting,
    grant,
    handling,
)
from qiaomen.people.actions import keep_list, set_password
from tests.world import MONDAY, World

TEXT, DAY, PASSWORD = "现场看过了，今天修好。", "2026-04-01", "一个很长的示例密码 1"
HOT = "楼道的灯不亮，晚上看不见台阶"

Way = Callable[[World], Matter]
Sent = Mapping[str, Any]


def received(world: World) -> Matter:
    return world.receive()


def with_a_kept_list(world: World) -> Matter:
    keep_list(world.people["clerk"], name="路灯", queue="all", query="")
    return world.receive()


def with_a_bulletin(world: World) -> Matter:
    publish_bulletin(date(2026, 1, 1), world.places["grid"], by=world.console)
    return world.receive()


def entered(channel: Channel) -> Way:
    """What stands in the register of the day."""
    return lambda world: world.receive(channel=channel, name="张示例")


def mailed(world: World) -> Matter:
    matter = world.receive(email="resident@example.org", phone="")
    original = Original(key="k", fingerprint="f", message_id="<1@example.org>", content=b"mail")
    keep_mail(matter, by=world.resident, telling=matter.tellings.get(), mail=original)
    return matter


def with_a_mail_put_aside(world: World) -> Matter:
    put_aside(PutAside(fate="ignored", name="a.eml"))
    return world.receive()


def told_twice(world: World) -> Matter:
    world.receive()
    return world.receive()


def returned_twice(world: World) -> Matter:
    matter = assigned(world)
    grant(world, matter, Verb.RETURN, by="water")
    assign(matter, by=world.actor("clerk"), unit=world.units["power"])
    grant(world, matter, Verb.RETURN, by="power")
    return matter


def with_a_procedure(world: World) -> Matter:
    text = 'code = "own"\nname = "自订流程"\n[[step]]\ncode = "look"\nname = "查看"\n'
    adopt_procedure(text, by=world.console)
    return with_an_item(world)


def with_an_announcement(world: World) -> Matter:
    place, unit = world.places["willow"], world.units["willow"]
    notice = Notice("停水通知", "周三上午停水。", place, unit, MONDAY.date())
    announce(notice, by=world.actor("willow"))
    return received(world)


def with_hot_issues(world: World) -> Matter:
    """Number 1 with four matters, number 2 in another community; gives one of the first."""
    told = [world.receive(phone=f"1540000000{n}", body=HOT) for n in range(4)]
    for n in range(4, 7):
        world.receive(phone=f"1540000000{n}", body=HOT, place=world.places["cassia"])
    regroup()
    return told[0]


def with_an_item(world: World) -> Matter:
    add_item(code="S1", terms=Terms(name="停水"), by=world.console)
    return received(world)


def with_an_ended_item(world: World) -> Matter:
    item = add_item(code="S1", terms=Terms(name="停水"), by=world.console)
    end_item(item, on=clock.today(), by=world.console)
    return received(world)


def with_questions(world: World) -> Matter:
    terms = Terms(name="停水", questions=(Question("几楼？"),))
    return world.receive(item=add_item(code="S1", terms=terms, by=world.console))


def assisted(world: World) -> Matter:
    matter = handling(world)
    assist(matter, by=world.actor("coordinator"), unit=world.units["power"], task=TEXT)
    return matter


def called_soon(world: World) -> Matter:
    return called_out(world, MONDAY + timedelta(hours=1))


def judged(verdict) -> Way:
    def way(world: World) -> Matter:
        matter = answered(world)
        call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=verdict)
        return matter

    return way


def asked(world: World) -> Matter:
    matter = handling(world)
    request(matter, Verb.EXTEND, by=world.actor("water"), reason=TEXT, until=DAY, told="等零件")
    return matter


def with_a_published_month(world: World) -> Matter:
    publish_month(MONDAY.date() - timedelta(days=30), by=world.console)
    return received(world)


def with_a_summary(world: World) -> Matter:
    matter = received(world)
    release(matter, by=world.actor("clerk"), summary="水管已报修，正在更换。")
    return matter


def supervised(world: World) -> Matter:
    matter = assigned(world)
    supervise(matter, by=world.actor("leader"), order=TEXT)
    return matter


def excluded(world: World) -> Matter:
    matter = received(world)
    exclude(matter, by=world.actor("coordinator"))
    return matter


def with_steps(world: World) -> Matter:
    matter = handling(world)
    item = add_item(code="P1", terms=Terms(name="物业纠纷", procedure="property"), by=world.console)
    classify(matter, by=world.actor("clerk"), item=item)
    return matter


def with_a_step_done(world: World) -> Matter:
    matter = with_steps(world)
    step = plan_of(matter).steps[0]
    complete_step(matter, by=world.actor("water"), code=step.code, filled=fitting(step))
    return matter


def with_a_file(world: World) -> Matter:
    matter = handling(world)
    checked = inspect(note(), "note.txt")
    attach(matter, by=world.actor("water"), audience=Audience.RESIDENT, file=checked)
    return matter


def with_a_password(world: World) -> Matter:
    set_password(world.people["clerk"], password=PASSWORD, by=world.console)
    return received(world)


def note() -> SimpleUploadedFile:
    return SimpleUploadedFile("note.txt", "现场记录".encode())


def waiting_for_a_signature(world: World) -> Matter:
    """The unit has filled the step in, and the desk has to sign it."""
    matter = with_another_version(world)
    migrate(matter, by=world.actor("coordinator"), version=ProcedureVersion.objects.latest("pk"))
    filled = fitting(plan_of(matter).steps[0])
    complete_step(matter, by=world.actor("water"), code="look", filled=filled)
    return matter


def with_another_version(world: World) -> Matter:
    matter = with_steps(world)
    text = ProcedureVersion.objects.get(code="property").text
    first = '[[step.field]]\nlabel = "查看情况"'
    adopt_procedure(text.replace(first, f'[[step.signature]]\nof = "desk"\n{first}'), by=world.console)
    return matter


def with_a_part_for_the_teller(world: World) -> Matter:
    matter = with_steps(world)
    text = """code = "property"
name = "示例"
[[step]]
code = "wish"
name = "意愿"
actor = "resident"
[[step.field]]
label = "楼层"
[[step.signature]]
of = "unit"
[[step.signature]]
of = "resident"
"""
    version = adopt_procedure(text, by=world.console)
    migrate(matter, by=world.actor("coordinator"), version=version)
    return matter


def with_something_to_sign(world: World) -> Matter:
    """The desk has written down what the teller said on the telephone; they sign it themselves."""
    matter = with_a_part_for_the_teller(world)
    complete_step(matter, by=world.actor("clerk"), code="wish", filled={"楼层": "6"})
    return matter


def first_step(matter: Matter) -> Sent:
    step = plan_of(matter).steps[0]
    return {"step": step.code} | fitting(step)


def called(matter: Matter) -> Sent:
    said = {"reached": "yes", "contacted": "yes", "solved": "yes", "satisfaction": "5"}
    return {"telling": matter.tellings.get().pk, **said}


SHORT = {"question": "几点开门？", "answer": TEXT, "source": "窗口", "owner": "JY", "review_days": "180"}


def with_a_short_answer(world: World) -> Matter:
    """One called `all`, as the addresses of pages name what they show."""
    wording = Wording(question="几点开门？", answer="九点。", source="窗口", owner=world.units["JY"])
    add_short_answer(code="all", wording=wording, by=world.console)
    return received(world)


def with_an_ended_short_answer(world: World) -> Matter:
    matter = with_a_short_answer(world)
    end_short_answer(ShortAnswer.objects.get(), by=world.console)
    return matter


CHECKED = {f"mark-{question.code}": "yes" for question in checklists()[1].questions}


def drawn(world: World) -> Matter:
    """Closed last month, and drawn to be checked."""
    before = clock.now() - timedelta(days=20)
    with clock.told(before):
        matter = closed(world)
    draw_sample(before.date(), per_unit=1, by=world.console)
    return matter
