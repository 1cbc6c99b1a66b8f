"""What a file says, and what becomes of it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.models import UNSORTED, Item
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.kernel.verification import verify
from qiaomen.matters.channels import Channel
from qiaomen.matters.importing import Plan, columns_of, import_messages, running
from qiaomen.matters.models import ImportRun, Matter, Telling
from qiaomen.matters.states import State
from qiaomen.matters.tests.message_files import HEADINGS, bring_in, message, reasons, save
from tests.world import MONDAY, World

MORE = ("编号", "内容", "时间", "姓名", "电话", "渠道", "地点", "地址", "事项")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "messages.xlsx"


def more(number, *, name="", phone="", channel="", place="", address="", item=""):
    return (number, "水管漏水", "2026-02-27", name, phone, channel, place, address, item)


def test_a_message_becomes_a_matter_that_is_never_without(world: World, file: Path):
    report = bring_in(save(file, [message(188006.0, "水管漏水", title="漏水")]))
    assert (report.counts(), report.rejects) == ({"received": 1, "already": 0, "rejected": 0}, None)
    matter = Matter.objects.get()
    assert (matter.title, matter.body, matter.channel) == ("漏水", "水管漏水", Channel.FILE)
    assert (matter.unit, matter.place, matter.item.code) == (
        world.units["JY"],
        world.units["JY"].place,
        UNSORTED,
    )
    assert matter.due_at is not None


def test_the_times_are_kept_apart(world: World, file: Path):
    bring_in(save(file, [message(1, time="2026/2/27 11:25:05")]))
    matter = Matter.objects.get()
    assert matter.happened_at == datetime.fromisoformat("2026-02-27T11:25:05+08:00")
    assert matter.received_at == MONDAY


def test_number_likes_objections_and_user_stand_with_the_voice(world: World, file: Path):
    bring_in(save(file, [message(188006.0)]))
    telling = Telling.objects.get()
    assert (telling.key, telling.source_no) == ("file:file:188006", "188006")
    assert (telling.likes, telling.objections) == (3, 2)
    assert telling.who


def test_old_matters_come_without_promises_and_outside_the_rates(world: World, file: Path):
    bring_in(save(file, [message(1, time="2019/7/1")]), history=True)
    matter = Matter.objects.get()
    assert (matter.due_at, matter.number) == (None, "JY-2019-000001")
    assert matter.received_at == matter.happened_at
    assert not Matter.objects.counted().exists()


def test_a_file_of_old_matters_without_times_is_refused(world: World, file: Path):
    save(file, [message(1)])
    with pytest.raises(Refusal, match="--map time="):
        bring_in(file, "time=", history=True)


def test_a_file_without_times_tells_of_now(world: World, file: Path):
    assert bring_in(save(file, [message(1, time=None)]), "time=").received == 1
    assert Matter.objects.get().happened_at == MONDAY


@pytest.mark.parametrize(
    "time",
    [
        "2019/2/28 11:25:05",
        "2019-02-28 11:25:05",
        "2019年2月28日 上午11时25分05秒",
        43524.47575231481,  # as Excel counts
        datetime.fromisoformat("2019-02-28T11:25:05"),
    ],
)
def test_dates_come_in_every_form(world: World, file: Path, time):
    bring_in(save(file, [message(1, time=time)]))
    at = datetime.fromisoformat("2019-02-28T11:25:05+08:00")
    assert abs(Matter.objects.get().happened_at - at) < timedelta(seconds=1)


def test_a_second_run_adds_nothing(world: World, file: Path):
    save(file, [message(number) for number in range(3)])
    bring_in(file)
    assert bring_in(file).counts() == {"received": 0, "already": 3, "rejected": 0}
    assert Matter.objects.count() == 3


def test_two_sources_may_use_the_same_numbers_and_names_of_users(world: World, file: Path):
    save(file, [message(1)])
    bring_in(file)
    assert bring_in(file, source="12345").received == 1
    assert Telling.objects.values("who").distinct().count() == 2


def test_blank_lines_are_nobodys_message(world: World, file: Path):
    report = bring_in(save(file, [message(1), (None,) * 7, ("", " ", None), message(2)]))
    assert report.counts() == {"received": 2, "already": 0, "rejected": 0}


def test_copies_by_one_user_come_in_as_matters_of_their_own(world: World, file: Path):
    assert bring_in(save(file, [message(1), message(2)])).received == 2


def test_the_same_number_with_other_words_is_rejected(world: World, file: Path):
    report = bring_in(save(file, [message(1), message(1, "别的事")]))
    assert report.counts() == {"received": 1, "already": 0, "rejected": 1}
    row, heading, why = reasons(report)[0]
    assert (row, heading) == ("3", "留言编号")
    assert "JY-2026-000001" in why


def test_without_a_number_the_words_are_what_came_before_with_other_contents(world: World, file: Path):
    rows = [more(None, phone="10000000001", address=address) for address in ("三单元", "四单元")]
    assert reasons(bring_in(save(file, rows, MORE)))[0][:2] == ("3", "内容")


def test_without_a_number_user_time_and_text_tell_one_from_another(world: World, file: Path):
    rows = [message(None), message(None), message(None, user="B"), message(None, "别的事")]
    rows.append(message(None, time="2026/2/26"))
    assert bring_in(save(file, rows)).counts() == {"received": 4, "already": 1, "rejected": 0}


def test_a_phone_is_sealed_and_normal(world: World, file: Path):
    bring_in(save(file, [more(1, name="示例", phone="100 0000-0001")], MORE))
    telling = Telling.objects.get()
    assert telling.has_contact
    assert telling.sealed_name
    assert telling.who == Telling.objects.get(matter=world.receive()).who


def test_what_the_row_names_is_taken_and_the_desk_has_it(world: World, file: Path):
    item = add_item(code="water", terms=Terms(name="供水"), by=world.console)
    bring_in(save(file, [more(1, place="春江花园", item="供水", address="三单元", channel="电话")], MORE))
    matter = Matter.objects.get()
    assert (matter.place, matter.item, matter.unit) == (world.places["grid"], item, world.units["JY"])
    assert (matter.address, matter.channel, matter.state) == ("三单元", Channel.PHONE, State.RECEIVED)


def test_item_and_place_are_suggested_where_they_are_sure(world: World, file: Path):
    item = add_item(code="lamp", terms=Terms(name="公共照明", keywords=("路灯",)), by=world.console)
    sure = message(1, "桂花社区的路灯不亮", title="路灯坏了")
    bring_in(save(file, [sure, message(2, "柳岸社区和桂花社区都有人问起路灯", title="问一下")]))
    one, other = Matter.objects.order_by("number")
    assert (one.item, one.place) == (item, world.places["cassia"])
    assert (other.item.code, other.place) == (UNSORTED, world.units["JY"].place)


def test_what_the_row_names_outweighs_what_is_suggested(world: World, file: Path):
    add_item(code="leak", terms=Terms(name="维修", keywords=("水管漏水",)), by=world.console)
    item = add_item(code="water", terms=Terms(name="供水"), by=world.console)
    bring_in(save(file, [more(1, item="water"), more(2)], MORE))
    assert [matter.item.code for matter in Matter.objects.order_by("number")] == [item.code, "leak"]


@pytest.mark.parametrize(
    ("said", "column", "reason"),
    [
        ({"place": "火星社区"}, "地点", "“火星社区” is no place here"),
        ({"item": "火星事项"}, "事项", "no item of the catalogue"),
        ({"channel": "烽火"}, "渠道", "no channel. Write one of: phone (phone desk)"),
        ({"phone": "不告诉你"}, "电话", "not a telephone number"),
    ],
)
def test_what_is_unknown_here_is_rejected_with_its_column(
    world: World, file: Path, said, column: str, reason: str
):
    report = bring_in(save(file, [more(1, **said), more(2)], MORE))
    assert report.counts() == {"received": 1, "already": 0, "rejected": 1}
    row, heading, why = reasons(report)[0]
    assert (row, heading) == ("2", column)
    assert reason in why


def test_a_name_of_several_items_is_no_answer(world: World, file: Path):
    for code in ("one", "two"):
        add_item(code=code, terms=Terms(name="其他"), by=world.console)
    assert (
        "several" in reasons(bring_in(save(file, [more(1, item="其他"), more(2, item="其他")], MORE)))[1][2]
    )
    assert Item.objects.filter(name="其他").count() == 2


@pytest.mark.parametrize(
    ("bad", "column", "reason"),
    [
        (message(1, time="2026/2/30"), "留言时间", "no such day"),
        (message(1, time="2027/1/1"), "留言时间", "future"),
        (message(1, time=None), "留言时间", "date is missing"),
        (message(1, text=None, title=None), "留言详情", "no words"),
        (message(1, "长" * 100_001), "留言详情", "longer than"),
        (message("9" * 61), "留言编号", "longer than"),
        ((1, "A1", "灯", "2026/2/27", "坏了", 0, "很多"), "点赞数", "not a whole number"),
        ((1, "A1", "灯", "2026/2/27", "坏了", 0, -1), "点赞数", "so many"),
        ((1, "A1", "灯", "2026/2/27", "坏了", -1, 0), "反对数", "so many"),
        ((1, "A1", "灯", "2026/2/27", "坏了", 0, 2**40), "点赞数", "so many"),
    ],
)
def test_a_bad_row_is_named_and_does_not_hold_up_the_others(
    world: World, file: Path, bad, column: str, reason: str
):
    csv = file.with_suffix(".csv")
    lines = [HEADINGS, bad, message(2)]
    csv.write_text("\n".join(",".join("" if c is None else str(c) for c in row) for row in lines), "utf-8")
    report = bring_in(csv)
    assert report.counts() == {"received": 1, "already": 0, "rejected": 1}
    row, heading, why = reasons(report)[0]
    assert (row, heading) == ("2", column)
    assert reason in why


def test_a_cell_of_ten_megabytes_is_rejected_and_the_rest_comes_in(world: World, tmp_path: Path):
    csv = tmp_path / "big.csv"
    csv.write_text(f"编号,内容\n1,{'长' * 3_500_000}\n2,灯坏了\n", "utf-8")
    report = bring_in(csv)
    assert report.counts() == {"received": 1, "already": 0, "rejected": 1}
    assert reasons(report)[0][:2] == ("2", "内容")
    assert report.rejects
    assert report.rejects.stat().st_size < 1_100_000
    assert "cut off here" in report.rejects.read_text("utf-8")
    assert bring_in(report.rejects).counts() == {"received": 0, "already": 0, "rejected": 1}


def test_the_rejected_rows_can_be_corrected_and_brought_in(world: World, file: Path):
    report = bring_in(save(file, [message(1, time="2026/2/30"), message(2)]))
    assert report.rejects
    assert report.rejects.parent == file.parent
    corrected = report.rejects.read_text("utf-8-sig").replace("2026/2/30", "2026/2/27")
    report.rejects.write_text(corrected, "utf-8-sig")
    assert bring_in(report.rejects).counts() == {"received": 1, "already": 0, "rejected": 0}


def test_rejects_lie_at_home_where_the_folder_of_the_file_is_closed(
    world: World, file: Path, settings, monkeypatch: pytest.MonkeyPatch
):
    settings.QIAOMEN_HOME = file.parent / "home"
    monkeypatch.setattr(running.os, "access", lambda *_args: False)
    report = bring_in(save(file, [message(1, time="2026/2/30")]))
    assert report.rejects == settings.QIAOMEN_HOME / "rejects" / "messages.rejected-1.csv"


def test_a_run_is_a_story_in_the_ledger_and_acts_under_its_number(world: World, file: Path):
    bring_in(save(file, [message(1)]))
    run = ImportRun.objects.get()
    assert (run.number, run.file, run.received, run.ended_at) == (1, "messages.xlsx", 1, MONDAY)
    assert Event.objects.get(stream=Matter.objects.get().stream).by == "import/1"
    begun, ended = Event.objects.filter(stream="import/1").order_by("seq")
    assert (begun.verb, ended.verb, begun.by) == ("begin", "end", "machine/console")
    assert "messages" not in begun.data
    assert verify().broken is None


def test_who_may_not_receive_everywhere_cannot_import(world: World, file: Path):
    table = read_table(save(file, [message(1)]))
    plan = Plan(file, table, columns_of(table))
    with pytest.raises(Forbidden):
        import_messages(plan, by=world.actor("clerk"))
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("name", ["", "a:b", "长" * 41, "a b"])
def test_a_source_needs_a_plain_name(monday: datetime, name: str):
    with pytest.raises(Refusal, match="cannot name a source"):
        Plan(Path("x.csv"), None, None, name)


def test_an_empty_installation_says_what_to_do(db: None, file: Path):
    with pytest.raises(Refusal, match="qiaomen setup"):
        bring_in(save(file, [message(1)]))
