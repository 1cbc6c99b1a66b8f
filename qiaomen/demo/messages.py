"""The residents' messages, a file a day, and their way in."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from qiaomen.demo.story import DATA
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.kernel.sheets.writing import write_csv, write_xlsx
from qiaomen.matters.importing import Plan, columns_of, import_messages

HEADERS = ("编号", "姓名", "电话", "渠道", "时间", "标题", "内容", "点赞")
SOURCE = "demo"


@dataclass(frozen=True, slots=True)
class Message:
    """One line of `data/messages.csv`; `age` is how many days before the demonstration it came."""

    number: str
    name: str
    phone: str
    channel: str
    age: int
    at: datetime
    title: str
    text: str
    likes: int

    @property
    def cells(self) -> tuple[str | datetime | int, ...]:
        return (
            self.number,
            self.name,
            self.phone,
            self.channel,
            self.at,
            self.title,
            self.text,
            self.likes,
        )


def by_day(today: date, days: int) -> Mapping[date, list[Message]]:
    """The messages of the last `days` days before today."""
    found: dict[date, list[Message]] = defaultdict(list)
    with (DATA / "messages.csv").open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            message = _message(line, today)
            if message.age <= days:
                found[timezone.localtime(message.at).date()].append(message)
    return {day: sorted(found[day], key=lambda message: message.at) for day in sorted(found)}


def _message(line: Mapping[str, str], today: date) -> Message:
    age = int(line["天数"])
    at = datetime.combine(today - timedelta(days=age), time.fromisoformat(line["时刻"]))
    return Message(
        number=line["编号"],
        name=line["姓名"],
        phone=line["电话"],
        channel=line["渠道"],
        age=age,
        at=timezone.make_aware(at),
        title=line["标题"],
        text=line["内容"],
        likes=int(line["点赞"]),
    )


def take_in(messages: Sequence[Message], folder: Path, *, by: Actor) -> None:
    """Write the day's messages to a file, one day as Excel and the next as text, and import it."""
    day = timezone.localtime(messages[0].at).date()
    write, ending = (write_xlsx, "xlsx") if day.toordinal() % 2 else (write_csv, "csv")
    path = folder / f"messages-{day}.{ending}"
    write(path, HEADERS, [message.cells for message in messages])
    table = read_table(path)
    report = import_messages(Plan(path, table, columns_of(table), SOURCE), by=by)
    if report.rejects:
        raise Refusal(f"{report.rejects}")
