"""Orders of a city platform, as it hands them out: a file with its numbers, dates and verdicts."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from qiaomen.kernel.models import Event
from qiaomen.matters.channels import Channel
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.message_files import bring_in, reasons, save
from qiaomen.matters.tests.walks import closed
from tests.world import World, monday, world

__all__ = ["monday", "world"]

HEADINGS = ("平台工单号", "诉求内容", "派单时间", "办结时限", "平台评价")


def order(
    number: str = "P-1",
    text: str = "路灯不亮",
    *,
    due: str = "2026-03-05 17:00",
    verdict: str | None = None,
) -> tuple[str | None, ...]:
    return (number, text, "2026-02-27 09:00", due, verdict)


@pytest.fixture
def deliver(world: World, tmp_path: Path):
    """Each delivery is a file of its own."""
    deliveries: list[Path] = []

    def deliver(*rows: tuple[str | None, ...]):
        deliveries.append(save(tmp_path / f"{len(deliveries)}.xlsx", rows, HEADINGS))
        return bring_in(deliveries[-1], source="12345")

    return deliver


def test_an_order_keeps_its_number_and_its_date_wins(deliver):
    assert deliver(order()).received == 1
    matter = Matter.objects.get()
    assert (matter.origin, matter.external_no) == ("12345", "P-1")
    assert matter.due_at == matter.external_due == datetime(2026, 3, 5, 9, tzinfo=UTC)
    assert matter.channel == Channel.PLATFORM


def test_a_day_alone_is_due_at_its_end(deliver):
    deliver(order(due="2026-03-05"))
    assert Matter.objects.get().due_at == datetime(2026, 3, 5, 15, 59, 59, tzinfo=UTC)


def test_what_comes_again_with_other_content_is_added_once(deliver):
    deliver(order())
    changed = order(text="路灯不亮，今天又来电", due="2026-03-04 17:00")
    for _delivery in range(2):
        report = deliver(changed)
        assert (report.received, report.already) == (0, 1)
    matter = Matter.objects.get()
    assert matter.due_at == datetime(2026, 3, 4, 9, tzinfo=UTC)
    assert [note.text for note in matter.notes.all()] == ["路灯不亮，今天又来电"]
    assert Event.objects.filter(stream=matter.stream, verb="update").count() == 1


def test_what_comes_again_with_signs_that_nobody_sees_is_no_news(deliver):
    deliver(order())
    assert deliver(order(text="路\u00ad灯\u202e不亮", verdict="满\u2060意")).already == 1
    matter = Matter.objects.get()
    assert (matter.external_verdict, matter.notes.exists()) == ("满意", False)


def test_an_order_that_stands_twice_in_one_file_is_one_matter(deliver):
    report = deliver(order(), order(text="补充：在三单元"), order("P-2"))
    assert (report.received, report.already, report.rejected) == (2, 1, 0)
    assert Matter.objects.get(external_no="P-1").notes.get().text == "补充：在三单元"


def test_the_platforms_verdict_comes_after_the_close(deliver, world: World):
    matter = closed(world, body="路灯不亮", origin="12345", external_no="P-1")
    for _delivery in range(2):
        assert deliver(order(due="", verdict="不满意")).already == 1
    matter.refresh_from_db()
    assert matter.external_verdict == "不满意"
    assert Event.objects.filter(stream=matter.stream, verb="judge").count() == 1


def test_new_words_on_what_is_closed_are_told_to_whoever_imports(deliver, world: World):
    closed(world, body="路灯不亮", origin="12345", external_no="P-1")
    (row,) = reasons(deliver(order(text="又不亮了", due="")))
    assert "closed" in row[2]


def test_a_date_that_is_none_is_told_with_its_column(deliver):
    (row,) = reasons(deliver(order(due="尽快")))
    assert row[1] == "办结时限"
    assert not Matter.objects.exists()


def test_an_empty_cell_of_a_text_file_is_no_date(world: World, tmp_path: Path):
    path = tmp_path / "orders.csv"
    path.write_text("平台工单号,诉求内容,派单时间,办结时限\nP-1,路灯不亮,2026-02-27 09:00, \n")
    assert bring_in(path, source="12345").received == 1
    assert Matter.objects.get().external_due is None


def test_a_due_date_alone_makes_no_order(deliver):
    report = deliver(order("", "噪音"), order("", "漏水"))
    assert report.received == 2
    assert set(Matter.objects.values_list("origin", "external_no")) == {("", "")}
