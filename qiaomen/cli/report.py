"""`qiaomen report`"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click
from django.conf import settings
from django.utils.translation import gettext as _

from qiaomen.cli.days import Day, Month
from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import CONSOLE, Coded
from qiaomen.indicators.actions import publish_bulletin, publish_month
from qiaomen.indicators.bulletins import document
from qiaomen.indicators.comparing import compare_month
from qiaomen.indicators.grouping import Grouping
from qiaomen.indicators.hot.regrouping import regroup
from qiaomen.indicators.hot.report import hot_issues
from qiaomen.indicators.overview.lines import lines
from qiaomen.indicators.overview.page import USUAL, Overview
from qiaomen.indicators.overview.page import overview as count_overview
from qiaomen.indicators.overview.subjects import named
from qiaomen.indicators.report import RatesReport
from qiaomen.indicators.reports import report_rates
from qiaomen.indicators.sampling.actions import draw_sample
from qiaomen.indicators.sampling.models import Sample
from qiaomen.indicators.sampling.results import FilesReport, report_files, sample_lines
from qiaomen.indicators.standing import report_standing
from qiaomen.indicators.whistles import report_whistles
from qiaomen.indicators.wording import percent
from qiaomen.kernel import clock
from qiaomen.kernel.printing import pdf
from qiaomen.kernel.refusal import Refusal
from qiaomen.territory.models import Place, PlaceKind

F = TypeVar("F", bound=Callable[..., object])

DAY, MONTH = Day(), Month()
BY = Coded(Grouping.choices)
LEVEL = Coded(PlaceKind.choices)


class Told(Protocol):
    """What reports have in common."""

    def lines(self) -> list[str]: ...
    def to_json(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Total:
    """What a report says of all groups together."""

    report: RatesReport

    def lines(self) -> list[str]:
        total = self.report.total
        shares = {
            _("Response rate"): total.response,
            _("Resolution rate"): total.resolution,
            _("Satisfaction rate"): total.satisfaction,
            _("On time"): total.on_time,
        }
        return [
            f"{name}: {percent(share.rate)} ({share.numerator}/{share.denominator})"
            for name, share in shares.items()
        ]

    def to_json(self) -> Any:
        return self.report.to_json()["total"]


@dataclass(frozen=True, slots=True)
class OnePage:
    """The overview of a place or a unit."""

    overview: Overview

    def lines(self) -> list[str]:
        return lines(self.overview)

    def to_json(self) -> Any:
        return self.overview.to_json()


@dataclass(frozen=True, slots=True)
class WithFiles:
    """The rates by unit, and beside them what the checks of case files have shown."""

    report: RatesReport
    files: FilesReport

    def lines(self) -> list[str]:
        return [*self.report.lines(), *self.files.lines()]

    def to_json(self) -> Any:
        return {**self.report.to_json(), "case_files": self.files.to_json()}


def of_a_period(command: F) -> F:
    """With --from, --to and --json."""
    as_json = click.option("--json", "as_json", is_flag=True, help="As one line of JSON.")
    to_day = click.option("--to", "to_day", type=DAY, help="The last day.")
    from_day = click.option("--from", "from_day", type=DAY, help="The first day.")
    return from_day(to_day(as_json(command)))


@click.group("report", cls=Room)
def group() -> None:
    """What is counted, and how."""


@group.command()
@click.option(
    "--level", type=LEVEL, default=PlaceKind.GRID.value, help="Sum up to this kind of place (grid)."
)
@click.option("--json", "as_json", is_flag=True, help="As one line of JSON.")
def standing(*, level: str, as_json: bool) -> None:
    """What is open now and what of it is overdue, by place."""
    show(report_standing(by=CONSOLE, level=PlaceKind(level), at=clock.now()), as_json=as_json)


@group.command()
@click.argument("about", metavar="PLACE|UNIT")
@click.option("--weeks", type=click.IntRange(2, 104), default=USUAL, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="As one line of JSON.")
def overview(*, about: str, weeks: int, as_json: bool) -> None:
    """What came in, ended and is open, the rates and what is hot, of one place or unit by code or name."""
    counted = count_overview(named(about, by=CONSOLE), weeks=weeks, at=clock.now())
    show(OnePage(counted), as_json=as_json)


@group.command()
@click.option("--by", "grouping", type=BY, default=Grouping.UNIT.value, show_default=True)
@click.option("--level", type=LEVEL, help="With --by place: sum them up to this kind (community).")
@click.option("--total", is_flag=True, help="All groups together, in four lines.")
@of_a_period
def rates(
    *,
    grouping: str,
    level: str | None,
    total: bool,
    from_day: date | None,
    to_day: date | None,
    as_json: bool,
) -> None:
    """The rates of response, resolution and satisfaction, and of answers on time."""
    report = report_rates(
        by=CONSOLE,
        group=Grouping(grouping),
        level=place_level(grouping, level),
        from_day=from_day,
        to_day=to_day,
    )
    files = report_files(by=CONSOLE, period=report.period) if grouping == Grouping.UNIT else None
    beside = WithFiles(report, files) if files else report
    show(Total(report) if total else beside, as_json=as_json)


@group.command()
@click.option("--month", type=MONTH, metavar="YYYY-MM", required=True, help="A month that has ended.")
@click.option(
    "--per-unit", type=int, default=None, help="How many of each unit; as the installation says (5)."
)
def sample(*, month: date, per_unit: int | None) -> None:
    """Draw the closed matters of a month whose files are checked; a month that is drawn is shown."""
    drawn = Sample.objects.filter(month=month).first()
    if drawn is None:
        number = settings.QIAOMEN_SAMPLE_PER_UNIT if per_unit is None else per_unit
        drawn = draw_sample(month, per_unit=number, by=CONSOLE)
    for line in sample_lines(drawn):
        click.echo(line)


@group.command()
@click.option("--by", "grouping", type=BY, default=Grouping.UNIT.value, show_default=True)
@click.option("--level", type=LEVEL, help="With --by place: sum them up to this kind (community).")
@of_a_period
def whistles(
    *, grouping: str, level: str | None, from_day: date | None, to_day: date | None, as_json: bool
) -> None:
    """Which offices were called to the spot, which answered in time, and which did not come."""
    report = report_whistles(
        by=CONSOLE,
        group=Grouping(grouping),
        level=place_level(grouping, level),
        from_day=from_day,
        to_day=to_day,
    )
    show(report, as_json=as_json)


def place_level(grouping: str, level: str | None) -> PlaceKind:
    if level and grouping != Grouping.PLACE:
        raise Refusal(_("--level sums up places. Write it with --by place."))
    return PlaceKind(level or PlaceKind.COMMUNITY)


@group.command()
@click.option("--top", type=click.IntRange(1), default=10, show_default=True)
@of_a_period
def hot(*, top: int, from_day: date | None, to_day: date | None, as_json: bool) -> None:
    """The problems that most residents told of; what came in since is grouped first."""
    regroup()
    show(hot_issues(by=CONSOLE, from_day=from_day, to_day=to_day, top=top), as_json=as_json)


@group.command()
@click.argument("month", type=MONTH, metavar="YYYY-MM")
def publish(month: date) -> None:
    """Freeze the rates of a month that has ended."""
    publication = publish_month(month, by=CONSOLE)
    click.echo(
        _("%(month)s is published: %(digest)s") % {"month": f"{month:%Y-%m}", "digest": publication.digest}
    )


@group.command()
@click.argument("month", type=MONTH, metavar="YYYY-MM")
@click.option("--place", "code", default="", help="The code of a place (the whole house).")
@click.option("--pdf", "file", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=True)
def bulletin(month: date, *, code: str, file: Path) -> None:
    """Print the bulletin of a month that has ended; the first time it is published and kept."""
    wanted = {"code": code} if code else {"kind": PlaceKind.ROOT}
    place = Place.objects.filter(**wanted).first()
    if place is None:
        raise Refusal(_("No place has the code %s.") % code)
    made = publish_bulletin(month, place, by=CONSOLE)
    file.write_bytes(pdf(document(made)))
    click.echo(
        _("%(month)s is published: %(digest)s") % {"month": f"{month:%Y-%m}", "digest": made.published}
    )


@group.command()
@click.argument("month", type=MONTH, metavar="YYYY-MM")
@click.option("--by", "grouping", type=BY, default=Grouping.UNIT.value, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="As one line of JSON.")
def compare(*, month: date, grouping: str, as_json: bool) -> None:
    """What today's count of a published month says otherwise."""
    show(compare_month(month, by=CONSOLE, group=Grouping(grouping)), as_json=as_json)


def show(report: Told, *, as_json: bool) -> None:
    said = [json.dumps(report.to_json(), ensure_ascii=False)] if as_json else report.lines()
    for line in said:
        click.echo(line)
